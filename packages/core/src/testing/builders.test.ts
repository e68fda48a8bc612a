import { describe, expect, it } from "vitest";
import { createGimlet } from "../gimlet.ts";
import { aManifest, anArtifact } from "./builders.ts";
import { fakeClock } from "./fake-clock.ts";
import { MemoryRemote } from "./memory-remote.ts";

describe(anArtifact, () => {
  it("can be released as it is, and a later build replaces it", async () => {
    const remote = await MemoryRemote.create();
    const gimlet = createGimlet({ envs: { staging: { repo: remote.client() } } });
    const request = { env: "staging", actor: { login: "ada" }, automatic: true };

    await gimlet.release({ ...request, artifact: anArtifact() });
    const second = await gimlet.release({ ...request, artifact: anArtifact({ build: 2 }) });
    const late = await gimlet.release({ ...request, artifact: anArtifact() });

    expect(second.instances).toMatchObject([{ app: "web", outcome: "landed" }]);
    expect(late.instances).toMatchObject([{ outcome: "superseded" }]);
  });

  it("holds the manifests it is given", () => {
    const artifact = anArtifact({ manifests: [aManifest({ app: "api" }), aManifest({ env: "production" })] });

    expect(artifact.environments?.map(({ app, env }) => `${app} ${env}`)).toEqual(["api staging", "web production"]);
  });
});

describe(fakeClock, () => {
  it("is the time of commits, and goes on when it is told to", async () => {
    const remote = await MemoryRemote.create();
    const clock = fakeClock();
    const gimlet = createGimlet({ envs: { staging: { repo: remote.client() } }, now: clock.now });

    clock.advance(5000);
    await gimlet.release({ env: "staging", actor: { login: "ada" }, artifact: anArtifact() });

    const [entry] = await Array.fromAsync(gimlet.releases());
    expect(entry?.atSeconds).toBe(1_767_225_605);
  });
});
