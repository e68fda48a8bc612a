import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import { all, changing, file, folder, landed } from "../../testing/contract-kit.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";
import { tidyCache } from "./tidy-cache.ts";

let server: GitHttpServer;
let root = "";

beforeAll(async () => {
  server = await startGitHttpServer();
  root = mkdtempSync(join(tmpdir(), "gimlet-tidy-"));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

describe(tidyCache, () => {
  it("keeps a cache small and sound over many releases of two writers, and its history readable", async () => {
    const { url } = server.createRepo();
    const cacheDir = join(root, "cache");
    await using repo = await openGitopsRepo({ url, cacheDir });
    const wide = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`app-${i}/a`, "same"]));
    const first = await landed(repo, changing({ all: folder(wide) }));
    await using other = await openGitopsRepo({ url, cacheDir: join(root, "other") });
    let head = first;
    for (let i = 0; i < 120; i++) {
      const writer = i % 10 === 9 ? other : repo;
      head = await landed(writer, changing({ [`all/app-${i}/a`]: file(`n: ${i}\n`) }));
    }
    await repo.head();
    const [clone = ""] = readdirSync(join(cacheDir, "git-2")).filter((name) => name.endsWith(".git"));
    const gitDir = join(cacheDir, "git-2", clone);

    const bytes = Number(/size-pack: (\d+)/.exec(git(gitDir, ["count-objects", "-v"]))?.[1]);
    const loose = Number(/^count: (\d+)/m.exec(git(gitDir, ["count-objects", "-v"]))?.[1]);

    expect(loose).toBeLessThan(250);
    expect(bytes).toBeLessThan(1500);
    expect(readdirSync(join(gitDir, "objects/pack")).filter((name) => name.endsWith(".idx")).length).toBeLessThan(20);
    expect(git(gitDir, ["fsck", "--full", "--no-dangling"])).toBe("");
    expect(await all(repo.history(head, { folderDepth: 1 }))).toHaveLength(121);
    expect((await repo.list("all", first)).length).toBe(2000);
  });
});
