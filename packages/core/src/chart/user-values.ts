import { ValuesInvalidError } from "../errors.ts";
import { FunctionError } from "../template/functions/function.ts";
import { decodeJson } from "../template/json/decode.ts";
import { type Profile, type ProfileName, profileOf } from "../template/profile.ts";
import { Dict } from "../template/values/value.ts";
import { YamlError } from "../template/yaml/read-yaml.ts";
import { mergeDicts } from "./merge-dicts.ts";
import { parseSet, SetError, type SetKind } from "./set/parse-set.ts";
import { readValues } from "./values-file.ts";

/** Everything a user can say about values, each in the order it was said. */
export interface UserValues {
  /** `--values`: YAML, with a name for errors. */
  readonly files?: readonly { readonly name: string; readonly text: string }[];
  /** `--set-json`: JSON texts by key, or in Helm 4 whole objects. */
  readonly setJson?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  /** `--set-file`: paths by key. */
  readonly setFile?: readonly string[];
  readonly setLiteral?: readonly string[];
}

/** How user values are read. */
export interface MergeUserValuesOptions {
  /** @defaultValue `helm-4.2` */
  readonly profile?: ProfileName;
  /** The text of a file that `setFile` names; what it throws is shown. */
  readonly readFile?: (path: string) => string;
}

/**
 * All of a user's values as one, in Helm's order: files, `--set-json`, `--set`, `--set-string`, `--set-file`,
 * `--set-literal`; the later wins, wherever it stood.
 *
 * @throws {ValuesInvalidError} in Helm's words
 */
export function mergeUserValues(given: UserValues, options: MergeUserValuesOptions = {}): Dict {
  const reading = { ...options, profile: profileOf(options.profile ?? "helm-4.2") };
  let values = new Dict();
  for (const file of given.files ?? []) values = mergeDicts(values, readFileValues(file, reading.profile));
  for (const text of given.setJson ?? []) values = withJson(values, text, reading);
  const groups: readonly (readonly [SetKind, string, readonly string[] | undefined])[] = [
    ["typed", "--set", given.set],
    ["string", "--set-string", given.setString],
    ["file", "--set-file", given.setFile],
    ["literal", "--set-literal", given.setLiteral],
  ];
  for (const [kind, flag, texts] of groups)
    for (const text of texts ?? []) setInto(values, text, { kind, flag, reading });
  return values;
}

interface Reading extends Omit<MergeUserValuesOptions, "profile"> {
  readonly profile: Profile;
}

function readFileValues({ name, text }: { readonly name: string; readonly text: string }, profile: Profile): Dict {
  try {
    return readValues(text, profile);
  } catch (error) {
    if (error instanceof YamlError) throw invalid(`failed to parse ${name}: ${error.message}`, error);
    throw error;
  }
}

/** Values of files are fresh, so they may be changed in place. */
function setInto(
  values: Dict,
  text: string,
  { kind, flag, reading }: { readonly kind: SetKind; readonly flag: string; readonly reading: Reading },
): void {
  try {
    parseSet(text, values, { kind, ...reading });
  } catch (error) {
    if (error instanceof SetError) throw invalid(`failed parsing ${flag} data: ${error.message}`, error);
    throw error;
  }
}

function withJson(values: Dict, text: string, { profile }: Reading): Dict {
  try {
    const trimmed = text.trim();
    if (!profile.setJsonTakesObjects || !trimmed.startsWith("{")) {
      parseSet(text, values, { kind: "json", profile });
      return values;
    }
    const object = decodeJson(trimmed);
    if (object instanceof Dict) return mergeDicts(values, object);
    throw new SetError("no object");
  } catch (error) {
    const what = profile.setJsonTakesObjects && text.trim().startsWith("{") ? "data JSON:" : "data";
    if (error instanceof SetError || error instanceof FunctionError)
      throw invalid(`failed parsing --set-json ${what} ${text}`, error);
    throw error;
  }
}

function invalid(message: string, cause: unknown): ValuesInvalidError {
  return new ValuesInvalidError([{ path: "", message }], "Correct the values.", { cause });
}
