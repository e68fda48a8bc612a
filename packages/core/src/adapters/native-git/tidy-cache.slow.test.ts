import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import { all, blobAt, changing, folder, landed, textAt } from "../../testing/contract-kit.ts";
import { openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { listPacks } from "./cache-packs.ts";
import { openNativeGitopsRepo } from "./open-native-gitops-repo.ts";
import { tidyCache } from "./tidy-cache.ts";

let server: GitHttpServer;
let root: string;
let count = 0;

beforeAll(async () => {
  server = await startGitHttpServer();
  root = mkdtempSync(join(tmpdir(), "gimlet-tidy-"));
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

interface Sample {
  readonly repo: GitopsRepo;
  readonly gitDir: string;
  readonly cacheDir: string;
  readonly open: (cacheDir: string) => Promise<GitopsRepo>;
}

async function sample(): Promise<Sample> {
  const remote = server.createRepo({
    config: { "uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true" },
  });
  const cacheDir = join(root, `cache-${count++}`);
  const open = async (dir: string): Promise<GitopsRepo> =>
    await openNativeGitopsRepo({ url: remote.url, branch: "main", cacheDir: dir, env: GIT_ENV });
  return { repo: await open(cacheDir), gitDir: remote.gitDir, cacheDir, open };
}

/** A folder of fifty files that differ by number. */
function fifty(number: number): ReturnType<typeof folder> {
  return folder(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`file-${i}`, `${number} ${i}\n`])));
}

// A hundred processes of git, which a busy machine may take a while for.
describe(tidyCache, { timeout: 120_000 }, () => {
  // Without upkeep there would be more than a thousand loose objects in the end.
  it("lets go of what was published and is out of date", async () => {
    const { repo, cacheDir, open } = await sample();
    for (let i = 0; i < 22; i++) await landed(repo, changing({ web: fifty(i) }));

    const loose = openDiskObjectStore(cacheOf(cacheDir)).listLoose();
    expect(loose.length).toBeLessThan(620);
    const again = await open(cacheDir);
    const head = (await again.head())!;
    expect(await textAt(again, "web/file-7", head)).toBe("21 7\n");
    await landed(again, changing({ web: fifty(22) }));
    expect((await all(again.recent((await again.head())!, {}))).length).toBe(23);
  });

  it("makes few packs of many, which hold the same", async () => {
    const { repo, cacheDir, open } = await sample();
    await landed(
      repo,
      changing(Object.fromEntries(Array.from({ length: 105 }, (_, i) => [`app-${i}`, folder({ "sub/a": `${i}` })]))),
    );
    const other = await open(join(root, `cache-${count++}`));
    rmSync(cacheDir, { recursive: true });
    const reader = await open(cacheDir);
    const head = (await reader.head())!;
    for (let i = 0; i < 105; i++) await reader.read([await blobAt(reader, `app-${i}/sub/a`, head)]);
    expect(listPacks(cacheOf(cacheDir)).length).toBeGreaterThan(100);

    await landed(reader, changing({ more: folder({ a: "1" }) }));

    expect(listPacks(cacheOf(cacheDir)).length).toBeLessThan(5);
    server.requests.length = 0;
    const again = await open(cacheDir);
    const tip = await landed(again, changing({ more: folder({ a: "2" }) }));
    for (let i = 0; i < 105; i++) expect(await textAt(again, `app-${i}/sub/a`, tip)).toBe(`${i}`);
    expect(server.requests.filter(({ url }) => url.includes("git-upload-pack")).length).toBeLessThan(6);
    expect(await other.head()).toBe(tip);
  });

  it("keeps the commits and trees of all history where they were fetched", async () => {
    const { repo, cacheDir, gitDir, open } = await sample();
    const first = await landed(repo, changing({ web: fifty(0) }));
    expect(await all(repo.history(first, { folderDepth: 1 }))).toHaveLength(1);
    for (let i = 1; i < 22; i++) await landed(repo, changing({ web: fifty(i) }));

    expect(openDiskObjectStore(cacheOf(cacheDir)).listLoose().length).toBeLessThan(620);
    const again = await open(cacheDir);
    const history = await all(again.history((await again.head())!, { folderDepth: 1 }));
    expect(history.map(({ sha }) => sha)).toEqual(git(gitDir, ["rev-list", "main"]).split("\n"));
    expect(await textAt(again, "web/file-3", first)).toBe("0 3\n");
  });

  it("many commits of one push are packed at once, and the next client reads them", async () => {
    const { repo, gitDir, open } = await sample();
    const head = await landed(repo, changing({ web: fifty(0) }));
    let tip = head;
    for (let i = 1; i < 30; i++) tip = await repo.commit(changing({ web: fifty(i) }), tip);
    await repo.push(tip, head);

    expect(git(gitDir, ["fsck", "--strict", "--no-dangling"])).toBe("");
    const other = await open(join(root, `cache-${count++}`));
    expect(await textAt(other, "web/file-9", (await other.head())!)).toBe("29 9\n");
    expect(await textAt(repo, "web/file-9", tip)).toBe("29 9\n");
  });
});

function cacheOf(cacheDir: string): string {
  const [name = ""] = readdirSync(join(cacheDir, "native-git-2"));
  return join(cacheDir, "native-git-2", name);
}
