import { encodeJson, type EncodeOptions } from "../json/encode.ts";
import { decodeJson, decodeJsonDict, decodeJsonList } from "../json/decode.ts";
import { emitYaml, emitYamlPretty } from "../yaml/emit-yaml.ts";
import { readYamlList, readYamlMap, YamlError } from "../yaml/read-yaml.ts";
import type { Profile } from "../profile.ts";
import { Dict, List, type Value } from "../values/value.ts";
import { ofAny, textOf } from "./arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "./function.ts";

type Encode = (value: Value) => string;

const STEPS_OF_SIGN = 2;
const INDENTED: EncodeOptions = { indent: "  " };
const RAW: EncodeOptions = { escapeHtml: false };

/** JSON and YAML, out and in. Errors of the plain functions are data, or nothing; the `must` ones throw. */
export function serialisationFunctions(profile: Profile): FunctionTable {
  return new Map([...BOTH, ...(profile.hasMustEncoders ? MUST_YAML : [])]);
}

const toJson: Encode = (value) => encodeJson(value);
const toPrettyJson: Encode = (value) => encodeJson(value, INDENTED);
const toRawJson: Encode = (value) => encodeJson(value, RAW);
const toYaml: Encode = (value) => withoutNewline(emitYaml(value));
const toYamlPretty: Encode = (value) => withoutNewline(emitYamlPretty(value));

const BOTH: readonly [string, TemplateFunction][] = [
  ["toJson", encoder(orNothing(toJson))],
  ["mustToJson", encoder(toJson)],
  ["toPrettyJson", encoder(orNothing(toPrettyJson))],
  ["mustToPrettyJson", encoder(toPrettyJson)],
  ["toRawJson", encoder(toRawJson)],
  ["mustToRawJson", encoder(toRawJson)],
  ["toYaml", encoder(orNothing(toYaml))],
  ["toYamlPretty", encoder(orNothing(toYamlPretty))],
  ["fromJson", reader(jsonDict)],
  ["fromJsonArray", reader(jsonList)],
  ["mustFromJson", reader(decodeJson)],
  ["fromYaml", reader(yamlDict)],
  ["fromYamlArray", reader(yamlList)],
];

const MUST_YAML: readonly [string, TemplateFunction][] = [["mustToYaml", encoder(toYaml)]];

function encoder(encode: Encode): TemplateFunction {
  return ofAny(1, ([value], { budget }: RenderContext) => {
    const text = encode(value ?? null);
    budget.make(text.length);
    budget.step(text.length);
    return text;
  });
}

/** What it makes of a text takes some time and room for each sign. */
function reader(read: (text: string) => Value): TemplateFunction {
  return {
    params: ["string"],
    call: ([given], { budget }: RenderContext) => {
      const text = textOf(given);
      budget.step(text.length * STEPS_OF_SIGN);
      return read(text);
    },
  };
}

/** An empty text instead of an error: a fault of the value is not one of the template. */
function orNothing(encode: Encode): Encode {
  return (value) => {
    try {
      return encode(value);
    } catch (error) {
      if (error instanceof FunctionError) return "";
      throw error;
    }
  };
}

function jsonDict(text: string): Dict {
  const { value, error } = decodeJsonDict(text);
  return error === undefined ? value : value.set("Error", error);
}

function jsonList(text: string): List {
  const { value, error } = decodeJsonList(text);
  return error === undefined ? value : new List([error]);
}

function yamlDict(text: string): Dict {
  return orError(
    () => readYamlMap(text),
    (message) => new Dict([["Error", message]]),
  );
}

function yamlList(text: string): List {
  return orError(
    () => readYamlList(text),
    (message) => new List([message]),
  );
}

function orError<T>(read: () => T, dataOf: (message: string) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof YamlError) return dataOf(error.message);
    throw error;
  }
}

function withoutNewline(text: string): string {
  return text.endsWith("\n") ? text.slice(0, -1) : text;
}
