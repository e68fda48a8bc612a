import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, makeBareRepo } from "../../../test-support/git-http-server.ts";
import {
  GitopsConflictError,
  GitUnavailableError,
  PushRefusedError,
  RepoNotFoundError,
  UsageError,
} from "../../errors.ts";
import { changing, file, landed } from "../../testing/contract-kit.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";

let folder = "";
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gimlet-local-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe("a repository on this machine", () => {
  it.each<[string, (gitDir: string) => void]>([
    ["has a hook that would be skipped", (gitDir) => hook(gitDir, "pre-receive")],
    [
      "has hooks in another folder",
      (gitDir) => {
        git(gitDir, ["config", "core.hooksPath", "others"]);
        hook(gitDir, "reference-transaction", "others");
      },
    ],
    ["keeps its refs in another format", (gitDir) => git(gitDir, ["config", "extensions.refStorage", "reftable"])],
    ["names its objects by SHA-256", (gitDir) => git(gitDir, ["config", "extensions.objectFormat", "sha256"])],
  ])("is refused when it %s", async (_, prepare) => {
    const gitDir = makeBareRepo(join(folder, `local${++count}.git`));
    prepare(gitDir);

    await expect(openGitopsRepo({ url: gitDir, cacheDir: cache() })).rejects.toBeInstanceOf(UsageError);
  });

  it("is refused when the branch is checked out there", async () => {
    const work = join(folder, `work${++count}`);
    git(folder, ["init", "--quiet", "-b", "main", work]);

    await expect(openGitopsRepo({ url: work, cacheDir: cache() })).rejects.toBeInstanceOf(UsageError);
    await expect(openGitopsRepo({ url: work, branch: "other", cacheDir: cache() })).resolves.toBeDefined();
    await expect(openGitopsRepo({ url: folder, cacheDir: cache() })).rejects.toBeInstanceOf(RepoNotFoundError);
  });

  it("is read with packed refs and objects, and takes turns with git itself", async () => {
    const gitDir = makeBareRepo(join(folder, `local${++count}.git`));
    await using repo = await openGitopsRepo({ url: gitDir, cacheDir: cache() });
    const first = await landed(repo, changing({ "web/a": file("1") }));
    git(gitDir, ["gc", "--quiet", "--prune=now"]);
    expect(existsSync(join(gitDir, "refs/heads/main"))).toBe(false);
    expect(await repo.head()).toBe(first);

    const lock = join(gitDir, "refs/heads/main.lock");
    writeFileSync(lock, "");
    const held = await landed(repo, changing({ "web/a": file("2") })).catch(asIs);
    rmSync(lock);
    const second = await landed(repo, changing({ "web/a": file("3") }));

    expect(held).toBeInstanceOf(GitUnavailableError);
    expect(git(gitDir, ["log", "--format=%H", "main"]).split("\n")).toEqual([second, first]);
  });

  it("does not get a branch below another one", async () => {
    const gitDir = makeBareRepo(join(folder, `local${++count}.git`));
    const tip = await landed(await openGitopsRepo({ url: gitDir, cacheDir: cache() }), changing({ a: file("1") }));
    const below = await openGitopsRepo({ url: gitDir, branch: "main/x", cacheDir: cache() });
    const root = await below.commit(changing({ a: file("2") }), undefined);

    await expect(below.push(root, undefined)).rejects.toBeInstanceOf(PushRefusedError);
    git(gitDir, ["pack-refs", "--all"]);
    await expect(below.push(root, undefined)).rejects.toBeInstanceOf(PushRefusedError);

    expect(git(gitDir, ["rev-parse", "main"])).toBe(tip);
  });

  it("takes one of two writers at a time", async () => {
    const gitDir = makeBareRepo(join(folder, `local${++count}.git`));
    const writers = await Promise.all(
      Array.from({ length: 4 }, async () => await openGitopsRepo({ url: gitDir, cacheDir: cache() })),
    );
    const results = await Promise.allSettled(
      writers.map(async (writer, i) => {
        const tip = await writer.commit(changing({ [`app${i}`]: file("x") }), undefined);
        await writer.push(tip, undefined);
        return tip;
      }),
    );

    const winners = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(winners).toEqual([git(gitDir, ["rev-parse", "main"])]);
    const losers = results.flatMap((result): unknown[] => (result.status === "rejected" ? [result.reason] : []));
    expect(losers.map((loser) => loser instanceof GitopsConflictError)).toEqual([true, true, true]);
  });
});

function cache(): string {
  return join(folder, `cache${++count}`);
}

function hook(gitDir: string, name: string, hooks = "hooks"): void {
  mkdirSync(join(gitDir, hooks), { recursive: true });
  writeFileSync(join(gitDir, hooks, name), "#!/bin/sh\n");
  chmodSync(join(gitDir, hooks, name), 0o755);
}

function asIs(error: unknown): unknown {
  return error;
}
