// A policy of one's own, unit-tested on a repository in memory: only artifacts whose branch was reviewed are released.
import assert from "node:assert/strict";
import {
  checkManifest,
  createGimlet,
  deployPolicyMatches,
  manifestOrThrow,
  type ActResult,
  type Artifact,
  type Gimlet,
} from "@gimlet/core";
import { aManifest, anArtifact, MemoryRemote } from "@gimlet/core/testing";

// #region policy
/** Releases what the manifests' deploy policies ask for, but nothing that its author pushed past a review. */
async function releaseByPolicy(gimlet: Gimlet, artifact: Artifact): Promise<readonly ActResult[]> {
  const reviewed = artifact.version.authorName !== artifact.version.committerName;
  if (!reviewed) return [];
  const results: ActResult[] = [];
  for (const written of artifact.environments ?? []) {
    const { app, env, deploy } = manifestOrThrow(checkManifest(written)).manifest;
    if (deployPolicyMatches(deploy, artifact.version).status !== "matches") continue;
    results.push(await gimlet.release({ env, app, artifact, automatic: true, actor: { login: "policy" } }));
  }
  return results;
}
// #endregion policy

// #region test
async function releasesOf(committerName: string, branch: string): Promise<number> {
  const remote = await MemoryRemote.create();
  const gimlet = createGimlet({ envs: { staging: { repo: remote.client() } } });
  const manifest = aManifest({ deploy: { event: "push", branch: "main" } });
  const version = { branch, authorName: "Ada", committerName };
  const results = await releaseByPolicy(gimlet, anArtifact({ manifests: [manifest], version }));
  return results.length;
}

assert.equal(await releasesOf("Grace", "main"), 1, "a reviewed push to main is released");
assert.equal(await releasesOf("Ada", "main"), 0, "one past a review is not");
assert.equal(await releasesOf("Grace", "fix"), 0, "one on another branch is not");
// #endregion test
console.log("The policy releases what it should, and nothing else.");
