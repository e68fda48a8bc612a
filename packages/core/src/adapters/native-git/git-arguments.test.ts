import { describe, expect, it } from "vitest";
import { fetchArguments, pushArguments } from "./git-arguments.ts";
import { parseRemoteAddress } from "./remote-address.ts";

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

describe(parseRemoteAddress, () => {
  it("takes user info out of a URL", () => {
    expect(parseRemoteAddress("https://ann:se%40cret@example.com/a/b.git")).toEqual({
      kind: "url",
      url: "https://example.com/a/b.git",
      origin: "https://example.com",
      credentials: { username: "ann", password: "se@cret", origin: "https://example.com" },
    });
  });

  it("takes a user name alone for a token", () => {
    expect(parseRemoteAddress("https://ghp_token@example.com:8443/b.git")).toMatchObject({
      url: "https://example.com:8443/b.git",
      credentials: { password: "ghp_token", origin: "https://example.com:8443" },
    });
  });

  it.each(["ssh://git@example.com:2222/a.git", "git@example.com:a/b.git", "example.com:a"])(
    "takes %s as it is",
    (url) => {
      expect(parseRemoteAddress(url)).toMatchObject({ kind: "url", url });
    },
  );

  it("drops the password of an SSH URL", () => {
    expect(parseRemoteAddress("ssh://git:secret@example.com/a.git")).toMatchObject({
      url: "ssh://git@example.com/a.git",
    });
  });

  it("takes file URLs and paths for folders", () => {
    expect(parseRemoteAddress("file:///srv/a%20b.git")).toEqual({ kind: "folder", path: "/srv/a b.git" });
    expect(parseRemoteAddress("/srv/a:b.git")).toEqual({ kind: "folder", path: "/srv/a:b.git" });
  });

  it.each([
    "",
    "-oProxyCommand=touch",
    "--upload-pack=touch",
    "ext::sh -c touch% /pwned",
    "ext::https://example.com/a",
    "::x",
    "git://example.com/a",
    "ftp://example.com/a",
    "javascript://example.com",
    "ssh://-oProxyCommand=touch/a",
    "-host:path",
    "git@-host:path",
    "host:-path",
    "https://example.com/a\nb",
    "https://",
  ])("refuses %j", (address) => {
    expect(() => parseRemoteAddress(address)).toThrow(expect.objectContaining({ code: "usage" }));
  });

  it("does not quote a secret of an address that it refuses", () => {
    expect(() => parseRemoteAddress("ftp://ann:secret@example.com/a")).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") }),
    );
  });
});
