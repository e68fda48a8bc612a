import { isAbsolute, resolve } from "node:path";
import { isEnvName, UsageError, type Layout } from "@gimlet/core";
import { suggestion } from "../failure/usage.ts";
import { DEFAULT_BRANCH, type EnvPlace } from "./context.ts";

/** A YAML file's top level, as far as it was read. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a file is, for error messages and for paths that are relative to it. */
export interface FilePlace {
  readonly file: string;
  /** Relative paths in it start here. */
  readonly folder: string;
}

/** Reads YAML whose top level is a map. @throws {UsageError} when it is not */
export async function parseFields(text: string, file: string): Promise<Fields> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) throw invalid(file, error.message.split("\n")[0] ?? "it is no YAML");
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (value === null || value === undefined) return {};
  return asFields(value, { file, key: "the file" });
}

/** Reads `envs:` of a context or a `gimlet.yaml`. @throws {UsageError} naming the key that is wrong */
export function parseEnvs(value: unknown, place: FilePlace, key: string): ReadonlyMap<string, EnvPlace> {
  const envs = new Map<string, EnvPlace>();
  for (const [name, fields] of Object.entries(asFields(value, { file: place.file, key })))
    envs.set(name, parseEnvPlace(fields, place, { name, key: `${key}.${name}` }));
  return envs;
}

const ENV_KEYS = ["appsRepo", "infraRepo", "branch", "layout"] as const;

interface EnvKey {
  readonly name: string;
  readonly key: string;
}

function parseEnvPlace(value: unknown, { file, folder }: FilePlace, { name, key }: EnvKey): EnvPlace {
  const fields = asFields(value, { file, key });
  rejectUnknown(fields, ENV_KEYS, { file, key });
  const appsRepo = optionalText(fields, "appsRepo", { file, key });
  if (appsRepo === undefined) throw invalid(file, `${key}.appsRepo is missing`);
  const infraRepo = optionalText(fields, "infraRepo", { file, key });
  const layout = parseLayout(optionalText(fields, "layout", { file, key }), { file, key });
  if (layout === "folder-per-env" && !isEnvName(name)) throw invalid(file, `${key} is no name of an env`);
  return {
    appsRepo: absoluteRepo(appsRepo, folder),
    ...(infraRepo === undefined ? {} : { infraRepo: absoluteRepo(infraRepo, folder) }),
    branch: optionalText(fields, "branch", { file, key }) ?? DEFAULT_BRANCH,
    layout,
  };
}

/** A path of a repository made absolute; URLs and `git@host:path` stay. */
export function absoluteRepo(location: string, folder: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location) || isAbsolute(location)) return location;
  const isScp = /^[^/\\]+@?[^/\\:]*:(?![\\/]{2})./.test(location) && !/^[a-z]:[\\/]/i.test(location);
  return isScp ? location : resolve(folder, location);
}

interface Where {
  readonly file: string;
  readonly key: string;
}

/** @throws {UsageError} when the value is no map */
export function asFields(value: unknown, { file, key }: Where): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw invalid(file, `${key} is not a map of keys`);
}

/** @throws {UsageError} when the field is there and no text */
export function optionalText(fields: Fields, name: string, { file, key }: Where): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" && value !== "") return value;
  throw invalid(file, `${key}.${name} is not a text`);
}

/** @throws {UsageError} naming a key that is not known, and the one that may have been meant */
export function rejectUnknown(fields: Fields, known: readonly string[], { file, key }: Where): void {
  for (const name of Object.keys(fields))
    if (!known.includes(name))
      throw invalid(file, `${key} has the unknown key ${JSON.stringify(name)}${suggestion(name, known)}`);
}

function parseLayout(text: string | undefined, { file, key }: Where): Layout {
  if (text === undefined || text === "repo-per-env") return "repo-per-env";
  if (text === "folder-per-env") return text;
  throw invalid(file, `${key}.layout is ${JSON.stringify(text)}; use repo-per-env or folder-per-env`);
}

function invalid(file: string, why: string): UsageError {
  return new UsageError(`${file}: ${why}`, `Correct the file; how it looks: gimlet help environment`);
}
