import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import {
  BranchProtectedError,
  CacheUnusableError,
  GitAuthenticationError,
  GitopsConflictError,
  GitUnavailableError,
  PushRefusedError,
  RepoNotFoundError,
  UsageError,
} from "../../errors.ts";
import { all, changing, file, landed, textAt } from "../../testing/contract-kit.ts";
import { openGitopsRepo } from "./open-gitops-repo.ts";

let server: GitHttpServer;
let folder = "";
let count = 0;

beforeAll(async () => {
  server = await startGitHttpServer();
  folder = mkdtempSync(join(tmpdir(), "gimlet-faults-"));
});

afterEach(() => {
  server.options = {};
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe("credentials", () => {
  it("go to the host when they are asked for, from the callback or the URL, and are never shown", async () => {
    const { url } = server.createRepo();
    server.options = { credentials: { username: "ann", password: "s3cr3t/@" } };
    const credentials = async () => ({ username: "ann", password: "s3cr3t/@" });

    await using byCallback = await openGitopsRepo({ url, cacheDir: cache(), credentials });
    const tip = await landed(byCallback, changing({ a: file("1") }));
    await using byUrl = await openGitopsRepo({ url: url.replace("//", "//ann:s3cr3t%2F%40@"), cacheDir: cache() });

    expect(await byUrl.head()).toBe(tip);
    expect(byUrl.location).toBe(url);
  });

  it("that are wrong, missing or not enough are told apart from a broken host", async () => {
    const { url } = server.createRepo();
    server.options = { credentials: { username: "ann", password: "right" } };
    const wrong = async () => ({ username: "ann", password: "wr0ng" });

    const failure = await (await openGitopsRepo({ url, cacheDir: cache(), credentials: wrong })).head().catch(asIs);
    await expect((await openGitopsRepo({ url, cacheDir: cache() })).head()).rejects.toBeInstanceOf(
      GitAuthenticationError,
    );
    server.options = { treat: () => ({ status: 403 }) };
    const forbidden = (await openGitopsRepo({ url, cacheDir: cache() })).head();

    expect(failure).toBeInstanceOf(GitAuthenticationError);
    expect(JSON.stringify(failure) + String(failure)).not.toContain("wr0ng");
    await expect(forbidden).rejects.toBeInstanceOf(GitAuthenticationError);
  });

  it("that expired are asked for anew", async () => {
    const { url } = server.createRepo();
    let password = "first";
    const credentials = async () => ({ username: "ann", password });
    server.options = { credentials: { username: "ann", password } };
    await using repo = await openGitopsRepo({ url, cacheDir: cache(), credentials });
    await landed(repo, changing({ a: file("1") }));

    password = "second";
    server.options = { credentials: { username: "ann", password } };

    const tip = await landed(repo, changing({ a: file("2") }));
    expect(await repo.head()).toBe(tip);
  });

  it("stay with their origin when the host redirects to another", async () => {
    const { url } = server.createRepo();
    const seen: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => {
      elsewhere.listen(0, "127.0.0.1", resolve);
    });
    const { port } = elsewhere.address() as AddressInfo;
    server.options = {
      treat: ({ url: path }) => ({ status: 302, headers: { location: `http://127.0.0.1:${port}${path}` } }),
    };
    const credentials = async () => ({ username: "ann", password: "s3cr3t" });

    const head = (await openGitopsRepo({ url, cacheDir: cache(), credentials })).head();

    await expect(head).rejects.toBeInstanceOf(RepoNotFoundError);
    expect(seen).toEqual([undefined]);
    elsewhere.close();
  });

  it("follow a redirect within the origin, for the push as well", async () => {
    const { gitDir, url } = server.createRepo();
    server.options = {
      treat: ({ url: path }) =>
        path.startsWith("/old.git/info/refs")
          ? { status: 301, headers: { location: path.replace("/old.git", new URL(url).pathname) } }
          : "serve",
    };
    await using repo = await openGitopsRepo({ url: `${server.origin}/old.git`, cacheDir: cache() });

    const tip = await landed(repo, changing({ a: file("1") }));

    expect(git(gitDir, ["rev-parse", "main"])).toBe(tip);
  });
});

describe("the host", () => {
  it("that is not there, has no such repository, or answers nonsense", async () => {
    const { url } = server.createRepo();
    const open = async (at: string) => await openGitopsRepo({ url: at, cacheDir: cache() });

    await expect((await open("http://127.0.0.1:1/r.git")).head()).rejects.toBeInstanceOf(GitUnavailableError);
    await expect((await open(`${server.origin}/none.git`)).head()).rejects.toBeInstanceOf(RepoNotFoundError);
    for (const treatment of [{ status: 500 }, { status: 200, body: "<html>Sign in</html>" }, "drop"] as const) {
      server.options = { treat: () => treatment };
      await expect((await open(url)).head()).rejects.toBeInstanceOf(GitUnavailableError);
    }
  });

  it("that never ends its answer, or sends a pack beyond all bounds, is left", async () => {
    const { url } = server.createRepo();
    await using writer = await openGitopsRepo({ url, cacheDir: cache() });
    await landed(writer, changing({ a: file(randomBytes(5000)) }));
    const tooMuch = { status: 200, body: "0".repeat(2 ** 24 + 1) };
    for (const protocolTwo of [true, false]) {
      server.options = { protocolTwo };
      const small = await openGitopsRepo({ url, cacheDir: cache(), maxPackBytes: 100 });
      await expect(small.head()).rejects.toThrow(/can't be reached: it answers with more than 100 bytes/);

      for (const path of ["info/refs", "git-upload-pack"]) {
        server.options = { protocolTwo, treat: (seen) => (seen.url.includes(path) ? tooMuch : "serve") };
        const failure = (await openGitopsRepo({ url, cacheDir: cache() })).head();
        await expect(failure).rejects.toBeInstanceOf(GitUnavailableError);
      }
    }
    server.options = { treat: (seen) => (seen.url.includes("git-receive-pack") ? tooMuch : "serve") };
    await expect(landed(writer, changing({ b: file("1") }))).rejects.toThrow(/more than 16777216 bytes/);
  });

  it.each([
    [
      "protects the branch as Gitea",
      "echo 'error: Not allowed to push to protected branch main' >&2; exit 1",
      BranchProtectedError,
    ],
    [
      "protects the branch as GitHub",
      "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1",
      BranchProtectedError,
    ],
    [
      "protects the branch as GitLab",
      "echo 'GitLab: You are not allowed to push code to protected branches on this project.' >&2; exit 1",
      BranchProtectedError,
    ],
    ["refuses by a hook", "echo 'not on a Friday' >&2; exit 1", PushRefusedError],
  ])("%s", async (_, script, refusal) => {
    const { gitDir, url } = server.createRepo({ hooks: { "pre-receive": script } });
    await using repo = await openGitopsRepo({ url, cacheDir: cache() });

    await expect(landed(repo, changing({ a: file("1") }))).rejects.toBeInstanceOf(refusal);

    expect(git(gitDir, ["for-each-ref"])).toBe("");
  });

  it("that breaks off before a push leaves the branch, and one that breaks off after it has moved it", async () => {
    const { gitDir, url } = server.createRepo();
    await using repo = await openGitopsRepo({ url, cacheDir: cache() });
    const head = await landed(repo, changing({ a: file("1") }));
    const tip = await repo.commit(changing({ a: file("2") }), head);

    server.options = { treat: ({ method }) => (method === "POST" ? "drop" : "serve") };
    await expect(repo.push(tip, head)).rejects.toBeInstanceOf(GitUnavailableError);
    expect(git(gitDir, ["rev-parse", "main"])).toBe(head);

    server.options = { treat: ({ method }) => (method === "POST" ? "drop-answer" : "serve") };
    await expect(repo.push(tip, head)).rejects.toBeInstanceOf(GitUnavailableError);
    expect(git(gitDir, ["rev-parse", "main"])).toBe(tip);

    server.options = {};
    expect(await repo.head()).toBe(tip);
    expect(await textAt(repo, "a", tip)).toBe("2");
    await expect(repo.push(tip, head)).rejects.toBeInstanceOf(GitopsConflictError);
  });

  it("is sent only what was made, and a fetch of what is new does not deepen the clone", async () => {
    const { url, gitDir } = server.createRepo();
    const cacheDir = cache();
    {
      await using writer = await openGitopsRepo({ url, cacheDir: cache() });
      for (let i = 0; i < 5; i++) await landed(writer, changing({ [`app${i}/a`]: file(`${i}`.repeat(5000)) }));
    }
    await using repo = await openGitopsRepo({ url, cacheDir });
    await repo.head();
    await using other = await openGitopsRepo({ url, cacheDir: cache() });
    await landed(other, changing({ "app1/a": file("new") }));
    server.requests.length = 0;

    await landed(repo, changing({ "app2/a": file("newer") }));

    const pushes = server.requests.filter(({ url: path }) => path.endsWith("git-receive-pack"));
    expect(pushes.map(({ bytesIn }) => bytesIn < 1500)).toEqual([true]);
    const [clone] = clonesIn(cacheDir);
    expect(git(clone ?? "", ["rev-list", "--count", "main"])).toBe("3");
    expect(git(gitDir, ["rev-list", "--count", "main"])).toBe("7");
  });
});

describe("the cache", () => {
  it("may be deleted between two processes, and even below one", async () => {
    const { url } = server.createRepo();
    const cacheDir = cache();
    await using repo = await openGitopsRepo({ url, cacheDir });
    const first = await landed(repo, changing({ "web/a": file("1") }));

    rmSync(cacheDir, { recursive: true });

    expect(await repo.head()).toBe(first);
    const second = await landed(repo, changing({ "web/b": file("2") }));
    expect(await textAt(repo, "web/a", second)).toBe("1");
  });

  it.each([
    ["a pack is cut off", (file: string) => truncateSync(file, statSync(file).size >> 1)],
    ["a pack is overwritten", (file: string) => overwrite(file)],
    ["a pack is gone", (file: string) => rmSync(file)],
  ])("is cloned anew when %s", async (what, damage) => {
    const { url } = server.createRepo();
    const cacheDir = cache();
    {
      await using writer = await openGitopsRepo({ url, cacheDir: cache() });
      await landed(writer, changing({ "web/a": file("1"), "api/b": file("2") }));
      await using reader = await openGitopsRepo({ url, cacheDir });
      await reader.head();
    }
    for (const clone of clonesIn(cacheDir))
      for (const name of readdirSync(join(clone, "objects/pack")))
        if (name.endsWith(".pack")) damage(join(clone, "objects/pack", name));

    const warnings: string[] = [];
    const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
    await using repo = await openGitopsRepo({ url, cacheDir, log });
    const tip = await landed(repo, changing({ "web/c": file("3") }));

    expect(await textAt(repo, "web/a", tip)).toBe("1");
    // What is not there at all is no damage: it is fetched.
    expect(new Set(warnings)).toEqual(new Set(what === "a pack is gone" ? [] : ["the cache is cloned anew"]));
    for (const clone of clonesIn(cacheDir)) expect(git(clone, ["fsck", "--full"])).not.toMatch(/error|missing/);
  });

  it("that can't be made or written is told", async () => {
    const { url } = server.createRepo();
    const blocked = join(folder, "a-file");
    writeFileSync(blocked, "");

    await expect(openGitopsRepo({ url, cacheDir: join(blocked, "cache") })).rejects.toBeInstanceOf(CacheUnusableError);
  });

  it("is shared by clients that start at once", async () => {
    const { url } = server.createRepo();
    {
      await using writer = await openGitopsRepo({ url, cacheDir: cache() });
      for (let i = 0; i < 3; i++) await landed(writer, changing({ "web/a": file(`${i}`) }));
    }
    const cacheDir = cache();
    const clients = await Promise.all(Array.from({ length: 6 }, async () => await openGitopsRepo({ url, cacheDir })));

    const heads = await Promise.all(clients.map(async (client) => await client.head()));
    const lengths = await Promise.all(
      clients.map(async (client) => (await all(client.history(heads[0] as never, { folderDepth: 1 }))).length),
    );

    expect(new Set(heads).size).toBe(1);
    expect(new Set(lengths)).toEqual(new Set([3]));
    expect(clonesIn(cacheDir)).toHaveLength(1);
    await Promise.all(clients.map(async (client) => await client[Symbol.asyncDispose]()));
  });
});

it.each(["ssh://ann:s3cr3t@host/r.git", "git@host:acme/r.git"])("says of %s that it takes git", async (url) => {
  const failure = await openGitopsRepo({ url, cacheDir: cache() }).catch(asIs);

  expect(failure).toBeInstanceOf(UsageError);
  expect(failure).toMatchObject({ hint: "Use https://, or the git binary: openNativeGitopsRepo." });
  expect(String(failure)).not.toContain("s3cr3t");
});

it("refuses names that no branch can have", async () => {
  const { url } = server.createRepo();

  await expect(openGitopsRepo({ url, branch: "../x", cacheDir: cache() })).rejects.toBeInstanceOf(UsageError);
});

function cache(): string {
  return join(folder, `cache${++count}`);
}

function clonesIn(cacheDir: string): readonly string[] {
  const clones = join(cacheDir, "git-2");
  return readdirSync(clones)
    .filter((name) => name.endsWith(".git"))
    .map((name) => join(clones, name));
}

function overwrite(file: string): void {
  chmodSync(file, 0o644);
  writeFileSync(file, Buffer.alloc(statSync(file).size, 7));
}

function asIs(error: unknown): unknown {
  return error;
}
