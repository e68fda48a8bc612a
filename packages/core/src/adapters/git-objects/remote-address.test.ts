import { describe, expect, it } from "vitest";
import { parseRemoteAddress } from "./remote-address.ts";

describe(parseRemoteAddress, () => {
  it("takes user info out of a URL", () => {
    expect(parseRemoteAddress("https://ann:se%40cret@example.com/a/b.git")).toEqual({
      kind: "http",
      url: "https://example.com/a/b.git",
      origin: "https://example.com",
      credentials: { username: "ann", password: "se@cret" },
    });
  });

  it("takes a user name alone for a token", () => {
    expect(parseRemoteAddress("https://ghp_token@example.com:8443/b.git")).toMatchObject({
      url: "https://example.com:8443/b.git",
      origin: "https://example.com:8443",
      credentials: { password: "ghp_token" },
    });
  });

  it.each(["ssh://git@example.com:2222/a.git", "git@example.com:a/b.git", "example.com:a"])(
    "takes %s as it is",
    (url) => {
      expect(parseRemoteAddress(url)).toMatchObject({ kind: "ssh", url });
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
