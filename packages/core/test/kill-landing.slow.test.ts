import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, type GitHttpServer, git, startGitHttpServer } from "../test-support/git-http-server.ts";

const PROGRAM = fileURLToPath(new URL("../test-support/land-in-a-loop.ts", import.meta.url));
const KILLS = 16;

describe("a process that is killed while it lands commits by way of git", () => {
  let server: GitHttpServer;
  let root: string;

  beforeAll(async () => {
    server = await startGitHttpServer();
    root = mkdtempSync(join(tmpdir(), "gimlet-kill-landing-"));
  });

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(root, { recursive: true, force: true });
  });

  it("leaves every acknowledged commit on the branch, the history whole, and a cache that the next one uses", async () => {
    const config = { "uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true" };
    const { url, gitDir } = server.createRepo({ config });
    const acknowledged: string[] = [];

    for (let kill = 0; kill < KILLS; kill++) acknowledged.push(...(await landUntilKilled(url, `run-${kill}`)));
    const last = await landUntilKilled(url, "last", { atLeast: 2 });

    const history = git(gitDir, ["rev-list", "main"]).split("\n");
    expect(last).toHaveLength(2);
    expect([...acknowledged, ...last].filter((sha) => !history.includes(sha))).toEqual([]);
    expect(git(gitDir, ["rev-list", "--merges", "main"])).toBe("");
    // A commit of a killed process may have landed without its knowledge, but then once and in its order.
    const subjects = git(gitDir, ["log", "--reverse", "--format=%s", "main"]).split("\n");
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(git(gitDir, ["fsck", "--strict", "--no-dangling"])).toBe("");
  }, 180_000);

  /** Kills the process at any moment after its start, or when it has landed a number of commits. */
  async function landUntilKilled(
    url: string,
    name: string,
    { atLeast }: { readonly atLeast?: number } = {},
  ): Promise<readonly string[]> {
    const args = ["--conditions=@gimlet/source", PROGRAM, url, join(root, "cache"), name];
    const child = spawn(process.execPath, args, { env: { ...GIT_ENV }, stdio: ["ignore", "pipe", "pipe"] });
    const closed = once(child, "close");
    let landed = "";
    let errors = "";
    const enough = new Promise<void>((resolve) => {
      child.stdout.on("data", (data: Buffer) => {
        landed += data.toString();
        if (atLeast !== undefined && landed.split("\n").length > atLeast) resolve();
      });
    });
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    await Promise.race([atLeast === undefined ? wait(200 + Math.random() * 1500) : enough, closed]);
    const ended = child.exitCode;
    child.kill("SIGKILL");
    await closed;
    // It ends by the kill alone; whatever its predecessor left must not stop it.
    expect({ ended, errors }).toEqual({ ended: null, errors: "" });
    return landed.split("\n").filter(Boolean).slice(0, atLeast);
  }
});
