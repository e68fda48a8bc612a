import { describe, expect, it } from "vitest";
import { versionJson } from "./act-document.ts";

describe(versionJson, () => {
  it.each([0, 99_999_999_999_999, 1e300])("has no time where %d seconds are none", (created) => {
    expect(versionJson({ repositoryName: "acme/web", sha: "a".repeat(40), created })).toMatchObject({ created: null });
  });
});
