import type { Version } from "../conventions/version.ts";
import { type ParseGlobOptions, parseGlob } from "./glob.ts";
import type { DeployPolicy } from "./manifest-type.generated.ts";

/** Whether a policy releases a version, and if not, the first condition that stands in the way. */
export type DeployPolicyMatch =
  | { readonly status: "matches" }
  | {
      readonly status: "does-not-match";
      readonly condition:
        | "no-policy"
        | "event-required"
        | "tag"
        | "branch"
        | "event"
        | "commit-message"
        | "invalid-pattern";
      /** For people: what was wanted and what there was. */
      readonly reason: string;
    };

// Releases every app with a policy for messages, whatever the policy's own patterns are.
const DEPLOY_ALL = "*[DEPLOY: ALL]*";
const LITERAL_BRACKETS: ParseGlobOptions = { literalBrackets: true };

/**
 * Decides whether an artifact releases itself; all conditions must hold.
 *
 * Without a policy, or with an empty one: no. A branch needs the event `push` or `pr`, a tag the event `tag`. A version
 * without event is a push; one that lacks the branch or tag asked for does not match, negated or not.
 */
export function deployPolicyMatches(policy: DeployPolicy | undefined, version: Version): DeployPolicyMatch {
  const { branch = "", tag = "", event, commitMessagePatterns = [] } = policy ?? {};
  if (branch === "" && tag === "" && event === undefined && commitMessagePatterns.length === 0)
    return no("no-policy", "the manifest has no deploy policy");
  if (branch !== "" && event !== "push" && event !== "pr")
    return no("event-required", "a policy with a branch needs the event push or pr");
  if (tag !== "" && event !== "tag") return no("event-required", "a policy with a tag needs the event tag");

  const versionEvent = version.event ?? "push";
  return (
    globMismatch("tag", tag, version.tag) ??
    globMismatch("branch", branch, version.branch) ??
    (event !== undefined && event !== versionEvent
      ? no("event", `${versionEvent} is not the event ${event}`)
      : undefined) ??
    messageMismatch(commitMessagePatterns, version.message ?? "") ?? { status: "matches" }
  );
}

function globMismatch(condition: "tag" | "branch", pattern: string, text = ""): DeployPolicyMatch | undefined {
  if (pattern === "") return undefined;
  if (text === "") return no(condition, `the version has no ${condition}`);
  const glob = parseGlob(pattern);
  if (!glob.ok) return no("invalid-pattern", `${condition} ${JSON.stringify(pattern)}: ${glob.problem}`);
  if (glob.matches(text)) return undefined;
  return no(condition, `${condition} ${JSON.stringify(text)} does not match ${JSON.stringify(pattern)}`);
}

function messageMismatch(patterns: readonly string[], message: string): DeployPolicyMatch | undefined {
  if (patterns.length === 0) return undefined;
  const globs = [...patterns, DEPLOY_ALL].map((pattern) => parseGlob(pattern, LITERAL_BRACKETS));
  for (const [index, glob] of globs.entries())
    if (!glob.ok) return no("invalid-pattern", `commit message pattern ${index + 1}: ${glob.problem}`);
  if (globs.some((glob) => glob.ok && glob.matches(message))) return undefined;
  return no("commit-message", "the commit message matches no pattern");
}

function no(
  condition: Extract<DeployPolicyMatch, { status: "does-not-match" }>["condition"],
  reason: string,
): DeployPolicyMatch {
  return { status: "does-not-match", condition, reason };
}
