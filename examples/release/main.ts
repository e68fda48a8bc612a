// Releases an app into a gitops repository: what a CI job does after it built an image.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGimlet, parseArtifact } from "@gimlet/core";
import { openNativeGitopsRepo } from "@gimlet/core/native-git";

const folder = mkdtempSync(join(tmpdir(), "gimlet-example-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const gitops = join(folder, "gitops.git");
execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", gitops]);
const built = JSON.stringify({
  version: { repositoryName: "acme/web", sha: "26fc62ffa5cf63204ccbce6876c6d610e3b1a2c4", created: 1767225600 },
  environments: [
    {
      app: "web",
      env: "staging",
      namespace: "acme",
      manifests: "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { sha: '{{ .SHA }}' }\n",
    },
  ],
  vars: { SHA: "26fc62ffa5cf63204ccbce6876c6d610e3b1a2c4" },
});

// #region release
const repo = await openNativeGitopsRepo({ url: gitops, branch: "main", cacheDir: join(folder, "cache") });
const gimlet = createGimlet({ envs: { staging: { repo } } });

const result = await gimlet.release({
  env: "staging",
  app: "web",
  artifact: parseArtifact(built),
  actor: { login: "ada" },
  reason: "first release",
});

for (const instance of result.instances) console.log(`${instance.app} in ${instance.env}: ${instance.outcome}`);
// #endregion release

assert.equal(result.instances[0]?.outcome, "landed");
const file = execFileSync("git", ["-C", gitops, "show", "main:web/configmap-web.yaml"], { encoding: "utf8" });
assert.match(file, /sha: .26fc62ff/);
