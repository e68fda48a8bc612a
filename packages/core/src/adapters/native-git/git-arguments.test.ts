import { describe, expect, it } from "vitest";
import { fetchArguments, pushArguments } from "./git-arguments.ts";

const TIP = "1".repeat(40);
const BEFORE = "2".repeat(40);

describe(fetchArguments, () => {
  it("fetches one commit with its upper trees", () => {
    const args = fetchArguments({ refspecs: ["+refs/heads/main:refs/gimlet/branch"], filter: "tree:2", depth: 1 });

    expect(args.join(" ")).toBe(
      "fetch --quiet --no-tags --no-write-fetch-head --no-auto-maintenance " +
        "--no-show-forced-updates --recurse-submodules=no --depth=1 --filter=tree:2 " +
        "-- origin +refs/heads/main:refs/gimlet/branch",
    );
  });

  it("fetches what is newer than a time, and all anew", () => {
    expect(fetchArguments({ refspecs: [TIP], filter: undefined, sinceSeconds: 1_767_225_600 })).toContain(
      "--shallow-since=2026-01-01T00:00:00.000Z",
    );
    expect(fetchArguments({ refspecs: [TIP], filter: undefined, anew: true })).toContain("--refetch");
  });

  it("gives ids by standard input", () => {
    const args = fetchArguments({ refspecs: "stdin", filter: "tree:2", input: [TIP] });

    expect(args.slice(-3)).toEqual(["--stdin", "--", "origin"]);
    expect(args).not.toContain(TIP);
  });

  it("refuses what git could take for an option", () => {
    expect(() => fetchArguments({ refspecs: ["--upload-pack=touch /pwned"], filter: undefined })).toThrow(
      expect.objectContaining({ code: "usage" }),
    );
  });
});

describe(pushArguments, () => {
  it("moves one branch if it is where we think it is", () => {
    expect(pushArguments({ branch: "main", tip: TIP, expected: BEFORE }).join(" ")).toBe(
      "-c pack.compression=1 push --porcelain --no-verify --no-signed --no-follow-tags --recurse-submodules=no " +
        `--force-with-lease=refs/heads/main:${BEFORE} -- origin ${TIP}:refs/heads/main`,
    );
  });

  it("makes a branch only if there is none", () => {
    expect(pushArguments({ branch: "main", tip: TIP, expected: undefined })).toContain(
      "--force-with-lease=refs/heads/main:",
    );
  });
});
