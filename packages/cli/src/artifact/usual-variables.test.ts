import { describe, expect, it } from "vitest";
import { usualVariables } from "./version-input.ts";

describe(usualVariables, () => {
  it("gives what is known the names that manifests use, and leaves out what is not", () => {
    const version = { repositoryName: "acme/web", sha: "26fc62ff", created: 1, branch: "main" };

    const vars = Object.fromEntries(usualVariables(version));

    expect(vars).toEqual({ SHA: "26fc62ff", BRANCH: "main", REPO: "acme/web", OWNER: "acme" });
  });
});
