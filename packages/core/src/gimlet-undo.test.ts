import { describe, expect, it } from "vitest";
import { AppNotFoundError, InvalidNameError, UsageError } from "./errors.ts";
import { parseCommitMessage } from "./conventions/commit-message.ts";
import { createGimlet } from "./gimlet.ts";
import { asked, artifactOf, world, filesOf, commits } from "../test-support/staging-world.ts";

describe("rollback", () => {
  it("makes the folder what it was, to the byte, touches nothing else but the hold, and names what it undoes", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    const before = await filesOf(here, "web");
    const second = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) });

    const { instances } = await here.gimlet.rollback({ ...asked, app: "web" });

    expect(instances).toMatchObject([{ outcome: "landed", from: { created: 1002 } }]);
    expect(await filesOf(here, "web")).toEqual(before);
    expect(Object.keys(await filesOf(here, ""))).toEqual(
      expect.arrayContaining([".gimlet/holds/web.yaml", "README.md"]),
    );
    const [commit] = await commits(here);
    const [undone] = second.instances;
    expect(parseCommitMessage(commit!.message).reverts).toEqual([undone?.outcome === "landed" && undone.commit]);
  });

  it("to one target twice changes nothing the second time", async () => {
    const here = await world();
    const first = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) });
    const to = first.instances[0]!.outcome === "landed" ? first.instances[0]!.commit : "";
    await here.gimlet.rollback({ ...asked, app: "web", to });

    const again = await here.gimlet.rollback({ ...asked, app: "web", to });

    expect(again.instances).toMatchObject([{ outcome: "no-change" }]);
  });

  it("sees a release that travels in the same push", async () => {
    const here = await world();
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    const first = await filesOf(here, "web");

    const [, rollback] = await Promise.all([
      here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) }),
      here.gimlet.rollback({ ...asked, app: "web" }),
    ]);

    expect(rollback.instances).toMatchObject([{ outcome: "landed", to: { created: 1001 } }]);
    expect(await filesOf(here, "web")).toEqual(first);
  });

  it("refuses another app's commit, and removes nothing", async () => {
    const here = await world();
    const other = await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1, apps: ["api"] }) });
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    const head = here.remote.head();
    const to = other.instances[0]!.outcome === "landed" ? other.instances[0]!.commit : "";

    await expect(here.gimlet.rollback({ ...asked, app: "web", to })).rejects.toMatchObject({
      code: "release-not-found",
    });
    expect(here.remote.head()).toBe(head);
  });
});

describe("removal and restore", () => {
  it("takes folder, Flux object and hold, and brings the folder back to the byte", async () => {
    const here = await world({ "flux/kustomization-web.yaml": "own: true\n", "README.md": "x\n" });
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 1 }) });
    await here.gimlet.hold({ ...asked, app: "web" });
    const before = await filesOf(here, "web");

    await here.gimlet.remove({ ...asked, app: "web" });
    const afterRemoval = Object.keys(await filesOf(here, ""));
    await here.gimlet.restore({ ...asked, app: "web" });

    expect(afterRemoval).toEqual(["README.md"]);
    expect(await filesOf(here, "web")).toEqual(before);
    expect(await filesOf(here, "flux")).toEqual({ "kustomization-web.yaml": "own: true\n" });
  });

  it("removes an app of the original whose name no new app may have", async () => {
    const here = await world({ "My_App/release.json": "{}\n", "README.md": "x\n" });

    await here.gimlet.remove({ ...asked, app: "My_App" });

    expect(Object.keys(await filesOf(here, ""))).toEqual(["README.md"]);
  });

  it.each(["flux", ".gimlet", "..", "../other", "web/sub", ""])("refuses %j", async (app) => {
    const here = await world({ "flux/x.yaml": "x\n", ".gimlet/vars": "A=1\n" });

    await expect(here.gimlet.remove({ ...asked, app })).rejects.toBeInstanceOf(InvalidNameError);
  });

  it("says that an app is not there", async () => {
    const here = await world();

    await expect(here.gimlet.remove({ ...asked, app: "web" })).rejects.toBeInstanceOf(AppNotFoundError);
    await expect(here.gimlet.restore({ ...asked, app: "web" })).rejects.toMatchObject({ code: "release-not-found" });
  });
});

describe("a retry", () => {
  it("with the same request id finds the commit, from another client too, after others landed", async () => {
    const here = await world();
    const request = { ...asked, requestId: "01KDVDNA7T2F1QPZ198E6K25DP", artifact: artifactOf({ build: 1 }) };
    const first = await here.gimlet.release(request);
    await here.gimlet.release({ ...asked, artifact: artifactOf({ build: 2 }) });
    const head = here.remote.head();
    const elsewhere = createGimlet({ envs: { staging: { repo: here.remote.client() } }, now: () => 1_767_225_700_000 });

    const retried = await elsewhere.release(request);

    expect(retried.instances).toMatchObject(first.instances.map(({ app, outcome }) => ({ app, outcome })));
    expect(retried.instances[0]).toMatchObject({ commit: (first.instances[0] as { commit?: string }).commit });
    expect(here.remote.head()).toBe(head);
  });

  it.each([
    ["a removal", { act: "removal", app: "web" }],
    ["a release of another app", { act: "release", artifact: artifactOf({ build: 1, apps: ["api"] }) }],
    ["a release of another artifact", { act: "release", artifact: artifactOf({ build: 2 }) }],
  ] as const)(
    "refuses an id that was used before for something else than %s, once it was planned",
    async (_, other) => {
      const here = await world();
      const requestId = "01KDVDNA7T2F1QPZ198E6K25DP";
      await here.gimlet.release({ ...asked, requestId, artifact: artifactOf({ build: 1 }) });
      const head = here.remote.head();

      const plan = await here.gimlet.plan({ ...asked, ...other, requestId });

      await expect(here.gimlet.land(plan)).rejects.toBeInstanceOf(UsageError);
      expect(here.remote.head()).toBe(head);
    },
  );

  it("finds what an earlier try landed, also when the plan of the retry has nothing to change", async () => {
    const here = await world();
    const request = { ...asked, requestId: "01KDVDNA7T2F1QPZ198E6K25DP", artifact: artifactOf({ build: 1 }) };
    await here.gimlet.release(request);

    const retried = await here.gimlet.land(await here.gimlet.plan({ ...request, act: "release" }));

    expect(retried.instances).toMatchObject([{ app: "web", outcome: "landed", commit: here.remote.head() }]);
  });

  it.each([
    ["another app", artifactOf({ build: 1, apps: ["api"] })],
    ["another artifact", artifactOf({ build: 2 })],
  ])("refuses an id that was used before for a release of something else than %s", async (_, artifact) => {
    const here = await world();
    const requestId = "01KDVDNA7T2F1QPZ198E6K25DP";
    await here.gimlet.release({ ...asked, requestId, artifact: artifactOf({ build: 1 }) });

    await expect(here.gimlet.release({ ...asked, requestId, artifact })).rejects.toBeInstanceOf(UsageError);
  });

  it("refuses an id that belongs to another act", async () => {
    const here = await world();
    const requestId = "01KDVDNA7T2F1QPZ198E6K25DP";
    await here.gimlet.release({ ...asked, requestId, artifact: artifactOf({ build: 1 }) });

    await expect(here.gimlet.remove({ ...asked, requestId, app: "web" })).rejects.toBeInstanceOf(UsageError);
  });
});
