import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { formatRequestId } from "../../conventions/ids.ts";

const PROGRAM = fileURLToPath(new URL("../../../test-support/release-once.ts", import.meta.url));
const ROUNDS = 4;
const run = promisify(execFile);

let server: GitHttpServer;
let root: string;

beforeAll(async () => {
  server = await startGitHttpServer();
  root = mkdtempSync(join(tmpdir(), "gimlet-two-"));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

describe("two processes that release at once", () => {
  it("by one cache folder both land, one after the other, and leave a sound cache", async () => {
    const { url, gitDir } = server.createRepo();
    const cacheDir = join(root, "cache");
    for (let round = 1; round <= ROUNDS; round++) {
      const releases = ["web", "api"].map(async (app, index) => {
        const build = 2 * round + index;
        const requestId = formatRequestId(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
        const { stdout } = await run(process.execPath, [
          PROGRAM,
          url,
          cacheDir,
          app,
          `${build}`,
          requestId,
          "isomorphic",
        ]);
        return stdout.trim();
      });
      expect(await Promise.all(releases)).toEqual(["landed", "landed"]);
    }

    expect(git(gitDir, ["rev-list", "--count", "main"])).toBe(`${2 * ROUNDS}`);
    expect(git(gitDir, ["rev-list", "--merges", "main"])).toBe("");
    expect(git(gitDir, ["fsck", "--strict", "--no-dangling"])).toBe("");
    const clones = readdirSync(join(cacheDir, "git-2")).filter((name) => name.endsWith(".git"));
    expect(clones).toHaveLength(1);
    for (const clone of clones) expect(git(join(cacheDir, "git-2", clone), ["fsck", "--no-dangling"])).toBe("");
  });
});
