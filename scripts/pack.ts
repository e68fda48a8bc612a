// Packs every published package as it would be uploaded, and looks at the tarballs as their users' tools will.
//   node scripts/pack.ts   packs into temp/packed and runs publint, attw and a dry run of publishing
// Needs built packages (`pnpm run ws:build` and `tsc -b`).
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { publicEntries, publishedPackages, readManifest, root } from "./workspace.ts";

/** Packs the published packages into a folder, and gives the tarballs' paths by package name. */
export function packAll(folder: string): Map<string, string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return new Map(
    publishedPackages().map((source) => {
      const { name, version } = readManifest(source);
      const tarball = join(folder, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
      execFileSync("pnpm", ["pack", "--out", tarball], { cwd: source, stdio: ["ignore", "ignore", "inherit"] });
      return [name, tarball];
    }),
  );
}

function check(tool: string, args: readonly string[]): void {
  try {
    execFileSync(tool, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    console.error(`${tool} ${args.join(" ")}\n${stdout}${stderr}`);
    process.exitCode = 1;
  }
}

if (import.meta.main) {
  const tarballs = packAll(join(root, "temp/packed"));
  for (const source of publishedPackages()) {
    const tarball = tarballs.get(readManifest(source).name)!;
    check("publint", ["run", tarball, "--strict"]);
    if (publicEntries(source).length > 0)
      check("attw", [tarball, "--profile", "esm-only", "--exclude-entrypoints", "schemas"]);
  }
  check("pnpm", ["publish", "-r", "--dry-run", "--no-git-checks"]);
}
