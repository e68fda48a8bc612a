import { ChartInvalidError } from "../errors.ts";
import { FunctionError } from "../template/functions/function.ts";
import { parseVersion } from "../template/functions/semver/version.ts";
import { quoteGo } from "../template/format/quote.ts";
import type { Value } from "../template/values/value.ts";
import type { ChartDependency, ChartLock, ChartMaintainer, ChartMetadata } from "./chart.ts";
import {
  type Decoded,
  DecodeError,
  type DecodedField,
  type DecodeOptions,
  decodeStruct,
  type Shape,
  type StructShape,
} from "./decode-struct.ts";

/** `Chart.yaml` as it was read, before it is checked. */
export type RawMetadata = Decoded;

/**
 * Lays `Chart.yaml`, or `requirements.yaml` over it.
 * @throws {DecodeError} where a field has the wrong type
 */
export function decodeMetadata(value: Value, options: DecodeOptions): RawMetadata {
  return decodeStruct(value, METADATA, options);
}

/**
 * The metadata, cleaned and checked with Helm's words.
 * @throws {ChartInvalidError}
 */
export function checkedMetadata(raw: RawMetadata): ChartMetadata {
  const metadata: ChartMetadata = {
    name: clean(raw.get("name")),
    home: clean(raw.get("home")),
    sources: cleanList(raw.get("sources")),
    version: text(raw.get("version")),
    description: clean(raw.get("description")),
    keywords: cleanList(raw.get("keywords")),
    icon: clean(raw.get("icon")),
    apiVersion: text(raw.get("apiVersion")),
    condition: clean(raw.get("condition")),
    tags: clean(raw.get("tags")),
    appVersion: clean(raw.get("appVersion")),
    deprecated: raw.get("deprecated") === true,
    annotations: textsOf(raw.get("annotations")),
    kubeVersion: clean(raw.get("kubeVersion")),
    type: text(raw.get("type")),
    maintainers: [],
    dependencies: [],
  };
  checkIdentity(metadata);
  return {
    ...metadata,
    maintainers: listOf(raw.get("maintainers")).map(maintainerOf),
    dependencies: checkedDependencies(raw.get("dependencies")),
  };
}

/**
 * `Chart.lock`; `undefined` when it is empty.
 * @throws {DecodeError} where a field has the wrong type
 */
export function decodeLock(value: Value, options: DecodeOptions): ChartLock | undefined {
  if (value === null || value === undefined) return undefined;
  const raw = decodeStruct(value, LOCK, options);
  checkTime(text(raw.get("generated")));
  return {
    generated: text(raw.get("generated")),
    digest: text(raw.get("digest")),
    dependencies: listOf(raw.get("dependencies")).flatMap((item) =>
      item instanceof Map ? [dependencyOf(item, (value) => text(value))] : [],
    ),
  };
}

/** Go reads the time with the struct; only its form is looked at here. */
function checkTime(time: string): void {
  if (time === "" || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(time)) return;
  throw new DecodeError(
    `parsing time ${quoteGo(time)} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoteGo(time)} as "2006"`,
  );
}

function checkIdentity({ apiVersion, name, version, type }: ChartMetadata): void {
  if (apiVersion === "") throw invalid("chart.metadata.apiVersion is required");
  if (name === "") throw invalid("chart.metadata.name is required");
  if (name === "." || name === "..") throw invalid(`chart.metadata.name ${quoteGo(name)} is not allowed`);
  if (name.includes("/")) throw invalid(`chart.metadata.name ${quoteGo(name)} is invalid`);
  if (version === "") throw invalid("chart.metadata.version is required");
  if (!isVersion(version)) throw invalid(`chart.metadata.version ${quoteGo(version)} is invalid`);
  if (!["", "application", "library"].includes(type))
    throw invalid("chart.metadata.type must be application or library");
}

function isVersion(text: string): boolean {
  try {
    parseVersion(text);
    return true;
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}

function maintainerOf(raw: DecodedField): ChartMaintainer {
  if (!(raw instanceof Map)) throw invalid("maintainers must not contain empty or null nodes");
  return { name: clean(raw.get("name")), email: clean(raw.get("email")), url: clean(raw.get("url")) };
}

function checkedDependencies(raw: DecodedField): readonly ChartDependency[] {
  const seen = new Set<string>();
  return listOf(raw).map((item) => {
    if (!(item instanceof Map)) throw invalid("dependencies must not contain empty or null nodes");
    const dependency = dependencyOf(item, clean);
    if (dependency.alias !== "" && !/^[a-zA-Z0-9_-]+$/.test(dependency.alias))
      throw invalid(`dependency ${quoteGo(dependency.name)} has disallowed characters in the alias`);
    const key = dependency.alias === "" ? dependency.name : dependency.alias;
    if (seen.has(key)) throw invalid(`more than one dependency with name or alias ${quoteGo(key)}`);
    seen.add(key);
    return dependency;
  });
}

function dependencyOf(raw: Decoded, cleaned: (value: DecodedField) => string): ChartDependency {
  return {
    name: cleaned(raw.get("name")),
    version: cleaned(raw.get("version")),
    repository: cleaned(raw.get("repository")),
    condition: cleaned(raw.get("condition")),
    tags: listOf(raw.get("tags")).map(cleaned),
    enabled: raw.get("enabled") === true,
    // Kept as it was read: what is in it is looked at when values are imported.
    importValues: listOf(raw.get("import-values")) as readonly Value[],
    alias: text(raw.get("alias")),
  };
}

/** White space becomes a space, what can't be printed is taken out. */
function clean(value: DecodedField): string {
  const dirty = text(value);
  if (/^[ -~]*$/.test(dirty)) return dirty;
  return dirty.replaceAll(/\p{White_Space}/gu, " ").replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "");
}

function cleanList(value: DecodedField): readonly string[] {
  return listOf(value).map(clean);
}

function text(value: DecodedField): string {
  return typeof value === "string" ? value : "";
}

function listOf(value: DecodedField): readonly DecodedField[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: DecodedField): ReadonlyMap<string, string> {
  return value instanceof Map ? new Map([...value].map(([key, item]) => [key, text(item)])) : new Map();
}

function invalid(what: string): ChartInvalidError {
  return new ChartInvalidError("invalid", `validation: ${what}`, "Correct Chart.yaml.");
}

function struct(name: string, fields: readonly (readonly [string, Shape])[]): StructShape {
  return { kind: "struct", name, fields: new Map(fields) };
}

const TEXT_LIST: Shape = { kind: "list", of: "string" };

const DEPENDENCY: StructShape = struct("Dependency", [
  ["name", "string"],
  ["version", "string"],
  ["repository", "string"],
  ["condition", "string"],
  ["tags", TEXT_LIST],
  ["enabled", "bool"],
  ["import-values", { kind: "list", of: "any" }],
  ["alias", "string"],
]);

const MAINTAINER: StructShape = struct("Maintainer", [
  ["name", "string"],
  ["email", "string"],
  ["url", "string"],
]);

const METADATA: StructShape = struct("Metadata", [
  ["name", "string"],
  ["home", "string"],
  ["sources", TEXT_LIST],
  ["version", "string"],
  ["description", "string"],
  ["keywords", TEXT_LIST],
  ["maintainers", { kind: "list", of: MAINTAINER }],
  ["icon", "string"],
  ["apiVersion", "string"],
  ["condition", "string"],
  ["tags", "string"],
  ["appVersion", "string"],
  ["deprecated", "bool"],
  ["annotations", { kind: "texts" }],
  ["kubeVersion", "string"],
  ["dependencies", { kind: "list", of: DEPENDENCY }],
  ["type", "string"],
]);

const LOCK: StructShape = struct("Lock", [
  ["generated", "string"],
  ["digest", "string"],
  ["dependencies", { kind: "list", of: DEPENDENCY }],
]);
