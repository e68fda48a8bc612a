import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./workspace.ts";

interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** `allowBuilds` of pnpm-workspace.yaml, as a person reads it. */
const MAY_RUN_INSTALL_SCRIPTS = ["esbuild"];

describe("dependencies", () => {
  it("run an install script only where the workspace allows it", () => {
    const others = installed()
      .filter(({ scripts = {} }) => scripts["preinstall"] ?? scripts["install"] ?? scripts["postinstall"])
      .map(({ name }) => name)
      .filter((name) => !MAY_RUN_INSTALL_SCRIPTS.includes(name));

    expect(others).toEqual([]);
    const workspace = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
    expect(workspace).toContain(`allowBuilds:\n${MAY_RUN_INSTALL_SCRIPTS.map((name) => `  ${name}: true\n`).join("")}`);
  });

  it("are locked for every platform they are made for", () => {
    const locked = lockedNames();

    const missing = installed().flatMap(({ name, optionalDependencies = {} }) =>
      Object.keys(optionalDependencies)
        .filter((optional) => !locked.has(optional))
        .map((optional) => `${optional}, which ${name} asks for`),
    );

    expect(missing).toEqual([]);
  });

  it("are locked by digest", () => {
    const lock = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");

    const resolutions = lock.split("\n").filter((line) => line.trim().startsWith("resolution:"));

    expect(resolutions.length).toBeGreaterThan(100);
    expect(resolutions.filter((line) => !/integrity: sha512-[A-Za-z0-9+/]{86}==\}$/.test(line))).toEqual([]);
  });
});

describe("committed files", () => {
  it("name no package registry and no folder of somebody's machine", () => {
    // Split, so that this file does not find itself.
    const hosts = ["registry.npm" + "js", "registry.yarn" + "pkg", "npm.pkg." + "github"];
    const folders = ["/wo" + "rk/", "/ro" + "ot/"];
    const patterns = [...hosts, ...folders.map((folder) => `["' (=]${folder}`)].flatMap((text) => ["-e", text]);

    // git grep exits with 1 when it finds nothing.
    const found = execFileSync("sh", ["-c", 'git grep -InE "$@" || test $? = 1', "grep", ...patterns], {
      cwd: root,
      encoding: "utf8",
    });

    expect(found).toBe("");
  });
});

/** Every package in pnpm's store folder, for this machine's platform. */
function installed(): InstalledPackage[] {
  const store = join(root, "node_modules/.pnpm");
  return readdirSync(store).flatMap((folder) => {
    const modules = join(store, folder, "node_modules");
    if (!existsSync(modules)) return [];
    const names = readdirSync(modules).flatMap((name) =>
      name.startsWith("@") ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`) : [name],
    );
    return names
      .filter((name) => existsSync(join(modules, name, "package.json")))
      .map((name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as InstalledPackage);
  });
}

function lockedNames(): Set<string> {
  const lock = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  const packages = lock.slice(lock.indexOf("\npackages:"), lock.indexOf("\nsnapshots:"));
  return new Set([...packages.matchAll(/^ {2}'?(@?[^@'\s]+)@[^:]+:$/gm)].map(([, name]) => name!));
}
