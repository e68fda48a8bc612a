// Rolls an app back: the folder becomes what it was, in one commit, and the log keeps the whole story.
import assert from "node:assert/strict";
import { createGimlet, parseArtifact, shortVersion, type Artifact } from "@gimlet/core";
import { MemoryRemote } from "@gimlet/core/testing";

function build(number: number): Artifact {
  const manifests = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { build: "${number}" }\n`;
  return parseArtifact(
    JSON.stringify({
      version: { repositoryName: "acme/web", sha: `${number}`.repeat(40), created: number, tag: `1.${number}.0` },
      environments: [{ app: "web", env: "production", namespace: "acme", manifests }],
    }),
  );
}

// A repository in memory; openNativeGitopsRepo and openGitopsRepo give the same port on a real one.
const remote = await MemoryRemote.create();
const gimlet = createGimlet({ envs: { production: { repo: remote.client() } } });
const where = { env: "production", actor: { login: "ada" } };
await gimlet.release({ ...where, artifact: build(1) });
await gimlet.release({ ...where, artifact: build(2) });

// #region rollback
const plan = await gimlet.plan({ act: "rollback", ...where, app: "web", reason: "checkout errors" });
for (const { path } of await gimlet.changedFiles(plan)) console.log(`changes ${path}`);
await gimlet.land(plan);

for await (const { kind, version, actor, rolledBack } of gimlet.releases({ env: "production", app: "web" }))
  console.log(kind, version && shortVersion(version), actor, rolledBack ? "rolled back" : "");
// #endregion rollback

const [status] = await gimlet.status({ env: "production", app: "web" });
assert.equal(status?.version?.tag, "1.1.0");
assert.equal(status?.hold?.reason, "checkout errors", "automatic releases wait until somebody resumes them");
