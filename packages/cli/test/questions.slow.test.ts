// Questions that can't be answered as they are asked: what is said must be what helps.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "../../core/test-support/git-http-server.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;

beforeEach(() => {
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
});

afterEach(() => place.dispose());

describe("a repository whose env nobody named", () => {
  it.each([["release", "list"], ["status"], ["artifact", "list"]])("%s %s asks for the env", async (...words) => {
    const repo = place.bareRepo("gitops.git");

    const asked = await place.gimlet([...words.filter((word) => word !== undefined), "--apps-repo", repo]);

    expect([asked.code, asked.stdout]).toEqual([2, ""]);
    expect(asked.stderr).toContain("Nothing says which env ");
    expect(asked.stderr).toContain("Add --env <env>");
  });

  it("of a folder per env has none while it is empty", async () => {
    const where = ["--apps-repo", place.bareRepo("gitops.git"), "--layout", "folder-per-env"];

    const ended = await place.gimlet(["status", ...where]);

    expect([ended.code, ended.stderr]).toEqual([0, "Nothing is released.\n"]);
  });
});

it("release show of what is no release says where to look, and nothing of targets", async () => {
  const { code, stderr } = await place.gimlet(["release", "show", "deadbeef", "--apps-repo", place.bareRepo()]);

  expect(code).toBe(3);
  expect(stderr).toContain('There is no release "deadbeef" in staging.');
  expect(stderr).toMatch(/from: gimlet release list$/m);
});

it("what can't be reached before anything is sent has no request to go on with", async () => {
  const { code, stderr } = await place.gimlet(["status", "--env", "x", "--apps-repo", "http://127.0.0.1:9/x.git"]);

  expect(code).toBe(6);
  expect(stderr).toContain("then run it again.\n");
});

it("manifest lint says its one line", async () => {
  await place.gimlet(["manifest", "create", "web", "staging"]);

  const { stderr } = await place.gimlet(["manifest", "lint"]);

  expect(stderr).toBe("✓ .gimlet/staging-web.yaml: no errors\n");
});

describe("artifact create --from-git", () => {
  function checkout(): string {
    const folder = join(place.folder, "web");
    mkdirSync(folder);
    git(folder, ["init", "--quiet", "--initial-branch=trunk"]);
    git(folder, ["commit", "--quiet", "--allow-empty", "-m", "Begin"]);
    return folder;
  }

  it("without a remote asks for the repository", async () => {
    const { code, stderr } = await place.gimlet(["artifact", "create", "--from-git"], { folder: checkout() });

    expect(code).toBe(2);
    expect(stderr).toContain("Give it: --repository <owner/name>");
  });

  it("names the branch, and none where none is checked out", async () => {
    const folder = checkout();
    const branch = async (): Promise<unknown> => {
      const made = await place.gimlet(["artifact", "create", "--from-git", "--repository", "acme/web"], { folder });
      return (JSON.parse(made.stdout) as { version: { branch?: string } }).version.branch;
    };

    const before = await branch();
    git(folder, ["checkout", "--quiet", "--detach"]);

    expect([before, await branch()]).toEqual(["trunk", undefined]);
  });
});
