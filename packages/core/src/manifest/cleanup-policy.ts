import { type AppName, isAppName } from "../conventions/names.ts";
import { appNameOf } from "./app-name.ts";
import { parseGlob } from "./glob.ts";
import type { CleanupPolicy } from "./manifest-type.generated.ts";
import { fillTemplate, isTemplate, parseTemplate } from "./template.ts";

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

  const name = nameOf(app, deletedBranch);
  if (typeof name !== "string") return no("invalid-app", name.problem);
  return isAppName(name)
    ? { status: "matches", app: name }
    : no("invalid-app", `${JSON.stringify(name)} is no app name`);
}

function nameOf(app: string, branch: string): string | { readonly problem: string } {
  if (!isTemplate(app)) return app;
  const parsed = parseTemplate(app);
  if (!parsed.ok) return { problem: parsed.problem.message };
  const names = ["BRANCH"];
  let other = false;
  const variable = (name: string): string | undefined => {
    other ||= name !== "BRANCH";
    return name === "BRANCH" ? branch : undefined;
  };
  const filled = fillTemplate(parsed.template, { variable, names: () => names });
  if (other) return { problem: `only BRANCH is filled into ${JSON.stringify(app)}` };
  if (!filled.ok) return { problem: "problem" in filled ? filled.problem.message : "it makes no name" };
  return appNameOf((sanitize) => {
    const again = parseTemplate(app, sanitize);
    const text = again.ok ? fillTemplate(again.template, { variable, names: () => names }) : again;
    return text.ok ? text.text : "";
  });
}

function no(
  condition: Extract<CleanupPolicyMatch, { status: "does-not-match" }>["condition"],
  reason: string,
): CleanupPolicyMatch {
  return { status: "does-not-match", condition, reason };
}
