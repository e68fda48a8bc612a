import { describe, expect, it } from "vitest";
import {
  AppNotFoundError,
  EnvNotFoundError,
  GimletError,
  InvalidNameError,
  PlanStaleError,
  UsageError,
} from "./errors.ts";
import { parseCommitMessage } from "./conventions/commit-message.ts";
import { parseArtifact } from "./artifact/parse-artifact.ts";
import { createGimlet } from "./gimlet.ts";
import { aManifest, anArtifact } from "./testing/builders.ts";
import { MemoryRemote } from "./testing/memory-remote.ts";
import { asked, artifactOf, configMap, world, filesOf, commits } from "../test-support/staging-world.ts";

describe("release", () => {
  it("makes the app's folder exactly what was rendered, with its record and the part of the artifact it used", async () => {
    const here = await world({ "web/old.yaml": "gone: true\n" });

    const { instances } = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    expect(instances).toMatchObject([{ app: "web", env: "staging", outcome: "landed", commit: here.remote.head() }]);
    const files = await filesOf(here, "web");
    expect(Object.keys(files)).toEqual(["artifact.json", "configmap-web.yaml", "release.json"]);
    expect(files["configmap-web.yaml"]).toContain('build: "1"');
    expect(JSON.parse(files["release.json"]!)).toMatchObject({
      app: "web",
      env: "staging",
      triggeredBy: "ada",
      version: { repositoryName: "acme/web" },
      gitopsRef: "",
      gimlet: { v: 1, actor: "ada", via: "library" },
    });
    expect(files["artifact.json"]).toContain('"BUILD": "1"');
    expect(files["artifact.json"]).not.toContain("UNUSED");
  });

  it("writes a commit by the actor whose trailers are the record", async () => {
    const here = await world();

    const { requestId } = await here.gimlet.release({
      ...asked,
      reason: "hot\nfix",
      artifact: artifactOf({ build: 1 }),
    });

    const [commit] = await commits(here);
    expect(commit?.author.name).toBe("ada");
    expect(commit?.committer).toMatchObject({ name: "Gimlet", email: "gimlet@gimlet.io" });
    expect(commit?.message.split("\n")[0]).toBe("[Gimlet] staging/web automated deploy");
    expect(parseCommitMessage(commit!.message).record).toMatchObject({
      act: "release",
      request: requestId,
      actor: "ada",
    });
  });

  it("makes no commit for the same artifact again, whoever asks and why", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    const head = here.remote.head();

    const again = await here.gimlet.release({
      env: "staging",
      actor: { login: "bob" },
      reason: "again",
      artifact: artifactOf({ build: 1 }),
    });

    expect(again.instances).toEqual([{ app: "web", env: "staging", outcome: "no-change" }]);
    expect(here.remote.head()).toBe(head);
  });

  it("makes no commit for the artifact that it kept beside the app", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    const kept = parseArtifact((await filesOf(here, "web"))["artifact.json"]!);
    const again = await here.gimlet.release({ ...asked, artifact: kept });

    expect(again.instances).toMatchObject([{ outcome: "no-change" }]);
  });

  it("makes the first commit of an empty repository", async () => {
    const here = await world({});

    const { instances } = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    expect(instances).toMatchObject([{ outcome: "landed" }]);
    expect(await commits(here)).toHaveLength(1);
  });

  it("lands every app of the artifact as a commit of its own in one push", async () => {
    const here = await world();
    const before = here.remote.head();

    const { instances } = await here.gimlet.release({
      ...asked,
      artifact: artifactOf({ build: 1, apps: ["web", "api"] }),
    });

    expect(instances.map(({ app, outcome }) => `${app} ${outcome}`)).toEqual(["web landed", "api landed"]);
    const [api, web, first] = await commits(here);
    expect([api?.sha, web?.sha]).toEqual(
      instances.map((instance) => "commit" in instance && instance.commit).reverse(),
    );
    expect(first?.sha).toBe(before);
  });

  it("fails one app of several alone, and the others land", async () => {
    const here = await world();
    const manifests = (app: string): string => (app === "api" ? "data: {{ .MISSING }}\n" : configMap(app));

    const { instances } = await here.gimlet.release({
      ...asked,
      artifact: artifactOf({ build: 1, apps: ["api", "web"], manifests }),
    });

    expect(instances).toMatchObject([
      { app: "api", outcome: "failed", error: { code: "manifest-invalid" } },
      { app: "web", outcome: "landed" },
    ]);
  });

  it("lands nothing of an atomic request when one app fails", async () => {
    const here = await world();
    const before = here.remote.head();
    const manifests = (app: string): string => (app === "api" ? "data: {{ .MISSING }}\n" : configMap(app));

    const { instances } = await here.gimlet.release({
      ...asked,
      atomic: true,
      artifact: artifactOf({ build: 1, apps: ["api", "web"], manifests }),
    });

    expect(instances.map(({ outcome }) => outcome)).toEqual(["failed", "cancelled"]);
    expect(here.remote.head()).toBe(before);
  });

  it("lands an atomic request of several apps as one commit", async () => {
    const here = await world();

    await here.gimlet.release({ ...asked, atomic: true, artifact: artifactOf({ build: 1, apps: ["web", "api"] }) });

    const [commit, first] = await commits(here);
    expect(parseCommitMessage(commit!.message).record?.instances.map(({ app }) => app)).toEqual(["web", "api"]);
    expect(first?.message).toBe("Edit by hand\n");
  });

  it("lands concurrent requests as one push of many commits", async () => {
    let pushes = 0;
    const remote = await MemoryRemote.create({ files: { "README.md": "x\n" } });
    const repo = remote.client({
      onMoment: ({ operation, when }) => {
        if (operation === "push" && when === "after") pushes++;
      },
    });
    const gimlet = createGimlet({ envs: { staging: { repo } } });

    const apps = Array.from({ length: 20 }, (_, index) => `app-${index}`);
    await Promise.all(
      apps.map((app) => gimlet.release({ ...asked, app, artifact: artifactOf({ build: 1, apps: [app] }) })),
    );

    expect(pushes).toBe(1);
    expect(await commits({ remote, gimlet })).toHaveLength(21);
  });

  it("takes the env's variables from the repository, over the artifact's", async () => {
    const here = await world({ ".gimlet/vars": "BUILD=from-env\n" });

    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    expect((await filesOf(here, "web"))["configmap-web.yaml"]).toContain('build: "from-env"');
  });

  it("deletes the record that the original shared among the env's apps", async () => {
    const here = await world({ "release.json": "{}\n" });

    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    expect(Object.keys(await filesOf(here, ""))).not.toContain("release.json");
  });

  it("writes the app's own Flux object where the env has one per app, and keeps an existing one", async () => {
    const sync = [
      "kind: GitRepository\nmetadata: { name: acme-staging-apps }\n",
      "kind: Kustomization\nmetadata: { name: acme-staging-apps }\nspec:\n  path: ./flux\n  sourceRef: { name: acme-staging-apps }\n",
    ].join("---\n");
    const here = await world({ "flux/gitops-repo-acme.yaml": sync, "flux/kustomization-api.yaml": "mine: true\n" });

    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1, apps: ["web", "api"] }) });

    const files = await filesOf(here, "flux");
    expect(files["kustomization-web.yaml"]).toContain("name: acme-staging-apps-acme-web\n");
    expect(files["kustomization-web.yaml"]).toContain("path: ./web\n");
    expect(files["kustomization-api.yaml"]).toBe("mine: true\n");
  });

  it("refuses to write where a file is in the folder's place", async () => {
    const here = await world({ web: "a file\n" });

    await expect(
      here.gimlet.release({ ...asked, app: "web", artifact: artifactOf({ build: 1 }) }),
    ).rejects.toMatchObject({
      code: "unsafe-tree",
    });
  });
});

describe("an automatic request", () => {
  it("ends as superseded by a landed release of a newer artifact, and names it", async () => {
    const here = await world();
    const newer = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) });

    const late = await here.gimlet.release({ ...asked, automatic: true, artifact: artifactOf({ build: 1 }) });

    expect(late.instances).toMatchObject([
      { outcome: "superseded", by: { version: { created: 1002 }, requestId: newer.requestId } },
    ]);
  });

  it("is what a person is not: a person releases an older artifact", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) });

    const older = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });

    expect(older.instances).toMatchObject([{ outcome: "landed" }]);
  });

  it("waits while the instance is held, and lands once somebody resumes it", async () => {
    const here = await world();
    const first = { ...asked, automatic: true, artifact: artifactOf({ build: 1 }) };
    await here.gimlet.release(first);
    await here.gimlet.hold({ ...asked, app: "web", reason: "incident" });

    const held = await here.gimlet.release({ ...first, artifact: artifactOf({ build: 2 }) });
    await here.gimlet.resume({ ...asked, app: "web" });
    const resumed = await here.gimlet.release({ ...first, artifact: artifactOf({ build: 2 }) });

    expect(held.instances).toMatchObject([{ outcome: "held", hold: { by: "ada", reason: "incident" } }]);
    expect(resumed.instances).toMatchObject([{ outcome: "landed" }]);
  });
});

describe("a plan", () => {
  it("shows the files it changes and changes nothing", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    const head = here.remote.head();

    const plan = await here.gimlet.plan({ act: "release", ...asked, artifact: artifactOf({ build: 2 }) });
    const files = await here.gimlet.changedFiles(plan);

    expect(plan.instances).toMatchObject([{ outcome: "change", from: { created: 1001 }, to: { created: 1002 } }]);
    expect(files.map(({ path }) => path)).toEqual(["web/artifact.json", "web/configmap-web.yaml", "web/release.json"]);
    expect(new TextDecoder().decode(files[1]?.before)).toContain('build: "1"');
    expect(new TextDecoder().decode(files[1]?.after)).toContain('build: "2"');
    expect(here.remote.head()).toBe(head);
  });

  it("lands as it is after an unrelated commit", async () => {
    const here = await world();
    const plan = await here.gimlet.plan({ act: "release", ...asked, artifact: artifactOf({ build: 1 }) });
    await here.remote.edit(new Map([["api/x.yaml", { kind: "file", content: "x: 1\n" }]]));

    const { instances } = await here.gimlet.land(plan);

    expect(instances).toMatchObject([{ outcome: "landed" }]);
    expect(Object.keys(await filesOf(here, ""))).toContain("api/x.yaml");
  });

  it("is stale once its app changed", async () => {
    const here = await world();
    const plan = await here.gimlet.plan({ act: "release", ...asked, artifact: artifactOf({ build: 1 }) });
    await here.remote.edit(new Map([["web/x.yaml", { kind: "file", content: "x: 1\n" }]]));

    await expect(here.gimlet.land(plan)).rejects.toBeInstanceOf(PlanStaleError);
  });

  it("landed twice lands once", async () => {
    const here = await world();
    const plan = await here.gimlet.plan({ act: "release", ...asked, artifact: artifactOf({ build: 1 }) });
    const first = await here.gimlet.land(plan);
    const head = here.remote.head();

    const again = await here.gimlet.land(plan);

    expect(again.instances).toMatchObject([
      { outcome: "landed", commit: (first.instances[0] as { commit?: string }).commit },
    ]);
    expect(here.remote.head()).toBe(head);
  });
});

describe("a request that can't be", () => {
  it.each([
    ["an unknown env", { env: "prodution" }, EnvNotFoundError],
    ["an env that objects inherit", { env: "constructor" }, EnvNotFoundError],
    ["no login", { actor: { login: " " } }, UsageError],
    ["a request id that is none", { requestId: "1" }, InvalidNameError],
    ["a request id of the future", { requestId: "7ZZZZZZZZZ2F1QPZ198E6K25DP" }, UsageError],
    ["an app the artifact has not", { app: "api" }, AppNotFoundError],
  ])("with %s is refused", async (_, wrong, error) => {
    const here = await world();

    const releasing = here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }), ...wrong });

    await expect(releasing).rejects.toBeInstanceOf(error);
    await expect(releasing).rejects.toSatisfy((thrown) => GimletError.is(thrown));
  });
});

describe("times that can't be", () => {
  it("of an artifact that lies ahead are refused: nothing could be newer", async () => {
    const here = await world();
    const artifact = anArtifact({ version: { created: 32_503_680_000 } });

    const releasing = here.gimlet.release({ ...asked, artifact });

    await expect(releasing).rejects.toThrow("version.created lies in the future");
  });

  it("of a record in the repository supersede nothing", async () => {
    const version = { repositoryName: "acme/web", sha: "a".repeat(40), created: 32_503_680_000 };
    const record = JSON.stringify({ app: "web", env: "staging", artifactId: "x", triggeredBy: "ci", version });
    const here = await world({ "web/release.json": record });

    const { instances } = await here.gimlet.release({ ...asked, automatic: true, artifact: anArtifact() });

    expect(instances).toMatchObject([{ outcome: "landed" }]);
  });
});

describe("names of Flux objects", () => {
  it("that another app has are refused before anything is written", async () => {
    const sync = "kind: Kustomization\nspec: { path: ./flux, sourceRef: { name: apps } }\n";
    const here = await world({ "flux/gitops-repo-x.yaml": sync });
    const inTeamB = aManifest({ app: "api", namespace: "team-b" });
    const inTeam = aManifest({ app: "b-api", namespace: "team" });
    await here.gimlet.release({ ...asked, artifact: anArtifact({ manifests: [inTeam] }) });
    const head = here.remote.head();

    const { instances } = await here.gimlet.release({ ...asked, artifact: anArtifact({ manifests: [inTeamB] }) });
    const [api] = instances;

    expect(api).toMatchObject({ outcome: "failed", error: { code: "invalid-name" } });
    expect(here.remote.head()).toBe(head);
  });
});
