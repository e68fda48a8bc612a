import { beforeEach, describe, expect, it } from "vitest";
import { RecordedRepo } from "../../test-support/recorded-repo.ts";
import { envPaths } from "../conventions/repo-layout.ts";
import type { GitopsRepo } from "../gitops/gitops-repo.ts";
import { type AppStatus, statusAt, type StatusOptions } from "./status-at.ts";

const paths = envPaths("repo-per-env", "staging");
const web = { env: "staging", app: "web", paths };
const api = { env: "staging", app: "api", paths };

let git: RecordedRepo;

beforeEach(async () => {
  git = await RecordedRepo.create();
});

async function status(options: StatusOptions = {}, repo: GitopsRepo = git.repo): Promise<readonly AppStatus[]> {
  return await statusAt({ name: "staging", repo, paths }, options);
}

describe(statusAt, () => {
  it("lists what is released now, without asking for history", async () => {
    await git.release(web, "acme/web-1");
    await git.release(api, "acme/api-1");
    await git.hold(web, { actor: "pia", reason: "errors" });
    await git.edit("Old_App/deployment.yaml", "made by hand\n");
    await git.edit("broken/release.json", "{");
    await git.edit("flux/a.yaml", "not an app\n");
    const repo = new Proxy(git.repo, {
      get(target, name) {
        if (name === "history" || name === "recent") throw new Error("history is not needed");
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });

    const found = await status({}, repo);

    expect(found).toMatchObject([
      { app: "Old_App", artifactId: undefined, version: undefined, recordUnreadable: false },
      { app: "api", artifactId: "acme/api-1", hold: undefined },
      { app: "broken", version: undefined, recordUnreadable: true },
      { app: "web", artifactId: "acme/web-1", hold: { by: "pia", reason: "errors" } },
    ]);
    expect(await status({ app: "web" }, repo)).toEqual(found.slice(3));
    expect(await status({ app: "none" }, repo)).toEqual([]);
  });

  it("says which release is live, also after a rollback", async () => {
    const one = await git.release(web, "acme/web-1");
    const two = await git.release(web, "acme/web-2");
    const back = await git.rollBack(web, one, { reverts: [two], actor: "omar" });

    const [found] = await status({ withPast: true });

    expect(found?.artifactId).toBe("acme/web-1");
    expect(found?.past).toMatchObject({ release: one, edited: false, lastAct: { kind: "rollback", commit: back } });
  });

  it("says that a folder was edited since, until the edit is taken back", async () => {
    await git.release(web, "acme/web-1");
    await git.edit("web/extra.yaml", "by hand\n");
    expect((await status({ withPast: true }))[0]?.past).toMatchObject({ release: undefined, edited: true });

    await git.edit("web/extra.yaml", undefined);
    expect((await status({ withPast: true }))[0]?.past).toMatchObject({ edited: false });

    await git.edit("api/deployment.yaml", "only by hand\n");
    expect((await status({ app: "api", withPast: true }))[0]?.past).toEqual({
      lastAct: undefined,
      release: undefined,
      edited: true,
    });
  });

  it("shows an earlier commit or moment", async () => {
    const one = await git.release(web, "acme/web-1", { atSeconds: 1000 });
    await git.release(web, "acme/web-2", { atSeconds: 2000 });
    await git.remove(web, { atSeconds: 3000 });

    const artifacts = async (moment: StatusOptions): Promise<(string | undefined)[]> =>
      (await status({ ...moment, withPast: true })).map(({ artifactId }) => artifactId);

    expect(await artifacts({ at: one })).toEqual(["acme/web-1"]);
    expect(await artifacts({ atSeconds: 1999 })).toEqual(["acme/web-1"]);
    expect(await artifacts({ atSeconds: 2000 })).toEqual(["acme/web-2"]);
    expect(await artifacts({ atSeconds: 3000 })).toEqual([]);
    expect(await artifacts({ atSeconds: 999 })).toEqual([]);
    expect(await artifacts({})).toEqual([]);
  });

  it("is empty for an empty repository", async () => {
    expect(await status({ withPast: true })).toEqual([]);
  });
});
