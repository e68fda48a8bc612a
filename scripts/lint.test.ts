import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./workspace.ts";

/** Files as somebody might write them, and the rule that must object; without one nothing may. */
const PLANTED: readonly (readonly [path: string, text: string, rule?: string])[] = [
  ["core/src/manifest/up.ts", 'export { a } from "../release/plan-release.ts";', "no-restricted-imports"],
  ["core/src/gitops/type-up.ts", 'export type { A } from "../release/plan-release.ts";', "no-restricted-imports"],
  ["core/src/release/deep/up.ts", 'export { a } from "../../wire/status.ts";', "no-restricted-imports"],
  ["core/src/release/down.ts", 'export { a } from "../manifest/parse-manifest.ts";'],
  ["core/src/git/types.ts", 'export type { A } from "../gitops/gitops-repo.ts";'],
  ["core/src/git/values.ts", 'export { a } from "../gitops/land-changes.ts";', "no-restricted-imports"],
  ["core/src/audit/adapter.ts", 'export { a } from "../adapters/git/push.ts";', "no-restricted-imports"],
  ["core/src/audit/double.ts", 'export { a } from "../testing/memory.ts";', "no-restricted-imports"],
  ["core/src/audit/double.test.ts", 'export { a } from "../testing/memory.ts";'],
  ["core/src/audit/verbs.ts", 'export { a } from "../gimlet.ts";', "no-restricted-imports"],
  ["core/src/render/node.ts", 'export { readFileSync } from "node:fs";', "no-restricted-imports"],
  ["core/src/render/heavy.ts", 'export { push } from "isomorphic-git";', "no-restricted-imports"],
  ["core/src/testing.ts", 'export { readFileSync } from "node:fs";', "no-restricted-imports"],
  [
    "core/src/adapters/git/any.ts",
    'export { a } from "../../release/plan.ts";\nexport { push } from "isomorphic-git";',
  ],
  ["core/src/adapters/git/cli.ts", 'export { main } from "@gimlet/cli";', "no-restricted-imports"],
  ["core/src/release/clock.ts", "export const now = (): number => Date.now();", "no-restricted-globals"],
  ["core/src/release/env.ts", 'export const home = process.env["HOME"];', "no-restricted-globals"],
  ["core/src/release/web.ts", 'export const get = () => fetch("https://example.com");', "no-restricted-globals"],
  ["core/src/release/log.ts", 'export const say = () => console.log("x");', "no-restricted-globals"],
  ["core/src/release/dice.ts", "export const roll = () => Math.random();", "no-restricted-properties"],
  ["core/src/release/uuid.ts", "export const id = () => crypto.randomUUID();", "no-restricted-properties"],
  ["core/src/conventions/time.ts", "export const at = (seconds: number) => new Date(seconds * 1000).toISOString();"],
  ["core/src/release/default.ts", "export default 1;", "no-default-export"],
  ["cli/src/http.ts", 'export { a } from "@gimlet/http";', "no-restricted-imports"],
  ["cli/src/inside.ts", 'export { a } from "../../core/src/errors.ts";', "no-restricted-imports"],
  ["cli/src/core.ts", 'export { GimletError } from "@gimlet/core";\nexport { a } from "@gimlet/core/native-git";'],
  ["cli/src/commands/release/make.ts", "export default class Make {}"],
  ["agent/src/cli.ts", 'export { a } from "@gimlet/cli";', "no-restricted-imports"],
  ["dashboard/src/git.ts", 'export { a } from "@gimlet/core/native-git";', "no-restricted-imports"],
  ["dashboard/src/node.ts", 'export { readFileSync } from "node:fs";', "no-restricted-imports"],
  ["../examples/a/main.ts", 'export { a } from "../../packages/core/src/errors.ts";', "no-restricted-imports"],
];

describe("import directions and purity", () => {
  let folder: string;
  let found: Map<string, readonly string[]>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "gimlet-lint-"));
    copyFileSync(join(root, "oxlint.config.ts"), join(folder, "oxlint.config.ts"));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of PLANTED) {
      const file = join(folder, "packages", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${text}\n`);
    }
    found = lint(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PLANTED)("%s (%s)", (path, _text, rule) => {
    const rules = found.get(join("packages", path)) ?? [];

    expect(rules).toEqual(rule === undefined ? [] : [expect.stringContaining(rule)]);
  });
});

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
