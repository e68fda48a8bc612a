import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { SmallDisk } from "../../../test-support/small-disk.ts";
import { changing, file, landed } from "../../testing/contract-kit.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

describe.skipIf(!SmallDisk.isPossible)(`a full disk${SmallDisk.note}`, () => {
  let server: GitHttpServer;
  let disk: SmallDisk;

  beforeAll(async () => {
    server = await startGitHttpServer();
    disk = new SmallDisk();
  });

  afterAll(async () => {
    disk[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  it.each(["http", "folder"])(
    "stops a release by %s before it lands, names the cache, and is no hindrance later",
    async (by) => {
      const { url, gitDir } = server.createRepo();
      const repo = await openNativeGitopsRepo({
        url: by === "http" ? url : gitDir,
        branch: "main",
        cacheDir: join(disk.folder, by),
        env: GIT_ENV,
      });
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
    },
  );

  it("stops a fetch, and names the cache", async () => {
    const { url } = server.createRepo();
    const other = await openNativeGitopsRepo({
      url,
      branch: "main",
      cacheDir: join(server.root, "other-cache"),
      env: GIT_ENV,
    });
    await landed(other, changing({ a: file(randomBytes(600_000)) }));
    const repo = await openNativeGitopsRepo({
      url,
      branch: "main",
      cacheDir: join(disk.folder, "fetch"),
      env: GIT_ENV,
    });
    disk.fill();

    await expect(repo.head()).rejects.toMatchObject({ code: "cache-unusable" });
    disk.free();
    expect(await repo.head()).toMatch(/^[0-9a-f]{40}$/);
  });
});
