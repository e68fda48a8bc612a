import { describe, expect, it } from "vitest";
import { parseVersion, shortVersion } from "./version.ts";

describe(parseVersion, () => {
  it("reads what the original wrote, in its order", () => {
    const json =
      '{"repositoryName":"acme/shop","sha":"9c1e","created":1725000000,"branch":"main","event":"pr","sourceBranch":"fix","targetBranch":"main","message":"m","url":"u"}';

    expect(JSON.stringify(parseVersion(JSON.parse(json)))).toBe(json);
  });

  it.each([
    ["null", null],
    ["a text", "v1"],
    ["no commit", { repositoryName: "acme/shop" }],
    ["an empty repository", { repositoryName: "", sha: "9c1e" }],
    ["an unknown event", { repositoryName: "acme/shop", sha: "9c1e", event: "cron" }],
  ])("can't be %s", (_what, value) => {
    expect(parseVersion(value)).toBeUndefined();
  });

  it("takes fields of a wrong type for absent", () => {
    const value = { repositoryName: "acme/shop", sha: "9c1e", created: "today", branch: 7, tag: "" };

    expect(parseVersion(value)).toEqual({ repositoryName: "acme/shop", sha: "9c1e", created: 0 });
  });
});

describe(shortVersion, () => {
  it("is the tag, else the first 8 characters of the commit", () => {
    const version = { repositoryName: "acme/shop", sha: "26fc62ff0011", created: 0 };

    expect(shortVersion(version)).toBe("26fc62ff");
    expect(shortVersion({ ...version, tag: "1.42.0" })).toBe("1.42.0");
  });
});
