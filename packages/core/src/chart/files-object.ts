import { quoteGo } from "../template/format/quote.ts";
import type { Budget } from "../template/budget.ts";
import { FunctionError } from "../template/functions/function.ts";
import { encodeBase64 } from "../template/functions/standard-base64.ts";
import type { Profile } from "../template/profile.ts";
import { compareText, textOfBytes } from "../template/values/text.ts";
import {
  Bytes,
  Dict,
  List,
  type Method,
  type Methods,
  TEXT_DICT,
  TEXT_LIST,
  type Value,
} from "../template/values/value.ts";
import { emitYaml } from "../template/yaml/emit-yaml.ts";
import type { ChartFile } from "./chart.ts";
import { parseGlob } from "./glob.ts";

const STEPS_OF_PATH = 16;

/** `.Files`: a chart's files by path, with the methods that templates call on them. */
export function filesObject(files: readonly ChartFile[], profile: Profile): Dict {
  return dictOf(
    files.map(({ name, bytes }) => [name, new Bytes(bytes)] as const),
    METHODS_OF[profile.linesOfEmptyFile],
  );
}

const METHODS_OF: Readonly<Record<Profile["linesOfEmptyFile"], Methods>> = {
  error: methods("error"),
  empty: methods("empty"),
};

function methods(linesOfEmptyFile: Profile["linesOfEmptyFile"]): Methods {
  const all: Methods = new Map([
    ["Get", method(["string"], (files, path) => textOfBytes(bytesAt(files, path)?.bytes ?? new Uint8Array()))],
    ["GetBytes", method(["string"], (files, path) => bytesAt(files, path) ?? new Bytes(new Uint8Array()))],
    ["Glob", method(["string"], (files, pattern, budget) => dictOf(matching(files, pattern, budget), all))],
    ["AsConfig", method([], (files, _, budget) => flattened(files, textOfBytes, budget))],
    ["AsSecrets", method([], (files, _, budget) => flattened(files, encodeBase64, budget))],
    [
      "Lines",
      method(["string"], (files, path) => new List(linesAt(files, path, linesOfEmptyFile), { type: TEXT_LIST })),
    ],
  ]);
  return all;
}

function method(
  params: readonly string[],
  call: (files: Dict, argument: string, budget: Budget | undefined) => Value,
): Method {
  return {
    params,
    call: (receiver, [argument], budget) =>
      call(receiver instanceof Dict ? receiver : new Dict(), typeof argument === "string" ? argument : "", budget),
  };
}

function dictOf(entries: Iterable<readonly [string, Value]>, methodsOfFiles: Methods): Dict {
  return new Dict(entries, { type: "engine.files", methods: methodsOfFiles });
}

function bytesAt(files: Dict, path: string): Bytes | undefined {
  const value = files.get(path);
  return value instanceof Bytes ? value : undefined;
}

/** As in Helm, a pattern that can't be read matches every file. */
function matching(files: Dict, pattern: string, budget: Budget | undefined): readonly (readonly [string, Value])[] {
  let signs = 0;
  for (const path of files.keys()) signs += path.length;
  budget?.step(pattern.length + files.size * STEPS_OF_PATH + Math.ceil((signs * pattern.length) / 8));
  const glob = parseGlob(pattern);
  if (glob?.isErratic === true)
    throw new FunctionError(
      `Helm does not match the pattern ${quoteGo(pattern)} as it reads: write several without wildcards in braces`,
    );
  return [...files.entries()].filter(([path]) => glob?.matches(path) ?? true);
}

/** YAML of the files by their names without folders; of those with the same name the last by path stays. */
function flattened(files: Dict, textOf: (bytes: Uint8Array) => string, budget: Budget | undefined): string {
  let size = 0;
  for (const path of files.keys()) size += path.length + (bytesAt(files, path)?.bytes.length ?? 0);
  budget?.step(size);
  const texts = new Dict(null, { type: TEXT_DICT });
  for (const path of [...files.keys()].toSorted(compareText)) {
    const bytes = bytesAt(files, path);
    if (bytes !== undefined) texts.set(path.slice(path.lastIndexOf("/") + 1), textOf(bytes.bytes));
  }
  return emitYaml(texts).replace(/\n$/, "");
}

function linesAt(files: Dict, path: string, ofEmpty: Profile["linesOfEmptyFile"]): readonly string[] {
  const bytes = bytesAt(files, path);
  if (bytes === undefined) return [];
  const text = textOfBytes(bytes.bytes);
  if (text === "") {
    if (ofEmpty === "empty") return [];
    throw new FunctionError("runtime error: index out of range [-1]");
  }
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}
