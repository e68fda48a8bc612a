import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { git, type GitHttpServer, makeBareRepo, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { SmallDisk } from "../../../test-support/small-disk.ts";
import { changing, file, landed, textAt } from "../../testing/contract-kit.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";

describe.skipIf(!SmallDisk.isPossible)(`a full disk${SmallDisk.note}`, () => {
  let server: GitHttpServer;
  let disk: SmallDisk;

  beforeAll(async () => {
    server = await startGitHttpServer();
    disk = new SmallDisk();
  });

  afterEach(() => {
    disk.free();
  });

  afterAll(async () => {
    disk[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  it("stops a release into a repository on it before the branch moves, and is no hindrance later", async () => {
    const gitDir = makeBareRepo(join(disk.folder, "repo.git"));
    await using repo = await openGitopsRepo({ url: gitDir, cacheDir: join(server.root, "index") });
    const first = await landed(repo, changing({ a: file("1") }));
    disk.fill();

    // Random bytes don't become smaller by packing.
    const large = file(randomBytes(60_000));
    await expect(landed(repo, changing({ b: large }))).rejects.toMatchObject({ code: "cache-unusable" });
    expect(git(gitDir, ["rev-parse", "main"])).toBe(first);

    disk.free();
    const second = await landed(repo, changing({ b: large }));
    expect(git(gitDir, ["rev-parse", "main"])).toBe(second);
    expect(git(gitDir, ["fsck", "--strict", "--no-dangling"])).toBe("");
  });

  it("does not stop a release over HTTP, which needs none of it, and leaves the cache sound", async () => {
    const { url, gitDir } = server.createRepo();
    const options = { url, cacheDir: join(disk.folder, "release") };
    await using repo = await openGitopsRepo(options);
    await landed(repo, changing({ "web/a": file("1") }));
    disk.fill();

    const second = await landed(repo, changing({ "web/b": file(randomBytes(60_000)) }));
    expect(git(gitDir, ["rev-parse", "main"])).toBe(second);

    disk.free();
    await using next = await openGitopsRepo(options);
    const third = await landed(next, changing({ "web/c": file("3") }));
    expect(await textAt(next, "web/a", third)).toBe("1");
    expect(git(gitDir, ["fsck", "--strict", "--no-dangling"])).toBe("");
  });

  it("stops a fetch, and names the cache", async () => {
    const { url } = server.createRepo({ config: { "uploadpack.allowFilter": "false" } });
    await using writer = await openGitopsRepo({ url, cacheDir: join(server.root, "other-cache") });
    await landed(writer, changing({ a: file(randomBytes(300_000)) }));
    await using repo = await openGitopsRepo({ url, cacheDir: join(disk.folder, "fetch") });
    disk.fill();

    await expect(repo.head()).rejects.toMatchObject({ code: "cache-unusable" });
    disk.free();
    expect(await repo.head()).toMatch(/^[0-9a-f]{40}$/);
  });
});
