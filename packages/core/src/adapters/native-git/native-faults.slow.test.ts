import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, git, type GitHttpServer, startGitHttpServer } from "../../../test-support/git-http-server.ts";
import type { CommitSha } from "../../conventions/ids.ts";
import type { GitopsRepo } from "../../gitops/gitops-repo.ts";
import { all, changing, file, landed, textAt } from "../../testing/contract-kit.ts";
import { findGit } from "./find-git.ts";
import { type NativeGitopsRepoOptions, openNativeGitopsRepo } from "./open-native-gitops-repo.ts";

const TOKEN = "s3cr3t-token-of-the-test";
const FILTERS = { "uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true" };

let server: GitHttpServer;
let root: string;
let count = 0;

beforeAll(async () => {
  server = await startGitHttpServer();
  root = mkdtempSync(join(tmpdir(), "gimlet-native-faults-"));
});

afterEach(() => {
  server.options = {};
  server.requests.length = 0;
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

async function open(url: string, options: Partial<NativeGitopsRepoOptions> = {}): Promise<GitopsRepo> {
  return await openNativeGitopsRepo({
    url,
    branch: "main",
    cacheDir: join(root, `cache-${count++}`),
    env: GIT_ENV,
    ...options,
  });
}

describe("credentials", () => {
  it("reach the host by header, from the URL or an option, and nobody else sees them", async () => {
    server.options = { credentials: { username: "zzann7", password: TOKEN } };
    const { url } = server.createRepo({ config: FILTERS });
    const withUser = url.replace("http://", `http://zzann7:${TOKEN}@`);
    const { bin, seen } = spyGit();
    const env = { ...GIT_ENV, PATH: `${bin}:${GIT_ENV["PATH"] ?? ""}` };
    const cacheDir = join(root, `cache-${count++}`);

    const repo = await open(withUser, { env, cacheDir });
    await landed(repo, changing({ a: file("1") }));
    await landed(
      await open(url, { env, credentials: { username: "zzann7", password: TOKEN } }),
      changing({ a: file("2") }),
    );
    const refused = await (await open(url.replace("http://", "http://zzann7:wrong@"), { env })).head().catch(String);

    expect(repo.location).toBe(url);
    expect(refused).toBe(`GitAuthenticationError: ${url} did not accept the credentials`);
    const commands = readFileSync(seen, "utf8");
    expect(commands).toContain("push");
    expect(commands).not.toContain(TOKEN);
    expect(commands).not.toContain("zzann7");
    expect(everythingIn(cacheDir)).not.toContain(TOKEN);
  });

  it("stay with their origin when the host redirects, and the error names the other address", async () => {
    const { url } = server.createRepo();
    await using elsewhere = await startGitHttpServer();
    const other = elsewhere.createRepo();
    server.options = {
      treat: () => ({
        status: 302,
        headers: { location: `${other.url.replace("//", "//ann:x@")}/info/refs?a=${TOKEN}` },
      }),
    };
    const cacheDir = join(root, `cache-${count++}`);

    const repo = await open(url, { cacheDir, credentials: { username: "ann", password: TOKEN } });
    const failure = await repo.head().catch((error: unknown) => error);
    const pushed = await landed(repo, changing({ a: file("1") })).catch((error: unknown) => error);

    const expected = {
      code: "usage",
      message: `${url} redirects to ${other.url}, and credentials go to the host they are for alone`,
      hint: `Use the address the host redirects to: ${other.url}`,
    };
    expect(failure).toMatchObject(expected);
    expect(pushed).toMatchObject(expected);
    expect(elsewhere.requests).toEqual([]);
  });

  it("of a function are asked for when they are needed, and anew when they expired", async () => {
    let password = TOKEN;
    let asked = 0;
    const credentials = async (): Promise<{ password: string }> => {
      asked++;
      return { password };
    };
    server.options = { credentials: { username: "x-access-token", password } };
    const { url } = server.createRepo();

    const repo = await open(url, { credentials });
    expect(asked).toBe(0);
    await landed(repo, changing({ a: file("1") }));
    expect(asked).toBe(1);
    password = `another-${TOKEN}`;
    server.options = { credentials: { username: "x-access-token", password } };
    const tip = await landed(repo, changing({ a: file("2") }));

    expect(await repo.head()).toBe(tip);
    expect(asked).toBe(2);
  });

  it("come from git's credential helpers when none are given", async () => {
    server.options = { credentials: { username: "ann", password: TOKEN } };
    const { url } = server.createRepo();
    const config = join(root, "gitconfig");
    writeFileSync(config, `[credential]\n\thelper = "!f() { echo username=ann; echo password=${TOKEN}; }; f"\n`);

    expect(await (await open(url, { env: { ...GIT_ENV, GIT_CONFIG_GLOBAL: config } })).head()).toBeUndefined();
  });

  it("that are missing or wrong are an error at once, without a question", async () => {
    server.options = { credentials: { username: "ann", password: TOKEN } };
    const { url } = server.createRepo();

    await expect((await open(url)).head()).rejects.toMatchObject({ code: "git-authentication" });
    await expect((await open(url, { credentials: { password: "wrong" } })).head()).rejects.toMatchObject({
      code: "git-authentication",
    });
  });
});

describe("a host", () => {
  it("without the repository, or out of reach, is told apart", async () => {
    await expect((await open(`${server.origin}/nowhere.git`)).head()).rejects.toMatchObject({ code: "repo-not-found" });
    await expect((await open(join(root, "nowhere.git"))).head()).rejects.toMatchObject({ code: "repo-not-found" });
    await expect((await open("http://127.0.0.1:1/a.git")).head()).rejects.toMatchObject({ code: "git-unavailable" });
  });

  it("whose hook refuses a push is quoted", async () => {
    const hooks = { "pre-receive": "echo 'releases are frozen' >&2; exit 1" };
    for (const url of [server.createRepo({ hooks }).url, server.createRepo({ hooks }).gitDir])
      await expect(landed(await open(url), changing({ a: file("1") }))).rejects.toMatchObject({
        code: "push-refused",
        answer: expect.stringContaining("releases are frozen"),
      });
  });

  it("that protects the branch is told apart from other refusals", async () => {
    const hooks = { "pre-receive": "echo 'error: Not allowed to push to protected branch main' >&2; exit 1" };
    for (const url of [server.createRepo({ hooks }).url, server.createRepo({ hooks }).gitDir])
      await expect(landed(await open(url), changing({ a: file("1") }))).rejects.toMatchObject({
        code: "branch-protected",
      });
  });

  it("that breaks off while it answers a push leaves it open whether it landed", async () => {
    const { url, gitDir } = server.createRepo();
    const repo = await open(url);
    const tip = await repo.commit(changing({ a: file("1") }), undefined);
    server.options = {
      treat: ({ method, url: path }) =>
        method === "POST" && path.endsWith("git-receive-pack") ? "drop-answer" : "serve",
    };

    await expect(repo.push(tip, undefined)).rejects.toMatchObject({ code: "git-unavailable" });
    server.options = {};
    expect(git(gitDir, ["rev-parse", "main"])).toBe(tip);
    expect(await repo.head()).toBe(tip);
  });

  it("that says nothing is left when the caller's signal says so", async () => {
    const { url } = server.createRepo();
    server.options = { treat: async () => await sleep(60_000, "serve", { ref: false }) };
    const caller = new AbortController();
    const head = (await open(url)).head({ signal: caller.signal });
    setTimeout(() => caller.abort(new Error("enough")), 300);

    await expect(head).rejects.toThrow("enough");
  });
});

describe("a cache", () => {
  it.each(["objects/pack", "shallow", "HEAD", "config", "refs/gimlet/branch"])(
    "whose %s is damaged is made anew",
    async (name) => {
      const { url } = server.createRepo({ config: FILTERS });
      const cacheDir = join(root, `cache-${count++}`);
      await landed(await open(url, { cacheDir: join(root, "other") + count }), changing({ "web/a": file("1") }));
      await landed(await open(url, { cacheDir: join(root, "other") + count }), changing({ "web/a": file("2") }));
      const before = await open(url, { cacheDir });
      const first = (await before.head()) ?? "";
      expect(first).not.toBe("");
      for (const path of filesUnder(join(cacheOf(cacheDir), name))) {
        chmodSync(path, 0o644);
        writeFileSync(path, "damaged");
      }

      const repo = await open(url, { cacheDir });
      const tip = await landed(repo, changing({ "web/b": file("3") }));

      expect(await textAt(repo, "web/a", tip)).toBe("2");
    },
  );

  it("is shared by clients that work at the same time", async () => {
    const { url } = server.createRepo({ config: FILTERS });
    await landed(await open(url), changing({ start: file("0") }));
    const cacheDir = join(root, `cache-${count++}`);
    const clients = await Promise.all(Array.from({ length: 4 }, async () => await open(url, { cacheDir })));

    await Promise.all(clients.map(async (client, i) => await landWithRetry(client, `app-${i}`)));

    const reader = await open(url);
    const names = (await reader.list("", (await reader.head())!)).map(({ name }) => name);
    expect(names).toEqual(["app-0", "app-1", "app-2", "app-3", "start"]);
  });

  it("that lacks commits it says it has gets them, and the log says what that took", async () => {
    const { url } = server.createRepo({ config: FILTERS });
    const writer = await open(url);
    for (const text of ["1", "2", "3"]) await landed(writer, changing({ "web/a": file(text) }));
    const history = async (repo: GitopsRepo, at: CommitSha) => await all(repo.history(at, { folderDepth: 1 }));
    const recent = async (repo: GitopsRepo, at: CommitSha) => await all(repo.recent(at, {}));
    // A single commit is fetched with all before it, so that nothing need be thrown away.
    for (const [read, logged] of [
      [history, ["the cache is fetched anew"]],
      [recent, []],
    ] as const) {
      const cacheDir = join(root, `cache-${count++}`);
      const head = (await (await open(url, { cacheDir })).head())!;
      rmSync(join(cacheOf(cacheDir), "shallow"));
      writeFileSync(join(cacheOf(cacheDir), "gimlet-complete"), "");
      const warnings: string[] = [];

      const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
      const commits = await read(await open(url, { cacheDir, log }), head);

      expect(commits).toHaveLength(3);
      expect(warnings).toEqual(logged);
    }
  });

  it("of another revision is left alone", async () => {
    const { url } = server.createRepo({ config: FILTERS });
    const cacheDir = join(root, `cache-${count++}`);
    mkdirSync(join(cacheDir, "native-git"), { recursive: true });

    await landed(await open(url, { cacheDir }), changing({ a: file("1") }));

    expect(readdirSync(cacheDir)).toEqual(["native-git", "native-git-2"]);
    expect(readdirSync(join(cacheDir, "native-git"))).toEqual([]);
  });

  it("with the locks of dead processes is used all the same", async () => {
    const { url } = server.createRepo({ config: FILTERS });
    const cacheDir = join(root, `cache-${count++}`);
    await landed(await open(url, { cacheDir }), changing({ a: file("1") }));
    for (const name of ["gimlet.lock", "shallow.lock", "refs/gimlet/branch.lock"]) {
      const path = join(cacheOf(cacheDir), name);
      writeFileSync(path, "");
      utimesSync(path, 1000, 1000);
    }

    await landed(await open(url), changing({ a: file("2") }));
    const repo = await open(url, { cacheDir });
    expect(await textAt(repo, "a", (await repo.head())!)).toBe("2");
  });

  it("that can't be written is named", async () => {
    const blocked = join(root, `file-${count++}`);
    writeFileSync(blocked, "");

    await expect(open(server.createRepo().url, { cacheDir: blocked })).rejects.toMatchObject({
      code: "cache-unusable",
    });
  });
});

describe(findGit, () => {
  it("finds git on the PATH, and nothing where it is absent or old", async () => {
    const old = join(root, "old-git");
    execFileSync("mkdir", [old]);
    writeFileSync(join(old, "git"), "#!/bin/sh\necho git version 2.38.9\n", { mode: 0o755 });

    expect((await findGit(GIT_ENV))?.version).toMatch(/^\d+\.\d+/);
    expect(await findGit({ PATH: root })).toBeUndefined();
    expect(await findGit({ PATH: `${old}:/bin` })).toBeUndefined();
  });
});

async function landWithRetry(repo: GitopsRepo, name: string): Promise<void> {
  for (let tries = 0; tries < 10; tries++)
    try {
      await landed(repo, changing({ [name]: file("x") }));
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "gitops-conflict")) throw error;
    }
  throw new Error(`${name} never landed`);
}

/** A git in front of the real one that writes down what every process is called with. */
function spyGit(): { readonly bin: string; readonly seen: string } {
  const bin = mkdtempSync(join(root, "bin-"));
  const seen = join(bin, "seen");
  const real = execFileSync("sh", ["-c", "command -v git"], { env: GIT_ENV }).toString().trim();
  const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> '${seen}'\nps -eo args >> '${seen}'\nexec '${real}' "$@"\n`;
  writeFileSync(join(bin, "git"), script, { mode: 0o755 });
  return { bin, seen };
}

function cacheOf(cacheDir: string): string {
  const [name = ""] = readdirSync(join(cacheDir, "native-git-2"));
  return join(cacheDir, "native-git-2", name);
}

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  const names = readdirSync(join(path, ".."), { withFileTypes: true, recursive: true });
  return names
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file, i) => names[i]?.isFile() === true && (file === path || file.startsWith(`${path}/`)));
}

function everythingIn(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}
