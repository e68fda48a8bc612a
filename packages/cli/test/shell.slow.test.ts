import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startGitHttpServer } from "../../core/test-support/git-http-server.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;

beforeEach(() => {
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
});

afterEach(() => place.dispose());

describe("the command line", () => {
  it("suggests the nearest command and flag with exit 2", async () => {
    const command = await place.gimlet(["relase", "lsit"]);
    const flag = await place.gimlet(["release", "list", "--evn", "staging"]);

    expect([command.code, flag.code]).toEqual([2, 2]);
    expect(command.stderr).toContain("Did you mean: gimlet release list");
    expect(flag.stderr).toContain('there is no flag "--evn"; did you mean "--env"?'.replace("there", "There"));
  });

  it("says what needs a server", async () => {
    const { code, stderr } = await place.gimlet([
      "release",
      "make",
      "web",
      "staging",
      "-a",
      "x",
      "--wait",
      "--apps-repo",
      place.bareRepo(),
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain("needs a server; this context is local");
  });

  it("has no colour and no escape in a pipe", async () => {
    const runs = await Promise.all(
      [[], ["help", "environment"], ["release", "make", "-h"], ["status"]].map(async (args) => place.gimlet(args)),
    );

    expect(runs.map(({ stdout, stderr }) => `${stdout}${stderr}`).join("")).not.toContain("\u001B");
  });

  it("completes commands, flags and names, and never fails", async () => {
    await place.gimlet(["context", "add", "laptop", "--env", "staging", "--apps-repo", place.bareRepo()]);
    const complete = async (...words: readonly string[]) =>
      (await place.gimlet(["__complete", ...words])).stdout.trim().split("\n");

    expect(await complete("rel")).toEqual(["release"]);
    expect(await complete("release", "ro")).toEqual(["rollback"]);
    expect(await complete("release", "make", "--ar")).toEqual(["--artifact"]);
    expect(await complete("status", "--env", "")).toEqual(["staging"]);
    expect(await complete("context", "use", "")).toEqual(["laptop"]);
    expect(await complete("nonsense", "")).toEqual([""]);
  });
});

describe("contexts", () => {
  it("are added, chosen, imported and removed, in a file that only its owner reads", async () => {
    await place.gimlet(["context", "add", "laptop", "--env", "staging", "--apps-repo", "a"]);
    await place.gimlet([
      "context",
      "add",
      "laptop",
      "--env",
      "production",
      "--apps-repo",
      "https://ada:pw@git.example.org/x",
      "--layout",
      "folder-per-env",
    ]);
    writeFileSync(`${place.folder}/team.yaml`, "contexts: { team: { envs: { dev: { appsRepo: ./dev } } } }");
    await place.gimlet(["context", "import", "team.yaml"]);
    await place.gimlet(["context", "use", "team"]);

    const list = await place.gimlet(["context", "list"]);
    const removed = await place.gimlet(["context", "remove", "team"]);
    const shown = await place.gimlet(["context", "show", "laptop"]);
    const file = `${place.folder}/.config/gimlet/config.yaml`;

    expect(list.stdout).toBe("laptop\t\tlocal\tstaging,production\nteam\tcurrent\tlocal\tdev\n");
    expect(removed.code).toBe(0);
    expect(shown.stdout).toBe(
      `staging\t${place.folder}/a\tmain\trepo-per-env\nproduction\thttps://git.example.org/x\tmain\tfolder-per-env\n`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, "utf8")).not.toContain("team");
  });
});

describe("a signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends the run with %i", async (signal, code) => {
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    await using server = await startGitHttpServer({
      treat: async () => {
        resolve();
        await new Promise((later) => setTimeout(later, 30_000).unref());
        return "drop" as const;
      },
    });
    const { url } = server.createRepo();
    const bin = fileURLToPath(new URL("../bin/dev.js", import.meta.url));
    const args = ["--conditions=@gimlet/source", bin, "status", "web", "staging", "--apps-repo", url];
    const child = spawn(process.execPath, args, {
      env: {
        PATH: process.env["PATH"],
        HOME: place.folder,
        GIMLET_CACHE_DIR: `${place.folder}/cache`,
        GIMLET_GIT: "isomorphic",
      },
    });
    await reached;
    child.kill(signal);

    expect(await once(child, "close")).toEqual([code, null]);
  });
});
