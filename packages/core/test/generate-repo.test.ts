import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateRepo } from "../test-support/generate-repo.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "generate-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function git(repo: string, ...args: string[]): string {
  return execFileSync("git", ["-C", join(folder, repo), ...args], { encoding: "utf8", stdio: "pipe" }).trim();
}

describe(generateRepo, () => {
  it("makes repositories that git finds sound, the same for the same seed", () => {
    const options = { apps: 40, envs: ["production", "staging"], releases: 300, mergeEvery: 10 };
    generateRepo({ ...options, folder: join(folder, "a"), seed: 7 });
    generateRepo({ ...options, folder: join(folder, "b"), seed: 7 });
    generateRepo({ ...options, folder: join(folder, "c"), seed: 8 });

    expect(git("a", "fsck", "--strict", "--full")).toBe("");
    expect(git("a", "rev-list", "--count", "main")).toBe("331");
    expect(git("a", "rev-list", "--count", "--merges", "main")).toBe("30");
    expect(git("a", "ls-tree", "-r", "--name-only", "main").split("\n")).toHaveLength(40 * 2 * 4);
    expect(git("b", "rev-parse", "main")).toBe(git("a", "rev-parse", "main"));
    expect(git("c", "rev-parse", "main")).not.toBe(git("a", "rev-parse", "main"));
  });

  it("makes one env the whole repository", () => {
    generateRepo({ folder: join(folder, "a"), apps: 2, envs: ["staging"], releases: 1 });

    expect(git("a", "ls-tree", "--name-only", "main").split("\n")).toEqual(["app-00000", "app-00001"]);
  });
});
