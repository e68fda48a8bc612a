/** A CI system that runs us. */
export interface Ci {
  readonly kind: "github" | "gitlab" | "plain";
  /** Whether a person started this job by hand: then what it asks for is that person's request. */
  readonly startedByPerson: boolean;
  /** Who the CI system says it runs for. */
  readonly login: string | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Finds out which CI system runs us, if any; `GIMLET_CI=off|github|gitlab|plain` decides where it is wrong. */
export function detectCi(environment: Environment): Ci | undefined {
  const kind = ciKind(environment);
  if (kind === undefined) return undefined;
  return {
    kind,
    startedByPerson:
      environment["GITHUB_EVENT_NAME"] === "workflow_dispatch" ||
      environment["CI_PIPELINE_SOURCE"] === "web" ||
      environment["CI_JOB_MANUAL"] === "true",
    login: first(environment, [
      "GITHUB_ACTOR",
      "GITLAB_USER_LOGIN",
      "CIRCLE_USERNAME",
      "CI_COMMIT_AUTHOR",
      "BUILD_USER_ID",
    ]),
    name: first(environment, ["GITLAB_USER_NAME", "BUILD_USER"]),
    email: first(environment, ["GITLAB_USER_EMAIL", "CI_COMMIT_AUTHOR_EMAIL", "BUILD_USER_EMAIL"]),
  };
}

function ciKind(environment: Environment): Ci["kind"] | undefined {
  switch (environment["GIMLET_CI"] ?? "") {
    case "off":
      return undefined;
    case "github":
    case "gitlab":
    case "plain":
      return environment["GIMLET_CI"] as Ci["kind"];
    default:
  }
  if (isTrue(environment["GITHUB_ACTIONS"])) return "github";
  if (isTrue(environment["GITLAB_CI"])) return "gitlab";
  return isTrue(environment["CI"]) ? "plain" : undefined;
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";
}

function first(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]).find((value) => value !== undefined && value !== "");
}
