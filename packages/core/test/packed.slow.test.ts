import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packAll } from "../../../scripts/pack.ts";
import { publicEntries, root } from "../../../scripts/workspace.ts";
import { installPacked, installedPackages, sizeOf } from "../test-support/consumer.ts";
import { fetchRuntimes } from "../test-support/runtimes.ts";

const packed = mkdtempSync(join(tmpdir(), "gimlet-packed-"));
const tarballs = packAll(packed);
const library = installPacked([tarballs.get("@gimlet/core")!]);
const both = library === undefined ? undefined : installPacked([...tarballs.values()]);
const needsRegistry = library === undefined ? " (skipped: needs the npm registry)" : "";

const MEGABYTE = 1_000_000;
const KUBERNETES_CLIENT = /kubernetes|kube-|k8s/;
const entries = publicEntries(join(root, "packages/core")).map(({ subpath }) => `@gimlet/core${subpath.slice(1)}`);

const BROWSER_ENTRIES = ["@gimlet/core", "@gimlet/core/template", "@gimlet/core/chart", "@gimlet/core/testing"];

/** What browsers run, too. */
const CHART_PROGRAM = readFileSync(new URL("chart-browser-program.ts", import.meta.url), "utf8");

/** A script of somebody's CI: TypeScript that Node runs as it is. */
const CI_SCRIPT = `import { GimletError } from "@gimlet/core";
const isOurs: boolean = GimletError.is(new Error("x"));
console.log(JSON.stringify({ isOurs }));
`;

afterAll(() => {
  for (const folder of [packed, library, both]) if (folder) rmSync(folder, { recursive: true });
});

describe("the packed tarball", () => {
  it("holds what the library is, and nothing that made it", () => {
    const files = execFileSync("tar", ["-tzf", tarballs.get("@gimlet/core")!], { encoding: "utf8" }).split("\n");

    expect(files).toEqual(expect.arrayContaining(["package/LICENSE", "package/README.md", "package/dist/index.js"]));
    expect(files.filter((file) => /\.test\.|package\/src\/|test-support|tsbuildinfo/.test(file))).toEqual([]);
  });
});

describe.skipIf(library === undefined)(`the installed library${needsRegistry}`, () => {
  describe.each(fetchRuntimes())("in $name", ({ name, command }) => {
    const needs = command === undefined ? ` (skipped: needs ${name})` : "";

    it.skipIf(command === undefined)(`is loaded by import${needs}`, () => {
      expect(run(command!, "smoke.mjs", importing(entries))).toEqual({ entries: entries.length, isGimletError: false });
    });

    it.skipIf(command === undefined)(`is loaded by require()${needs}`, () => {
      const program = `console.log(JSON.stringify(typeof require("@gimlet/core").GimletError));`;

      expect(run(command!, "required.cjs", program)).toBe("function");
    });

    it.skipIf(command === undefined)(`renders a chart, whatever functions it calls${needs}`, () => {
      const program = `${CHART_PROGRAM}\nconsole.log(JSON.stringify(await run()));\n`;

      expect(run(command!, "chart.ts", program)).toMatchObject({
        text: expect.stringContaining('ca: "-----BEGIN CERTIFICATE-----"\n  htpasswd: "ada:$2a"\n') as string,
        again: true,
        refused: "ValuesInvalidError: the values are not valid: replicas: minimum: got 0, want 1",
      });
    });

    it.skipIf(command === undefined)(`serves a CI script of one .ts file${needs}`, () => {
      expect(run(command!, "ci.ts", CI_SCRIPT)).toEqual({ isOurs: false });
    });
  });

  it.each([
    { module: "nodenext", moduleResolution: "nodenext", types: ["node"], lib: ["es2024"], imported: entries },
    { module: "esnext", moduleResolution: "bundler", types: ["node"], lib: ["es2024"], imported: entries },
    { module: "esnext", moduleResolution: "bundler", types: [], lib: ["es2024", "dom"], imported: BROWSER_ENTRIES },
  ])("type-checks under $moduleResolution with $lib, libraries included", ({ imported, ...options }) => {
    const typeRoots = [join(root, "node_modules/@types")];
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
    const config = { compilerOptions: { ...strict, target: "es2024", typeRoots, ...options }, files: ["typed.ts"] };
    writeFileSync(join(library!, "typed.ts"), importing(imported));
    writeFileSync(join(library!, "tsconfig.json"), JSON.stringify(config));

    const { stdout } = spawnSync(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: library!, encoding: "utf8" });

    expect(stdout).toBe("");
  });

  it("takes less than 15 MB, without a Kubernetes client", () => {
    expect(sizeOf(join(library!, "node_modules"))).toBeLessThan(15 * MEGABYTE);
    expect(installedPackages(library!).filter((name) => KUBERNETES_CLIENT.test(name))).toEqual([]);
  });
});

describe.skipIf(both === undefined)(`the installed CLI${needsRegistry}`, () => {
  it("tells its version and its commands", () => {
    const gimlet = (...args: string[]) => {
      const { stdout } = spawnSync(join(both!, "node_modules/.bin/gimlet"), args, { cwd: both!, encoding: "utf8" });
      return stdout;
    };

    expect(gimlet("--version")).toMatch(/^gimlet \d+\.\d+\.\d+\n$/);
    expect(gimlet("help")).toContain("release");
  });

  it("takes less than 40 MB, without a Kubernetes client", () => {
    expect(sizeOf(join(both!, "node_modules"))).toBeLessThan(40 * MEGABYTE);
    expect(installedPackages(both!).filter((name) => KUBERNETES_CLIENT.test(name))).toEqual([]);
  });
});

/** A program that loads some entries. */
function importing(names: readonly string[]): string {
  return `${names.map((name, at) => `import * as entry${at} from "${name}";`).join("\n")}
import { GimletError } from "@gimlet/core";
const loaded = [${names.map((_, at) => `entry${at}`).join(", ")}];
console.log(JSON.stringify({ entries: loaded.length, isGimletError: GimletError.is(new Error("x")) }));
`;
}

/** Runs a program in the folder that has the library, and gives what it printed as JSON. */
function run([program, ...args]: readonly string[], file: string, text: string): unknown {
  writeFileSync(join(library!, file), text);
  const { stdout, stderr, status } = spawnSync(program!, [...args, file], { cwd: library!, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
