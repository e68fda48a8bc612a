import { chmodSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, startGitHttpServer, type GitHttpServer } from "../../core/test-support/git-http-server.ts";
import { Workplace } from "./run-gimlet.ts";

const PASSWORD = "s3cr3t-t0ken";

let server: GitHttpServer;
let place: Workplace;

beforeAll(async () => {
  server = await startGitHttpServer({ credentials: { username: "ada", password: PASSWORD } });
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
  writeFileSync(
    `${place.folder}/askpass`,
    `#!/bin/sh\ncase "$1" in Username*) echo ada;; *) echo ${PASSWORD};; esac\n`,
  );
  chmodSync(`${place.folder}/askpass`, 0o755);
  const helper = `!f() { test "$1" = get && printf 'username=ada\\npassword=${PASSWORD}\\n'; }; f`;
  git(place.folder, ["config", "--file", "helper.gitconfig", "credential.helper", helper]);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  place.dispose();
});

describe.each(["native", "isomorphic"])("over HTTP with %s git", (kind) => {
  it.each([
    ["GIMLET_GIT_TOKEN", { GIMLET_GIT_TOKEN: PASSWORD, GIMLET_GIT_USERNAME: "ada" }],
    ["GIT_ASKPASS", { GIT_ASKPASS: "ASKPASS" }],
    ["a credential helper", { GIT_CONFIG_GLOBAL: "HELPER" }],
  ])("releases with credentials of %s, and shows them nowhere", async (_, given) => {
    const { url, gitDir } = server.createRepo();
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name,
        value === "ASKPASS"
          ? `${place.folder}/askpass`
          : value === "HELPER"
            ? `${place.folder}/helper.gitconfig`
            : value,
      ]),
    );
    const args = [
      "release",
      "make",
      "web",
      "staging",
      "-a",
      place.artifact({ tag: "1.0.0" }),
      "--apps-repo",
      url,
      "--verbose",
    ];
    const ended = await place.gimlet(args, { env: { ...env, GIMLET_GIT: kind } });

    expect(ended.stderr).toContain("✓ web 1.0.0 released, staging");
    expect(ended.code).toBe(0);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain(PASSWORD);
    expect(git(gitDir, ["log", "-1", "--format=%s", "main"])).toBe("[Gimlet] staging/web automated deploy");
  });

  it("says exit 4 and what to do without credentials, and never asks", async () => {
    const { url } = server.createRepo();

    const ended = await place.gimlet(["status", "web", "staging", "--apps-repo", url], { env: { GIMLET_GIT: kind } });

    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain("git-authentication");
  });

  it("says exit 6 when nobody answers", async () => {
    const ended = await place.gimlet(["status", "web", "staging", "--apps-repo", "http://127.0.0.1:9/x.git"], {
      env: { GIMLET_GIT: kind },
    });

    expect(ended.code).toBe(6);
    expect(ended.stderr).toContain("git-unavailable");
  });
});
