import { describe, expect, it } from "vitest";

import { cleanupPolicyMatches } from "./cleanup-policy.ts";
import type { CleanupPolicy } from "./manifest-type.generated.ts";

const APP = "shop-{{ .BRANCH | sanitizeDNSName }}";

function match(policy: CleanupPolicy | undefined, branch: string): string {
  const result = cleanupPolicyMatches(policy, branch);
  return result.status === "matches" ? result.app : result.condition;
}

describe(cleanupPolicyMatches, () => {
  it.each<[string, CleanupPolicy | undefined, string, string]>([
    ["a branch that matches", { app: APP, event: "branchDeleted", branch: "*" }, "Fix/Cart", "shop-fix-cart"],
    ["a policy without event", { app: APP, branch: "feature/*" }, "feature/x", "shop-feature-x"],
    ["a branch that does not", { app: APP, branch: "feature/*" }, "main", "branch"],
    ["a negated branch on that branch", { app: APP, branch: "!main" }, "main", "branch"],
    ["a negated branch on another", { app: APP, branch: "!main" }, "fix", "shop-fix"],
    ["no policy", undefined, "fix", "no-policy"],
    ["no branch", { app: APP }, "fix", "no-policy"],
    ["no app", { branch: "*" }, "fix", "no-policy"],
    ["an empty branch name", { app: APP, branch: "*" }, "", "branch"],
    ["an invalid pattern", { app: APP, branch: "{" }, "fix", "invalid-pattern"],
    ["an app of another variable", { app: "shop-{{ .SHA }}", branch: "*" }, "fix", "invalid-app"],
    ["an app that would do without it", { app: "shop{{ .SHA }}", branch: "*" }, "fix", "invalid-app"],
    ["an app that is a path", { app: "{{ .BRANCH }}", branch: "*" }, "../x", "invalid-app"],
    ["an app with a function", { app: "{{ .BRANCH | upper }}", branch: "*" }, "x", "invalid-app"],
    ["a fixed app", { app: "shop", branch: "gone" }, "gone", "shop"],
  ])("%s", (_, policy, branch, expected) => {
    expect(match(policy, branch)).toBe(expected);
  });
});
