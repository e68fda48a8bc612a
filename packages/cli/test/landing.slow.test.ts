// What is said once an act may have landed: never that nothing was made.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as later } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git, startGitHttpServer } from "../../core/test-support/git-http-server.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;

beforeEach(() => {
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
});

afterEach(() => place.dispose());

function commits(repo: string): number {
  return git(repo, ["branch", "--list", "main"]) === "" ? 0 : Number(git(repo, ["rev-list", "--count", "main"]));
}

function make(repo: string, ...more: readonly string[]): readonly string[] {
  return ["release", "make", "web", "staging", "-a", place.artifact({ tag: "1.0.0" }), "--apps-repo", repo, ...more];
}

describe("before anything lands", () => {
  it.each([
    [["--report", "junit=x"], '--report can\'t be "junit=x"'],
    [["-o", "table", "--columns", "bogus"], 'there is no column "bogus"'],
  ])("%j is refused", async (flags, message) => {
    const repo = place.bareRepo();

    const ended = await place.gimlet(make(repo, ...flags));

    expect([ended.code, commits(repo)]).toEqual([2, 0]);
    expect(ended.stderr.toLowerCase()).toContain(message.toLowerCase());
  });

  it("an output format of the environment that is not known is refused", async () => {
    const repo = place.bareRepo();

    const ended = await place.gimlet(make(repo), { env: { GIMLET_OUTPUT: "bogus" } });

    expect([ended.code, commits(repo)]).toEqual([2, 0]);
  });
});

describe("after it landed", () => {
  it("a report that can't be written is a warning, and the result is printed", async () => {
    const repo = place.bareRepo();

    const ended = await place.gimlet(make(repo, "--report", "dotenv=no/such/file", "--quiet"));

    expect([ended.code, commits(repo)]).toEqual([0, 1]);
    expect(ended.stdout).toMatch(/^[0-9A-Z]{26}\n$/);
    expect(ended.stderr).toContain(
      `it has landed as ${git(repo, ["rev-parse", "main"])}; the report could not be written: ENOENT`,
    );
    expect(ended.stderr).not.toContain("not made");
  });

  it("outputs and a summary of GitHub that can't be written are warnings", async () => {
    const repo = place.bareRepo();
    const env = { GITHUB_ACTIONS: "true", GITHUB_OUTPUT: "/no/such/file", GITHUB_STEP_SUMMARY: "/no/such/file" };

    const ended = await place.gimlet(make(repo), { env });

    expect([ended.code, commits(repo)]).toEqual([0, 1]);
    expect(ended.stderr).toContain("the step's outputs could not be written: ENOENT");
    expect(ended.stderr).toContain("the job's summary could not be written: ENOENT");
  });
});

describe("when the answer to a push is lost", () => {
  it.each(["native", "isomorphic"])("%s git names the request and a command line that ends it", async (kind) => {
    let broken = true;
    await using server = await startGitHttpServer({
      treat: ({ method, url }) =>
        broken && method === "POST" && url.endsWith("git-receive-pack")
          ? "drop-answer"
          : broken && seen()
            ? "drop"
            : "serve",
    });
    const seen = (): boolean => server.requests.some(({ url }) => url.endsWith("/git-receive-pack"));
    const { url, gitDir } = server.createRepo();

    const ended = await place.gimlet(make(url), { env: { GIMLET_GIT: kind } });

    expect(ended.code).toBe(6);
    expect(ended.stderr).toContain("✗ Whether it landed is not known.");
    expect(ended.stderr).not.toContain("not made");
    const retry = / {2}(gimlet release make .* --request-id [0-9A-Z]{26})$/m.exec(ended.stderr)?.[1] ?? "";
    broken = false;
    const again = await place.gimlet(retry.split(" ").slice(1), { env: { GIMLET_GIT: kind } });
    expect([again.code, commits(gitDir)]).toEqual([0, 1]);
  });

  it("--json has the request's id too", async () => {
    await using server = await startGitHttpServer({
      treat: ({ url }) => (url.endsWith("/git-receive-pack") ? "drop" : "serve"),
    });
    const { url } = server.createRepo();

    const ended = await place.gimlet(make(url, "--json"));

    expect(JSON.parse(ended.stdout)).toMatchObject({
      error: {
        code: "git-unavailable",
        requestId: expect.stringMatching(/^[0-9A-Z]{26}$/) as string,
        commits: [],
        retry: expect.stringContaining("--request-id") as string,
      },
    });
  });
});

describe("Ctrl+C while landing", () => {
  it.each(["native", "isomorphic"])("%s git ends with 130 and says how to go on", async (kind) => {
    const pushed = `${place.folder}/pushed`;
    await using server = await startGitHttpServer();
    // The host has the commit, and its answer waits.
    const { url, gitDir } = server.createRepo({ hooks: { "post-receive": `touch '${pushed}'; sleep 20` } });
    const bin = fileURLToPath(new URL("../bin/dev.js", import.meta.url));
    const child = spawn(process.execPath, ["--conditions=@gimlet/source", bin, ...make(url)], {
      env: {
        PATH: process.env["PATH"],
        HOME: place.folder,
        LANG: "C.UTF-8",
        GIMLET_CACHE_DIR: `${place.folder}/cache`,
        GIMLET_GIT: kind,
      },
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    while (!existsSync(pushed) && child.exitCode === null) await later(20);
    child.kill("SIGINT");

    expect(await once(child, "close")).toEqual([130, null]);
    expect(stderr).toContain("Stopped.\nWhether it landed is not known.\n");
    expect(stderr).toMatch(/ {2}gimlet release make .* --request-id [0-9A-Z]{26}\n/);
    expect(commits(gitDir)).toBe(1);
  });
});

describe("a folder without a record", () => {
  it("goes only when --accept names the risk, not with --yes alone", async () => {
    const repo = place.bareRepo("apps.git");
    const work = `${place.folder}/work`;
    git(place.folder, ["clone", "--quiet", repo, work]);
    mkdirSync(`${work}/production/web`, { recursive: true });
    writeFileSync(`${work}/production/web/release.json`, "{}");
    git(work, ["add", "-A"]);
    git(work, ["commit", "--quiet", "-m", "by hand"]);
    git(work, ["push", "--quiet", "origin", "HEAD:main"]);
    // The layout is wrong: this would be a whole env.
    const args = ["release", "delete", "production", "staging", "--apps-repo", repo, "--yes"];

    const refused = await place.gimlet(args);
    const asJson = await place.gimlet([...args, "--json"]);
    const dry = await place.gimlet([...args, "--dry-run"]);
    expect([refused.code, asJson.code, dry.code, commits(repo)]).toEqual([7, 7, 0, 1]);
    expect(refused.stderr).toContain("add --accept removes-unrecorded-app");
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      risks: [{ name: "removes-unrecorded-app", app: "production", accepted: false }],
    });

    const accepted = await place.gimlet([...args, "--accept", "removes-unrecorded-app"]);
    expect([accepted.code, commits(repo)]).toEqual([0, 2]);
  });

  it.each(["production/web", ".", ".git", "..", "production/", "PRODUCTION", "dependencies"])(
    "is not reached through an env named %j",
    async (env) => {
      const args = ["release", "delete", "--app", "sub", "--env", env, "--layout", "folder-per-env"];

      const ended = await place.gimlet([...args, "--apps-repo", place.bareRepo("apps.git"), "--dry-run", "--json"]);

      expect(ended.code).toBe(2);
      expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: "invalid-name" } });
    },
  );
});

describe("the plan", () => {
  it("names an artifact and shows nothing of it, also when it looks like a resource", async () => {
    const repo = place.bareRepo();
    const artifact = (password: string): string => {
      const path = place.artifact({ tag: "1.0.0", password });
      const fields = JSON.parse(readFileSync(path, "utf8")) as object;
      writeFileSync(path, JSON.stringify({ kind: "X", metadata: { name: "y" }, ...fields, vars: { PW: password } }));
      return path;
    };
    const where = ["--apps-repo", repo];
    await place.gimlet(["release", "make", "web", "staging", "-a", artifact("hunter2-old"), ...where]);

    const ended = await place.gimlet([
      "release",
      "make",
      "web",
      "staging",
      "-a",
      artifact("hunter2-new"),
      ...where,
      "--dry-run",
    ]);

    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("~ web/artifact.json");
    expect(ended.stdout).not.toContain("X/y");
    expect(`${ended.stdout}${ended.stderr}`).not.toContain("hunter");
  });
});

describe("a commit with an absurd date", () => {
  it("is listed, without a time or with what git makes of it", async () => {
    const repo = place.bareRepo();
    await place.gimlet(make(repo));
    const tree = git(repo, ["rev-parse", "main^{tree}"]);
    const who = "E <e@example.com> 99999999999999 +0000";
    const commit = `tree ${tree}\nparent ${git(repo, ["rev-parse", "main"])}\nauthor ${who}\ncommitter ${who}\n\n`;
    const message = git(repo, ["log", "-1", "--format=%B", "main"]).replace(/^Gimlet-Request: .*$/m, "");
    const id = git(repo, ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"], `${commit}${message}\n`);
    git(repo, ["update-ref", "refs/heads/main", id]);

    for (const kind of ["native", "isomorphic"])
      for (const args of [["release", "list"], ["status"]])
        for (const output of [["--json"], ["-o", "tsv"], ["-o", "table"]]) {
          const ended = await place.gimlet([...args, "--apps-repo", repo, ...output], { env: { GIMLET_GIT: kind } });
          expect({ args, output, code: ended.code, stderr: ended.stderr }).toMatchObject({ code: 0 });
        }
  });
});
