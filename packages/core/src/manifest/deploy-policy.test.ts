import { describe, expect, it } from "vitest";

import type { Version } from "../conventions/version.ts";
import { deployPolicyMatches } from "./deploy-policy.ts";
import type { DeployPolicy } from "./manifest-type.generated.ts";

function match(policy: DeployPolicy | undefined, version: Partial<Version>): string {
  const result = deployPolicyMatches(policy, { repositoryName: "acme/shop", sha: "9c1e0f4b", created: 0, ...version });
  return result.status === "matches" ? "matches" : result.condition;
}

const SHOP = { branch: "main", event: "push", commitMessagePatterns: ["*[DEPLOY: shop]*"] } as const;

describe(deployPolicyMatches, () => {
  it.each<[string, DeployPolicy | undefined, Partial<Version>, string]>([
    ["no policy", undefined, { branch: "main" }, "no-policy"],
    ["an empty policy", {}, { branch: "main" }, "no-policy"],
    ["a policy of empty fields", { branch: "", commitMessagePatterns: [] }, { branch: "main" }, "no-policy"],
    ["event push on any push", { event: "push" }, { branch: "x" }, "matches"],
    ["event push on a push that says so", { event: "push" }, { event: "push" }, "matches"],
    ["event push on a tag", { event: "push" }, { event: "tag", tag: "v1" }, "event"],
    ["a branch without event", { branch: "main" }, { branch: "main" }, "event-required"],
    ["a branch with event tag", { branch: "main", event: "tag" }, { branch: "main", event: "tag" }, "event-required"],
    ["a tag with event push", { tag: "v*", event: "push" }, { tag: "v1" }, "event-required"],
    ["branch and tag at once", { branch: "*", tag: "*", event: "tag" }, { branch: "a", tag: "b" }, "event-required"],
    [
      "a pull request's source branch",
      { branch: "feature/*", event: "pr" },
      { event: "pr", branch: "feature/a/b" },
      "matches",
    ],
    ["a negated list on a branch of it", { branch: "!{main,master}", event: "push" }, { branch: "main" }, "branch"],
    ["a negated list on another branch", { branch: "!{main,master}", event: "push" }, { branch: "fix" }, "matches"],
    ["a negated branch, none in the version", { branch: "!main", event: "push" }, {}, "branch"],
    ["a tag that matches", { tag: "v*", event: "tag" }, { event: "tag", tag: "v1.2.0" }, "matches"],
    ["a tag that does not", { tag: "v*", event: "tag" }, { event: "tag", tag: "rc1" }, "tag"],
    ["a negated tag that matches inside", { tag: "!v*", event: "tag" }, { event: "tag", tag: "v1" }, "tag"],
    ["a negated tag on another", { tag: "!v*", event: "tag" }, { event: "tag", tag: "rc1" }, "matches"],
    ["a tag's policy on the branch of that name", { tag: "v*", event: "tag" }, { branch: "v1" }, "tag"],
    ["a message pattern", SHOP, { branch: "main", message: "Fix [DEPLOY: shop]" }, "matches"],
    ["the pattern for all apps", SHOP, { branch: "main", message: "Fix [DEPLOY: ALL]" }, "matches"],
    ["a message that matches none", SHOP, { branch: "main", message: "Fix [DEPLOY: cart]" }, "commit-message"],
    ["a message in lines", SHOP, { branch: "main", message: "Fix\n\n[DEPLOY: shop]\n" }, "matches"],
    ["no message", SHOP, { branch: "main" }, "commit-message"],
    ["messages alone", { commitMessagePatterns: ["ship*"] }, { message: "ship it", event: "pr" }, "matches"],
    ["an invalid pattern", { branch: "[", event: "push" }, { branch: "[" }, "invalid-pattern"],
  ])("%s", (_, policy, version, expected) => {
    expect(match(policy, version)).toBe(expected);
  });
});
