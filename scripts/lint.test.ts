import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./workspace.ts";

/** Files as somebody might write them, and the rule that objects. */
const REFUSED: readonly (readonly [path: string, rule: string, text: string])[] = [
  ["packages/core/src/manifest/up.ts", "no-restricted-imports", 'export { a } from "../release/plan-release.ts";'],
  [
    "packages/core/src/gitops/type-up.ts",
    "no-restricted-imports",
    'export type { A } from "../release/plan-release.ts";',
  ],
  ["packages/core/src/release/deep/up.ts", "no-restricted-imports", 'export { a } from "../../wire/status.ts";'],
  ["packages/core/src/git/values.ts", "no-restricted-imports", 'export { a } from "../gitops/land-changes.ts";'],
  ["packages/core/src/audit/adapter.ts", "no-restricted-imports", 'export { a } from "../adapters/git/push.ts";'],
  ["packages/core/src/audit/double.ts", "no-restricted-imports", 'export { a } from "../testing/memory.ts";'],
  ["packages/core/src/audit/verbs.ts", "no-restricted-imports", 'export { a } from "../gimlet.ts";'],
  ["packages/core/src/render/node.ts", "no-restricted-imports", 'export { readFileSync } from "node:fs";'],
  ["packages/core/src/render/heavy.ts", "no-restricted-imports", 'export { push } from "isomorphic-git";'],
  ["packages/core/src/testing.ts", "no-restricted-imports", 'export { readFileSync } from "node:fs";'],
  ["packages/core/src/adapters/git/cli.ts", "no-restricted-imports", 'export { main } from "@gimlet/cli";'],
  ["packages/core/src/release/clock.ts", "no-restricted-globals", "export const now = (): number => Date.now();"],
  ["packages/core/src/release/env.ts", "no-restricted-globals", 'export const home = process.env["HOME"];'],
  [
    "packages/core/src/release/web.ts",
    "no-restricted-globals",
    'export const get = () => fetch("https://example.com");',
  ],
  ["packages/core/src/release/log.ts", "no-restricted-globals", 'export const say = () => console.log("x");'],
  ["packages/core/src/release/dice.ts", "no-restricted-properties", "export const roll = () => Math.random();"],
  ["packages/core/src/release/uuid.ts", "no-restricted-properties", "export const id = () => crypto.randomUUID();"],
  ["packages/core/src/release/default.ts", "no-default-export", "export default 1;"],
  ["packages/cli/src/http.ts", "no-restricted-imports", 'export { a } from "@gimlet/http";'],
  ["packages/cli/src/inside.ts", "no-restricted-imports", 'export { a } from "../../core/src/errors.ts";'],
  ["packages/agent/src/cli.ts", "no-restricted-imports", 'export { a } from "@gimlet/cli";'],
  ["packages/dashboard/src/git.ts", "no-restricted-imports", 'export { a } from "@gimlet/core/native-git";'],
  ["packages/dashboard/src/node.ts", "no-restricted-imports", 'export { readFileSync } from "node:fs";'],
  ["examples/a/main.ts", "no-restricted-imports", 'export { a } from "../../packages/core/src/errors.ts";'],
];

/** Files that no rule objects to. */
const ALLOWED: readonly (readonly [path: string, text: string])[] = [
  ["packages/core/src/release/down.ts", 'export { a } from "../manifest/parse-manifest.ts";'],
  ["packages/core/src/git/types.ts", 'export type { A } from "../gitops/gitops-repo.ts";'],
  ["packages/core/src/audit/double.test.ts", 'export { a } from "../testing/memory.ts";'],
  [
    "packages/core/src/adapters/git/any.ts",
    'export { a } from "../../release/plan.ts";\nexport { push } from "isomorphic-git";',
  ],
  [
    "packages/core/src/conventions/time.ts",
    "export const at = (seconds: number) => new Date(seconds * 1000).toISOString();",
  ],
  [
    "packages/cli/src/core.ts",
    'export { GimletError } from "@gimlet/core";\nexport { a } from "@gimlet/core/native-git";',
  ],
  ["packages/cli/src/commands/release/make.ts", "export default class Make {}"],
];

describe("import directions and purity", () => {
  let folder: string;
  let found: Map<string, readonly string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gimlet-lint-"));
    copyFileSync(join(root, "oxlint.config.ts"), join(folder, "oxlint.config.ts"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [path, , text] of REFUSED) plant(join(folder, path), text);
    for (const [path, text] of ALLOWED) plant(join(folder, path), text);
    found = lint(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(REFUSED)("refuse %s by %s", (path, rule) => {
    expect(found.get(path)).toEqual([expect.stringContaining(rule)]);
  });

  it.each(ALLOWED)("allow %s", (path) => {
    expect(found.get(path)).toBeUndefined();
  });
});

function plant(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
}

function lint(folder: string): Map<string, readonly string[]> {
  const program = join(root, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(program, ["--format", "json"], { cwd: folder, encoding: "utf8" });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return new Map(
    Object.entries(Object.groupBy(diagnostics, ({ filename }) => filename)).map(([file, all = []]) => [
      file,
      all.map(({ code }) => code),
    ]),
  );
}
