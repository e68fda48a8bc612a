// A tour of Gimlet on a real git remote: two releases, the log, a rollback. Every line after `$` is a command to try.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { startGitHost } from "./git-host.ts";

const gimlet = join(dirname(createRequire(import.meta.url).resolve("@gimlet/cli/package.json")), "bin", "run.js");
const folder = mkdtempSync(join(tmpdir(), "gimlet-tour-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

if (spawnSync("git", ["--version"]).status !== 0) {
  console.error("The tour needs git on the PATH: install git and run it again.");
  process.exit(1);
}

await using host = await startGitHost(folder, ["gitops-staging-apps.git"]);
const app = join(folder, "web");
mkdirSync(join(app, ".gimlet"), { recursive: true });

say("An app says what it wants in .gimlet/: here a ConfigMap, with variables that CI fills in.");
const manifest = `app: web
env: staging
namespace: acme
manifests: |
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: web
  data:
    version: "{{ .TAG }}"
    commit: "{{ .SHA }}"
`;
writeFileSync(join(app, ".gimlet", "staging-web.yaml"), manifest);
console.log(indent(manifest));

say("The gitops repository that Flux would follow is a git remote; the env's name and address are in gimlet.yaml.");
const config = `envs:
  staging:
    appsRepo: ${host.url("gitops-staging-apps.git")}
`;
writeFileSync(join(app, "gimlet.yaml"), config);
console.log(indent(config));

await run("manifest", "lint", "-f", ".gimlet/staging-web.yaml");

say("CI built 1.0.0 and says so with an artifact. Releasing it is one commit in the gitops repository.");
await build("1.0.0", "26fc62ffa5cf63204ccbce6876c6d610e3b1a2c4");
await run("release", "make", "web", "staging", "--artifact", "artifact.json", "--reason", "first release");

say("Then 1.1.0.");
await build("1.1.0", "91be7710aa0e6cf63204ccbce6876c6d610e3b1a");
await run("release", "make", "web", "staging", "--artifact", "artifact.json");
await run("status", "-o", "table");

say("1.1.0 is bad: back to the release before. A rollback is a commit as well, and the log tells all of it.");
await run("release", "rollback", "web", "staging", "--reason", "checkout errors");
const log = await run("release", "list", "--env", "staging", "--app", "web", "-o", "table");
const status = await run("release", "status", "web", "staging", "--json");

assert.match(log, /rollback/);
assert.match(status, /"1\.0\.0"/);
say("That was a real git remote over smart HTTP. Next: docs/getting-started.md");

async function build(tag: string, sha: string): Promise<void> {
  const version = {
    repository: "acme/web",
    sha,
    created: "2026-11-20T09:12:00Z",
    branch: "main",
    event: "tag",
    tag,
    authorName: "Ada",
    authorEmail: "ada@example.com",
    committerName: "Ada",
    committerEmail: "ada@example.com",
    message: `Release ${tag}`,
    url: `https://git.example.com/acme/web/commit/${sha}`,
  };
  const flags = Object.entries(version).flatMap(([name, value]) => [`--${name}`, value]);
  await run("artifact", "create", ...flags, "-o", "artifact.json");
  const manifests = ["--envFile", ".gimlet/staging-web.yaml"];
  await run("artifact", "add", "-f", "artifact.json", ...manifests, "--var", `TAG=${tag}`, "--var", `SHA=${sha}`);
}

/** Shows a command and runs it; its output is shown, and returned. */
async function run(...args: readonly string[]): Promise<string> {
  console.log(`$ gimlet ${args.map((arg) => (/[\s{}]/.test(arg) ? `'${arg}'` : arg)).join(" ")}`);
  const child = spawn(process.execPath, [gimlet, ...args], {
    cwd: app,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, GIMLET_CACHE_DIR: join(folder, "cache"), GIMLET_CONFIG: join(folder, "config.yaml") },
  });
  const [output, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  if (output.trim() !== "") console.log(indent(output));
  if (code !== 0) throw new Error(`gimlet ${args.join(" ")} ended with ${String(code)}`);
  return output;
}

function say(sentence: string): void {
  console.log(`\n${sentence}\n`);
}

function indent(lines: string): string {
  return lines.trimEnd().replaceAll(/^/gm, "    ");
}
