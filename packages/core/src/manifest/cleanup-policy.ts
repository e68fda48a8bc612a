import { type AppName, isAppName } from "../conventions/names.ts";
import { appNameOf } from "./app-name.ts";
import { parseGlob } from "./glob.ts";
import type { CleanupPolicy } from "./manifest-type.generated.ts";
import { parseTemplate } from "./template.ts";

/** Whether the end of a branch removes an app, and which. */
export type CleanupPolicyMatch =
  | { readonly status: "matches"; readonly app: AppName }
  | {
      readonly status: "does-not-match";
      readonly condition: "no-policy" | "branch" | "invalid-pattern" | "invalid-app";
      /** For people: what was wanted and what there was. */
      readonly reason: string;
    };

/**
 * Decides which app goes when a branch was deleted; app and branch of the policy must both be there.
 *
 * Only `BRANCH` is filled into the app's name, which is shortened as an app's name is. Previews must be expanded.
 */
export function cleanupPolicyMatches(policy: CleanupPolicy | undefined, deletedBranch: string): CleanupPolicyMatch {
  const { app = "", branch = "", event = "branchDeleted" } = policy ?? {};
  if (app === "" || branch === "" || event !== "branchDeleted")
    return no("no-policy", "the manifest has no cleanup policy with app and branch");
  const glob = parseGlob(branch);
  if (!glob.ok) return no("invalid-pattern", `branch ${JSON.stringify(branch)}: ${glob.problem}`);
  if (deletedBranch === "" || !glob.matches(deletedBranch))
    return no("branch", `branch ${JSON.stringify(deletedBranch)} does not match ${JSON.stringify(branch)}`);

  const template = parseTemplate(app);
  if (!template.ok) return no("invalid-app", template.problems.map(({ message }) => message).join("; "));
  const other = template.parts.find((part) => typeof part !== "string" && part.variable !== "BRANCH");
  if (other !== undefined) return no("invalid-app", `only BRANCH is filled into ${JSON.stringify(app)}`);
  const name = template.parts.every((part) => typeof part === "string")
    ? app
    : appNameOf(template.parts, new Map([["BRANCH", deletedBranch]]));
  return isAppName(name)
    ? { status: "matches", app: name }
    : no("invalid-app", `${JSON.stringify(name)} is no app name`);
}

function no(
  condition: Extract<CleanupPolicyMatch, { status: "does-not-match" }>["condition"],
  reason: string,
): CleanupPolicyMatch {
  return { status: "does-not-match", condition, reason };
}
