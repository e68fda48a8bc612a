import { beforeEach, describe, expect, it } from "vitest";
import { RecordedRepo } from "../../test-support/recorded-repo.ts";
import type { TreeId } from "../conventions/ids.ts";
import { envPaths } from "../conventions/repo-layout.ts";
import type { GitopsRepo } from "../gitops/gitops-repo.ts";
import type { LogEntry } from "./log-entry.ts";
import type { Env } from "../gitops/env.ts";
import { releaseLog, type ReleaseLogOptions } from "./release-log.ts";

const staging = { name: "staging", paths: envPaths("folder-per-env", "staging") };
const production = { name: "production", paths: envPaths("folder-per-env", "production") };
const web = { env: "staging", app: "web", paths: staging.paths };
const api = { env: "staging", app: "api", paths: staging.paths };
const webInProduction = { env: "production", app: "web", paths: production.paths };

let git: RecordedRepo;

beforeEach(async () => {
  git = await RecordedRepo.create();
});

async function log(options: ReleaseLogOptions = {}, envs?: readonly Env[]): Promise<LogEntry[]> {
  return await Array.fromAsync(releaseLog(envs ?? [{ ...staging, repo: git.repo }], options));
}

function short({ kind, app, artifactId }: LogEntry): string {
  return [kind, app, artifactId].filter((part) => part !== undefined).join(" ");
}

describe(releaseLog, () => {
  it("tells every act with who, why and what", async () => {
    const first = await git.release(web, "acme/web-1", { actor: "omar", via: "cli", reason: "because\nof you" });
    const second = await git.release(web, "acme/web-2", { replaces: "acme/web-1", source: "acme/web@2", plan: "p1" });
    const back = await git.rollBack(web, first, { reverts: [second], reason: "errors" });
    await git.hold(web, { actor: "pia", reason: "errors" });
    await git.remove(web, { actor: "policy" });

    const entries = await log();

    expect(entries).toMatchObject([
      { kind: "removal", app: "web", actor: "policy", tree: undefined, version: undefined },
      { kind: "hold", app: "web", actor: "pia", reason: "errors" },
      { kind: "rollback", commit: back, target: first, reverts: [second], artifactId: "acme/web-1", reason: "errors" },
      { kind: "release", commit: second, replaces: "acme/web-1", source: "acme/web@2", plan: "p1", rolledBack: true },
      { kind: "release", commit: first, actor: "omar", via: "cli", reason: "because\nof you", rolledBack: false },
    ]);
    expect(entries[2]?.tree).toBe(entries[4]?.tree);
    expect(await log({ app: "web" })).toEqual(entries);
  });

  it("lists a change by hand as one, with its author and how many files it touched", async () => {
    await git.release(web, "acme/web-1");
    const edit = await git.edit("staging/web/deployment.yaml", "replicas: 3\n");
    await git.edit("README.md", "not an app\n");
    await git.edit("staging/release.json", "{}\n");
    await git.edit("staging/flux/a.yaml", "flux\n");

    const [newest] = await log();

    expect(newest).toMatchObject({ kind: "edit", commit: edit, files: 1, author: { name: "Pia" }, actor: "Pia" });
  });

  it("believes a record only of the app it names and the change it tells of", async () => {
    const forged = (app: string, act: string): string => `Trust me\n\nGimlet-Act: ${act}\nGimlet-App: ${app}\n`;
    await git.release(web, "acme/web-1");
    const write = { kind: "file", content: "x" } as const;
    await git.commit(forged("staging/api", "release"), { "staging/web/deployment.yaml": write });
    await git.commit(forged("production/web", "rollback"), { "staging/web/release.json": write });
    await git.commit(forged("staging/web", "removal"), { "staging/web/a": write });
    await git.commit(forged("staging/web", "hold"), { "staging/web/b": write });
    await git.commit(forged("staging/web", "resume"), { "staging/other": write });
    await git.commit(forged("staging/web", "release"), { "staging/web": { kind: "delete" } });

    expect((await log()).map(({ kind }) => kind)).toEqual(["removal", "edit", "edit", "edit", "edit", "release"]);
  });

  it("takes a repository of one env for that env, whatever people call it", async () => {
    const paths = envPaths("repo-per-env", "prod");
    await git.release({ env: "production", app: "web", paths }, "acme/web-1", { actor: "omar" });

    const entries = await log({}, [{ name: "prod", repo: git.repo, paths }]);

    expect(entries).toMatchObject([{ kind: "release", env: "prod", app: "web", actor: "omar" }]);
  });

  it.each(["{", "", "[]", '{"app":"web"}', '{"artifactId":"acme/web-2","version":{}}'])(
    "lists a release whose release.json is %j, and says that it can't be read",
    async (content) => {
      await git.release(web, "acme/web-1");
      await git.act("release", web, { files: new Map([["release.json", content]]) });

      const [broken, fine] = await log();

      expect(broken).toMatchObject({ kind: "release", version: undefined, recordUnreadable: true, actor: "ada" });
      expect(fine).toMatchObject({ recordUnreadable: false, version: { repositoryName: "acme/web" } });
    },
  );

  it("survives links, submodules and files where folders should be", async () => {
    await git.edit("staging/web", "a file\n");
    await git.edit("staging/web", undefined);
    await git.release(web, "acme/web-1");
    await git.remove(web);
    await git.edit("staging/web/release.json/deep", "a folder with the name of the record\n");

    expect((await log()).map(short)).toEqual(["edit web", "removal web", "release web acme/web-1"]);
  });

  it("takes a release that was made a target again for not undone, and one whose rollback was undone", async () => {
    const one = await git.release(web, "acme/web-1");
    const two = await git.release(web, "acme/web-2");
    const back = await git.rollBack(web, one, { reverts: [two] });
    const three = await git.release(web, "acme/web-3");
    const undone = async (): Promise<string[]> =>
      (await log()).filter(({ rolledBack }) => rolledBack).map(({ commit }) => commit);

    expect(await undone()).toEqual([two]);
    await git.rollBack(web, two, { reverts: [three] });
    expect(await undone()).toEqual([three]);
    await git.rollBack(web, three, { reverts: [back] });
    expect(await undone()).toEqual([back]);
  });

  it("takes a release for not undone when the rollback that undid it was reverted with git", async () => {
    const one = await git.release(web, "acme/web-1");
    const two = await git.release(web, "acme/web-2");
    const back = await git.rollBack(web, one, { reverts: [two] });
    const tree = await git.repo.find("staging/web", two);
    await git.commit(`Revert "it"\n\nThis reverts commit ${back}.\n`, {
      "staging/web": { kind: "tree", id: tree?.id as TreeId },
    });

    expect((await log()).map(({ kind, rolledBack }) => [kind, rolledBack])).toEqual([
      ["rollback", false],
      ["rollback", true],
      ["release", false],
      ["release", false],
    ]);
  });

  it("does not let another app's rollback undo a release", async () => {
    const release = await git.release(web, "acme/web-1");
    const other = await git.release(api, "acme/api-1");
    await git.release(api, "acme/api-2");
    await git.rollBack(api, other, { reverts: [release] });

    expect((await log({ app: "web" })).map(({ rolledBack }) => rolledBack)).toEqual([false]);
  });

  it("filters by app, time, kind, actor and source repository", async () => {
    await git.release(web, "acme/web-1", { atSeconds: 1000, actor: "omar" });
    await git.release(api, "acme/api-1", { atSeconds: 2000 });
    await git.release(web, "acme/web-2", { atSeconds: 3000 });
    await git.remove(api, { atSeconds: 4000 });

    const shown = async (options: ReleaseLogOptions): Promise<string[]> => (await log(options)).map(short);

    expect(await shown({ app: "api" })).toEqual(["removal api", "release api acme/api-1"]);
    expect(await shown({ sinceSeconds: 2000, untilSeconds: 3000 })).toEqual([
      "release web acme/web-2",
      "release api acme/api-1",
    ]);
    expect(await shown({ kinds: ["removal"] })).toEqual(["removal api"]);
    expect(await shown({ actor: "omar" })).toEqual(["release web acme/web-1"]);
    expect(await shown({ sourceRepo: "acme/web", limit: 1 })).toEqual(["release web acme/web-2"]);
    expect(await shown({ limit: 0 })).toEqual([]);
    expect(await shown({ app: "we" })).toEqual([]);
  });

  it("goes on after a cursor as if nothing had landed since", async () => {
    for (let release = 1; release <= 5; release++) {
      await git.release(web, `acme/web-${release}`);
      await git.release(api, `acme/api-${release}`);
    }
    const all = (await log()).map(short);
    const pages: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 4; page++) {
      const lines = await Array.fromAsync(releaseLog([{ ...staging, repo: git.repo }], { limit: 3, cursor }));
      pages.push(...lines.map(short));
      cursor = lines.at(-1)?.cursor;
      await git.release(web, `acme/web-${page + 6}`);
    }

    expect(pages).toEqual(all);
    expect(cursor).toMatch(/^[\w-]+$/);
    await expect(log({ cursor: "nonsense" })).rejects.toMatchObject({ code: "usage" });
    await expect(log({ cursor, app: "none" })).rejects.toMatchObject({ code: "usage" });
  });

  it("reads no more history than it is asked for, and contents in few round trips", async () => {
    for (let release = 1; release <= 50; release++) await git.release(web, `acme/web-${release}`);
    let commits = 0;
    let reads = 0;
    const watched = {
      head: async () => await git.repo.head(),
      read: async (ids: never) => (reads++, await git.repo.read(ids)),
      async *history(...args: Parameters<GitopsRepo["history"]>) {
        for await (const commit of git.repo.history(...args)) yield ((commits++, commit));
      },
    } as unknown as GitopsRepo;

    await log({ limit: 5 }, [{ ...staging, repo: watched }]);
    expect([commits, reads]).toEqual([5, 1]);
    await log({}, [{ ...staging, repo: watched }]);
    expect(reads).toBe(3);
  });

  it("joins envs of one repository by landing, and repositories by time", async () => {
    const other = await RecordedRepo.create();
    const paths = envPaths("repo-per-env", "eu");
    await git.release(web, "acme/web-1", { atSeconds: 1000 });
    await other.release({ env: "eu", app: "web", paths }, "acme/web-1", { atSeconds: 1500 });
    await git.release(webInProduction, "acme/web-1", { atSeconds: 2000 });
    // Landed last with the oldest clock.
    await git.release(web, "acme/web-2", { atSeconds: 500 });
    const envs = [
      { ...staging, repo: git.repo },
      { name: "eu", repo: other.repo, paths },
      { ...production, repo: git.repo },
    ];

    const entries = await Array.fromAsync(releaseLog(envs));

    const names = entries.map(({ env, artifactId }) => `${env} ${artifactId}`);
    expect(names).toEqual(["eu acme/web-1", "staging acme/web-2", "production acme/web-1", "staging acme/web-1"]);
    for (const [index, { cursor }] of entries.entries())
      expect((await log({ cursor }, envs)).map(({ env, artifactId }) => `${env} ${artifactId}`)).toEqual(
        names.slice(index + 1),
      );
  });

  it("is empty for an empty repository", async () => {
    expect(await log()).toEqual([]);
  });
});
