import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatRequestId } from "../src/conventions/ids.ts";
import { git } from "../test-support/git-process.ts";

const PROGRAM = fileURLToPath(new URL("../test-support/release-once.ts", import.meta.url));
const ROUNDS = 7;

describe("a process that is killed while it releases", () => {
  let folder: string;
  let url: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gimlet-kill-"));
    url = join(folder, "gitops.git");
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", url);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("leaves the branch before or after, and its retry releases once, beside another process that releases too", async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      await Promise.all(["web", "api"].map((app, index) => releaseUntilItIs(app, 2 * round + index)));
    }

    git(url, "fsck", "--strict");
    const requests = git(url, "log", "--format=%(trailers:key=Gimlet-Request,valueonly,separator=%x2C)", "main");
    const landed = requests.trim().split("\n");
    expect(landed).toHaveLength(2 * ROUNDS);
    expect(new Set(landed).size).toBe(2 * ROUNDS);
    expect(git(url, "rev-list", "--merges", "main")).toBe("");
    expect(git(url, "show", "main:web/configmap-web.yaml")).toContain(`build: "${2 * ROUNDS}"`);
  }, 120_000);

  /** Kills the first try at a moment that moves from round to round, then retries with the same id. */
  async function releaseUntilItIs(app: string, build: number): Promise<void> {
    const id = formatRequestId(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    const args = [PROGRAM, url, join(folder, `cache-${app}`), app, String(build), id];
    const first = spawn(process.execPath, args, { stdio: "ignore" });
    const over = once(first, "exit");
    await Promise.race([over, wait(100 + build * 20)]);
    first.kill("SIGKILL");
    await over;

    const retry = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [retry.stdout, retry.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(retry, "exit")) as [number];
    expect([code, said.trim()]).toEqual([0, "landed"]);
  }
});
