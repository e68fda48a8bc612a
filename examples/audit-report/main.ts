// Reports who released what, over all envs, as CSV for machines and Markdown for people.
import assert from "node:assert/strict";
import { createGimlet, formatTime, parseArtifact, shortVersion, type Artifact, type LogEntry } from "@gimlet/core";
import { MemoryRemote } from "@gimlet/core/testing";

const ENVS = ["staging", "production"] as const;

function build(number: number): Artifact {
  const manifests = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { build: "${number}" }\n`;
  return parseArtifact(
    JSON.stringify({
      version: { repositoryName: "acme/web", sha: `${number}`.repeat(40), created: number, tag: `1.${number}.0` },
      environments: ENVS.map((env) => ({ app: "web", env, namespace: "acme", manifests })),
    }),
  );
}

const remote = await MemoryRemote.create();
const repo = remote.client();
let time = Date.UTC(2026, 10, 20);
const gimlet = createGimlet({
  envs: { staging: { repo, layout: "folder-per-env" }, production: { repo, layout: "folder-per-env" } },
  now: () => (time += 60_000),
});
await gimlet.release({ env: "staging", artifact: build(1), actor: { login: "ci" } });
await gimlet.release({
  env: "production",
  artifact: build(1),
  actor: { login: "ada" },
  reason: 'asked for by "ops", urgent',
});
await remote.edit(new Map([["production/web/extra.yaml", { kind: "file", content: "by: hand\n" }]]));
await gimlet.release({ env: "staging", artifact: build(2), actor: { login: "ci" } });

// #region report
const columns = ["when", "env", "app", "what", "version", "who", "why", "commit"] as const;

function cellsOf(entry: LogEntry): readonly string[] {
  const { env, app, kind, version, actor, reason, commit, atSeconds } = entry;
  const name = version === undefined ? "" : shortVersion(version);
  return [formatTime(atSeconds), env, app, kind, name, actor, reason ?? "", commit];
}

const rows: (readonly string[])[] = [];
for await (const entry of gimlet.releases()) rows.push(cellsOf(entry));

// Spreadsheets run cells that begin like a formula: a quote in front makes them text.
const csvCell = (text: string): string => `"${text.replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"`;
const csv = [columns, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n");

const markdownCell = (text: string): string => text.replaceAll(/[\\|<>`[\]]/g, String.raw`\$&`);
const markdown = [columns, columns.map(() => "---"), ...rows].map((row) => `| ${row.map(markdownCell).join(" | ")} |`);
// #endregion report

console.log(csv);
console.log(markdown.join("\n"));
assert.equal(rows.length, 4);
assert.deepEqual(
  rows.map(([, env, , what]) => `${env} ${what}`),
  ["staging release", "production edit", "production release", "staging release"],
);
assert.match(csv, /"asked for by ""ops"", urgent"/);
