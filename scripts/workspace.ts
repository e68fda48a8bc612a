// What the scripts know about the packages of this checkout, read from their package.json files.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout, an absolute path. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));

/** The part of a package.json that the scripts read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** A way into a package that has code behind it; paths are relative to the package's folder. */
export interface PublicEntry {
  /** As in the exports map: `.` or `./git`. */
  readonly subpath: string;
  readonly types: string;
  readonly file: string;
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

export function publicEntries(folder: string): PublicEntry[] {
  return Object.entries(readManifest(folder).exports ?? {}).flatMap(([subpath, target]) =>
    typeof target === "string" ? [] : [{ subpath, types: target.types, file: target.default }],
  );
}

/** Folders of the packages that are published, in the order of their names. */
export function publishedPackages(): string[] {
  return readdirSync(join(root, "packages"))
    .map((name) => join(root, "packages", name))
    .filter((folder) => readManifest(folder).private !== true);
}
