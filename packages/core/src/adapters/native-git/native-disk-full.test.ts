import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { changing, file, landed } from "../../testing/contract-kit.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

const canMount = tryMount();

describe.skipIf(!canMount)(`a full disk${canMount ? "" : " (skipped: needs the right to mount a tmpfs)"}`, () => {
  let server: GitHttpServer;
  let disk: string;

  beforeAll(async () => {
    server = await startGitHttpServer();
    disk = mkdtempSync(join(tmpdir(), "gimlet-full-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]);
  });

  afterAll(async () => {
    // Packs stay open as long as this process.
    execFileSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true });
    await server[Symbol.asyncDispose]();
  });

  it.each(["http", "folder"])(
    "stops a release by %s before it lands, names the cache, and is no hindrance later",
    async (by) => {
      const { url, gitDir } = server.createRepo();
      const repo = await openNativeGitopsRepo({
        url: by === "http" ? url : gitDir,
        branch: "main",
        cacheDir: join(disk, by),
        env: GIT_ENV,
      });
      const first = await landed(repo, changing({ a: file("1") }));
      const filler = join(disk, "filler");
      fill(filler);

      // Random bytes don't become smaller by packing.
      const large = file(randomBytes(60_000));
      await expect(landed(repo, changing({ b: large }))).rejects.toMatchObject({ code: "cache-unusable" });
      expect(git(gitDir, ["rev-parse", "main"])).toBe(first);

      rmSync(filler);
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
    const repo = await openNativeGitopsRepo({ url, branch: "main", cacheDir: join(disk, "fetch"), env: GIT_ENV });
    const filler = join(disk, "filler");
    fill(filler);

    await expect(repo.head()).rejects.toMatchObject({ code: "cache-unusable" });
    rmSync(filler);
    expect(await repo.head()).toMatch(/^[0-9a-f]{40}$/);
  });
});

/** Leaves a few kilobytes, so that what fails is the object and not the lock. */
function fill(path: string): void {
  for (let size = 1_000_000; size > 0; size -= 4096) {
    try {
      writeFileSync(path, Buffer.alloc(size));
      writeFileSync(path, Buffer.alloc(Math.max(0, size - 16_384)));
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
    }
  }
}

function tryMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), "gimlet-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]).status === 0;
  if (mounted) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
}
