import { quoteGo } from "../template/format/quote.ts";
import { FunctionError } from "../template/functions/function.ts";
import type { Profile } from "../template/profile.ts";
import { Dict, type Method, type Value } from "../template/values/value.ts";
import { emitYaml } from "../template/yaml/emit-yaml.ts";
import { findScalar } from "./values-path.ts";

/** The map as `.Values` shows it: under Helm's type, with methods such as `AsMap`. Changes of one are seen in the other. */
export function asValues(dict: Dict, profile: Profile): Dict {
  return dict.as({ type: `${profile.valuesPackage}.Values`, methods: METHODS_OF[profile.valuesPackage] });
}

const METHODS_OF: Readonly<Record<Profile["valuesPackage"], ReadonlyMap<string, Method>>> = {
  common: methods("common.Values"),
  chartutil: methods("chartutil.Values"),
};

function methods(type: string): ReadonlyMap<string, Method> {
  const method = (params: readonly string[], call: (values: Dict, path: string) => Value): Method => ({
    params,
    call: (receiver, [path]) => call(receiver as Dict, typeof path === "string" ? path : ""),
  });
  const all: ReadonlyMap<string, Method> = new Map([
    ["AsMap", method([], (values) => (values.size === 0 ? new Dict() : values.as({})))],
    ["YAML", method([], emitYaml)],
    ["Table", method(["string"], (values, path) => tableAt(values, path).as({ type, methods: all }))],
    ["PathValue", method(["string"], scalarAt)],
  ]);
  return all;
}

function tableAt(values: Dict, path: string): Dict {
  let table = values;
  for (const key of path.split(".")) {
    const next = table.get(key);
    if (!(next instanceof Dict)) throw new FunctionError(`${quoteGo(key)} is not a table`);
    table = next;
  }
  return table;
}

function scalarAt(values: Dict, path: string): Value {
  if (path === "") throw new FunctionError("YAML path cannot be empty");
  const value = findScalar(values, path);
  if (value === undefined) throw new FunctionError(`${quoteGo(path.slice(path.lastIndexOf(".") + 1))} is not a value`);
  return value;
}
