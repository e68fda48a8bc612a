// A folder of somebody who uses the packages: the packed tarballs, installed by npm.
import { spawnSync } from "node:child_process";
import { lstatSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/;

/**
 * Makes a folder with the tarballs installed in it, the way `npm install` does for users.
 * @returns its path, or `undefined` when what the packages depend on cannot be reached from here
 */
export function installPacked(tarballs: readonly string[]): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "gimlet-consumer-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs];
  const { status, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (status === 0) return folder;
  if (OFFLINE.test(stderr)) return undefined;
  throw new Error(`npm could not install the packed packages:\n${stderr}`);
}

/** Bytes of all the files in a folder and below. */
export function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => lstatSync(join(folder, file)))
    .reduce((total, file) => total + (file.isFile() ? file.size : 0), 0);
}

/** Names of the installed packages, those they depend on included. */
export function installedPackages(folder: string): string[] {
  return readdirSync(join(folder, "node_modules")).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(folder, "node_modules", name)).map((part) => `${name}/${part}`) : [name],
  );
}
