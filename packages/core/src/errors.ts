/** What went wrong, in the caller's terms. HTTP statuses and exit codes are mapped from this and from nothing else. */
export type FailureKind = "invalid" | "not-found" | "conflict" | "denied" | "unavailable";

const brand: unique symbol = Symbol.for("gimlet.error");

/** Base of every error the library throws on purpose. Anything else that escapes is a bug. */
export abstract class GimletError extends Error {
  static {
    Object.defineProperty(this.prototype, brand, { value: true });
  }

  /** Stable kebab-case name, documented at `docs/reference/errors.md#<code>`. */
  abstract readonly code: string;
  abstract readonly kind: FailureKind;
  /** One imperative sentence: what to do now. */
  abstract readonly hint: string;

  /** Works across realms and duplicate installs, where `instanceof` does not. */
  static is(value: unknown): value is AnyGimletError {
    return value instanceof Error && brand in value;
  }
}

/** A name, id or path does not follow the convention it must follow. */
export class InvalidNameError extends GimletError {
  override readonly name = "InvalidNameError";
  readonly code = "invalid-name";
  readonly kind = "invalid";
  readonly hint: string;
  readonly what: string;
  readonly value: string;

  /** @param rule the rule in words, starting with "use …" */
  constructor(what: string, value: string, rule: string, options?: ErrorOptions) {
    super(`${JSON.stringify(shorten(value))} is not a valid ${what}`, options);
    this.what = what;
    this.value = value;
    this.hint = `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`;
  }
}

/** One problem in a file, at a place a person can go to. */
export interface FileIssue {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** Dotted path of the key, such as `deploy.branch`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
  readonly severity: "error" | "warning";
}

/** A manifest has issues of severity error; all of them are in `issues`. */
export class ManifestInvalidError extends GimletError {
  override readonly name = "ManifestInvalidError";
  readonly code = "manifest-invalid";
  readonly kind = "invalid";
  readonly hint: string;
  /** The file the text came from, or what else names it. */
  readonly file: string;
  readonly issues: readonly FileIssue[];

  constructor(file: string, issues: readonly FileIssue[], options?: ErrorOptions) {
    const [first, ...others] = issues.filter((issue) => issue.severity === "error");
    const what = first === undefined ? "not valid" : `${first.line}:${first.column}: ${first.message}`;
    super(`${file}:${what}${others.length === 0 ? "" : ` (and ${others.length} more)`}`, options);
    this.file = file;
    this.issues = issues;
    this.hint = (others.length === 0 ? first?.hint : undefined) ?? "Correct the places named in `issues`.";
  }
}

/** An artifact is not JSON, or lacks what a release needs. */
export class ArtifactInvalidError extends GimletError {
  override readonly name = "ArtifactInvalidError";
  readonly code = "artifact-invalid";
  readonly kind = "invalid";
  readonly hint = "Make the artifact with: gimlet artifact create";
  /** Each entry names the field and what is wrong with it. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(`the artifact is not valid: ${problems.join("; ")}`, options);
    this.problems = problems;
  }
}

/** A manifest asks for something this version cannot render. */
export class RenderUnsupportedError extends GimletError {
  override readonly name = "RenderUnsupportedError";
  readonly code = "render-unsupported";
  readonly kind = "invalid";
  readonly hint: string;
  /** The key of the manifest, such as `chart`. */
  readonly feature: string;

  /** @param options `message` instead of the manifest's key, where more is known than that */
  constructor(feature: string, hint: string, options: ErrorOptions & { readonly message?: string } = {}) {
    const { message = `the manifest uses ${JSON.stringify(feature)}, which is not supported yet`, ...others } = options;
    super(message, others);
    this.feature = feature;
    this.hint = hint;
  }
}

/** Where in a chart's templates something happened. */
export interface TemplatePlace {
  /** Such as `web/templates/deployment.yaml`. */
  readonly template: string;
  /** 1-based. */
  readonly line: number;
  /** As Helm counts: bytes of the line before it; 0 where Helm tells none, as for what can't be parsed. */
  readonly column: number;
}

/** What went wrong with a template. */
export type TemplateFailure =
  /** It is no template. */
  | "parse"
  /** The chart said so, with `fail` or `required`. */
  | "fail"
  /** Anything else while it was executed. */
  | "execution"
  /** What came out is no YAML. */
  | "output";

/** A template could not be parsed or executed, or gave no YAML. */
export class TemplateError extends GimletError {
  override readonly name = "TemplateError";
  readonly code = "template-failed";
  readonly kind = "invalid";
  readonly hint: string;
  readonly failure: TemplateFailure;
  /** Innermost first, then whoever included it; empty where no place is known. */
  readonly places: readonly TemplatePlace[];
  /** The text that the profile's Helm prints for it, after `Error: `. */
  readonly helmText: string;

  constructor(failure: TemplateFailure, words: TemplateErrorWords, options?: ErrorOptions) {
    const [at] = words.places;
    const where = at === undefined ? "" : `${at.template}:${at.line}${at.column === 0 ? "" : `:${at.column}`}: `;
    super(`${where}${words.message}`, options);
    this.failure = failure;
    this.places = words.places;
    this.helmText = words.helmText;
    this.hint = words.hint ?? HINT_OF_FAILURE[failure];
  }
}

/** What a {@link TemplateError} says. */
export interface TemplateErrorWords {
  /** What happened, without its place. */
  readonly message: string;
  readonly places: readonly TemplatePlace[];
  readonly helmText: string;
  readonly hint?: string;
}

const HINT_OF_FAILURE: Readonly<Record<TemplateFailure, string>> = {
  parse: "Correct the template.",
  fail: "Set the values that the chart asks for.",
  execution: "Look at the values that the template uses at this place.",
  output: "Look at what the template printed there: most often a value lacks quotes or its indentation.",
};

/** A template asks for chance, time or a new key, which a reproducible render can't have. */
export class NotReproducibleError extends GimletError {
  override readonly name = "NotReproducibleError";
  readonly code = "not-reproducible";
  readonly kind = "invalid";
  readonly hint: string;
  /** The template's function, such as `randAlphaNum`. */
  readonly wanted: string;
  /** Innermost first. */
  readonly places: readonly TemplatePlace[];

  /** @param values paths of values that were looked at on the way there; the one to set is likely among them */
  constructor(wanted: string, places: readonly TemplatePlace[], values: readonly string[], options?: ErrorOptions) {
    const [at] = places;
    super(`${at === undefined ? "" : `${at.template}:${at.line}: `}${wanted} gives something else each time`, options);
    this.wanted = wanted;
    this.places = places;
    this.hint =
      values.length === 0
        ? "Set the value that the chart makes up here, or render with random: seeded."
        : `Set the value ${values.join(" or ")}, or render with random: seeded.`;
  }
}

/** A chart used more than a render may: it loops, or is hostile. */
export class RenderLimitError extends GimletError {
  override readonly name = "RenderLimitError";
  readonly code = "render-limit";
  readonly kind = "invalid";
  readonly hint = "Look at the chart: it loops or is hostile; raise the limit only if you trust it.";
  /** Such as `steps`. */
  readonly limit: string;
  readonly allowed: number;
  /** Innermost first; empty where it was no template that went too far. */
  readonly places: readonly TemplatePlace[];

  constructor(limit: string, allowed: number, places: readonly TemplatePlace[], options?: ErrorOptions) {
    const [at] = places;
    super(`${at === undefined ? "" : `${at.template}:${at.line}: `}more ${limit} than ${allowed}`, options);
    this.limit = limit;
    this.allowed = allowed;
    this.places = places;
  }
}

/** Why a chart can't be used. */
export type ChartProblem =
  /** Its files are no chart. */
  | "invalid"
  /** A dependency it names is not in `charts/`. */
  | "dependencies"
  /** A library chart can't be rendered by itself. */
  | "library"
  /** It does not go with this version of Kubernetes. */
  | "kube-version";

/** A chart's files, archive, dependencies or type don't allow to render it. */
export class ChartInvalidError extends GimletError {
  override readonly name = "ChartInvalidError";
  readonly code = "chart-invalid";
  readonly kind = "invalid";
  readonly hint: string;
  readonly problem: ChartProblem;
  /** The text that Helm prints for it, after `Error: `. */
  readonly helmText: string;

  constructor(problem: ChartProblem, helmText: string, hint: string, options?: ErrorOptions) {
    super(helmText, options);
    this.problem = problem;
    this.helmText = helmText;
    this.hint = hint;
  }
}

/** Values don't fit the chart's `values.schema.json`, or can't be read. */
export class ValuesInvalidError extends GimletError {
  override readonly name = "ValuesInvalidError";
  readonly code = "values-invalid";
  readonly kind = "invalid";
  readonly hint: string;
  /** What is wrong, one each; `path` is dotted, empty for the values as a whole. */
  readonly violations: readonly { readonly path: string; readonly message: string }[];

  constructor(
    violations: readonly { readonly path: string; readonly message: string }[],
    hint: string,
    options?: ErrorOptions,
  ) {
    const [first, ...others] = violations;
    const what = first === undefined ? "not valid" : `${first.path === "" ? "" : `${first.path}: `}${first.message}`;
    super(`the values are not valid: ${what}${others.length === 0 ? "" : ` (and ${others.length} more)`}`, options);
    this.violations = violations;
    this.hint = hint;
  }
}

/** The helm on the PATH can't be used, or failed where it should not. */
export class HelmBinaryError extends GimletError {
  override readonly name = "HelmBinaryError";
  readonly code = "helm-binary";
  readonly kind = "unavailable";
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The helm on the PATH renders something else than Gimlet does; nothing was written. */
export class HelmDiffersError extends GimletError {
  override readonly name = "HelmDiffersError";
  readonly code = "helm-differs";
  readonly kind = "conflict";
  readonly hint = "Report the chart and its values to Gimlet; until then render with --profile of the other version.";
  /** 1-based line of Gimlet's output. */
  readonly line: number;
  readonly ours: string;
  readonly helms: string;

  constructor(line: number, texts: { readonly ours: string; readonly helms: string }, options?: ErrorOptions) {
    super(
      `line ${line} differs from what helm renders: ${JSON.stringify(shorten(texts.ours))}, helm: ${JSON.stringify(shorten(texts.helms))}`,
      options,
    );
    this.line = line;
    this.ours = texts.ours;
    this.helms = texts.helms;
  }
}

/** The env is not known to this context. */
export class EnvNotFoundError extends GimletError {
  override readonly name = "EnvNotFoundError";
  readonly code = "env-not-found";
  readonly kind = "not-found";
  readonly hint: string;
  readonly env: string;
  readonly known: readonly string[];

  constructor(env: string, known: readonly string[], options?: ErrorOptions) {
    super(`there is no env ${JSON.stringify(env)}`, options);
    this.env = env;
    this.known = known;
    this.hint = known.length > 0 ? `Choose one of: ${known.join(", ")}.` : "Name an env first.";
  }
}

/** The app has no folder in the env, or the artifact has no manifest for it. */
export class AppNotFoundError extends GimletError {
  override readonly name = "AppNotFoundError";
  readonly code = "app-not-found";
  readonly kind = "not-found";
  readonly hint: string;
  readonly app: string;
  readonly env: string;

  constructor(app: string, env: string, where: "env" | "artifact", options?: ErrorOptions) {
    super(
      where === "env"
        ? `app ${JSON.stringify(app)} is not in env ${JSON.stringify(env)}`
        : `the artifact has no manifest of app ${JSON.stringify(app)} for env ${JSON.stringify(env)}`,
      options,
    );
    this.app = app;
    this.env = env;
    this.hint =
      where === "env"
        ? "Check the app's name: gimlet status"
        : "Add the manifest to the artifact: gimlet artifact add --envFile <file>";
  }
}

/** No release of the instance matches what was asked for. */
export class ReleaseNotFoundError extends GimletError {
  override readonly name = "ReleaseNotFoundError";
  readonly code = "release-not-found";
  readonly kind = "not-found";
  readonly hint: string;
  readonly app: string;
  readonly env: string;
  readonly target: string;

  /** @param why the fact that rules the target out, such as `it is a release of app "api"` */
  constructor(app: string, env: string, target: string, why: string, options?: ErrorOptions) {
    super(`${JSON.stringify(shorten(target))} is no release of ${app} in ${env} that can be a target: ${why}`, options);
    this.app = app;
    this.env = env;
    this.target = target;
    this.hint = `Choose a commit from: gimlet release list --env ${env} --app ${app}`;
  }
}

/** The repository has commits, but not the branch. */
export class BranchNotFoundError extends GimletError {
  override readonly name = "BranchNotFoundError";
  readonly code = "branch-not-found";
  readonly kind = "not-found";
  readonly hint = "Name another branch, or create it on the git host.";
  readonly branch: string;
  readonly location: string;

  constructor(branch: string, location: string, options?: ErrorOptions) {
    super(`${location} has no branch ${JSON.stringify(branch)}`, options);
    this.branch = branch;
    this.location = location;
  }
}

/** There is no repository at the location, or it is hidden from these credentials. */
export class RepoNotFoundError extends GimletError {
  override readonly name = "RepoNotFoundError";
  readonly code = "repo-not-found";
  readonly kind = "not-found";
  readonly hint = "Check the address, and that these credentials may read the repository.";
  readonly location: string;

  constructor(location: string, options?: ErrorOptions) {
    super(`there is no repository at ${location}`, options);
    this.location = location;
  }
}

/** The branch moved while we were writing; nothing was pushed. */
export class GitopsConflictError extends GimletError {
  override readonly name = "GitopsConflictError";
  readonly code = "gitops-conflict";
  readonly kind = "conflict";
  readonly hint = "Run it again: it will be planned on what the branch holds now.";
  readonly branch: string;

  constructor(branch: string, options?: ErrorOptions) {
    super(`branch ${JSON.stringify(branch)} moved while releasing`, options);
    this.branch = branch;
  }
}

/** What a plan stood on has changed since it was shown; nothing was landed. */
export class PlanStaleError extends GimletError {
  override readonly name = "PlanStaleError";
  readonly code = "plan-stale";
  readonly kind = "conflict";
  readonly hint = "Make a new plan and look at it.";
  readonly env: string;
  /** What changed, repository-relative. */
  readonly path: string;

  constructor(env: string, path: string, options?: ErrorOptions) {
    super(`${JSON.stringify(path)} of env ${JSON.stringify(env)} changed after the plan was made`, options);
    this.env = env;
    this.path = path;
  }
}

/** The git host protects the branch from pushes. */
export class BranchProtectedError extends GimletError {
  override readonly name = "BranchProtectedError";
  readonly code = "branch-protected";
  readonly kind = "denied";
  readonly hint =
    'Allow this identity to push to the branch, or let the env land by pull request (land: "propose") once that is available.';
  readonly branch: string;
  /** What the host said, on one line, without secrets. */
  readonly answer: string;

  constructor(branch: string, answer: string, options?: ErrorOptions) {
    super(`branch ${JSON.stringify(branch)} is protected: ${answer}`, options);
    this.branch = branch;
    this.answer = answer;
  }
}

/** The git host refused the push for another reason than a moved or protected branch, such as a hook. */
export class PushRefusedError extends GimletError {
  override readonly name = "PushRefusedError";
  readonly code = "push-refused";
  readonly kind = "denied";
  readonly hint = "Read what the git host says, and correct it there.";
  readonly branch: string;
  /** What the host said, on one line, without secrets. */
  readonly answer: string;

  constructor(branch: string, answer: string, options?: ErrorOptions) {
    super(`the push to branch ${JSON.stringify(branch)} was refused: ${answer}`, options);
    this.branch = branch;
    this.answer = answer;
  }
}

/** The git host did not accept the credentials, or there were none. */
export class GitAuthenticationError extends GimletError {
  override readonly name = "GitAuthenticationError";
  readonly code = "git-authentication";
  readonly kind = "denied";
  readonly hint =
    "Check the token or key; credentials come from git's credential helpers, GIT_ASKPASS or GIMLET_GIT_TOKEN.";
  readonly location: string;

  constructor(location: string, options?: ErrorOptions) {
    super(`${location} did not accept the credentials`, options);
    this.location = location;
  }
}

/** The remote could not be reached, answered nonsense, or the connection broke; whether a push landed is unknown. */
export class GitUnavailableError extends GimletError {
  override readonly name = "GitUnavailableError";
  readonly code = "git-unavailable";
  readonly kind = "unavailable";
  readonly hint = "Check the address and the network, then run it again with the same request id.";
  readonly location: string;

  /** @param why one line, without secrets */
  constructor(location: string, why: string, options?: ErrorOptions) {
    super(`${location} can't be reached: ${why}`, options);
    this.location = location;
  }
}

/** The local cache of a repository can't be read or written: disk full, no permission. */
export class CacheUnusableError extends GimletError {
  override readonly name = "CacheUnusableError";
  readonly code = "cache-unusable";
  readonly kind = "unavailable";
  readonly hint = "Free some space, or keep the cache in a folder that can be written; it may be deleted.";
  readonly folder: string;

  constructor(folder: string, why: string, options?: ErrorOptions) {
    super(`the cache in ${folder} can't be used: ${why}`, options);
    this.folder = folder;
  }
}

/** A tree of the repository holds something Gimlet will not follow or write over. */
export class UnsafeTreeError extends GimletError {
  override readonly name = "UnsafeTreeError";
  readonly code = "unsafe-tree";
  readonly kind = "invalid";
  readonly hint = "Remove the entry from the gitops repository with git.";
  readonly path: string;

  /** @param why such as `is a symbolic link` */
  constructor(path: string, why: string, options?: ErrorOptions) {
    super(`${JSON.stringify(shorten(path))} in the gitops repository ${why}`, options);
    this.path = path;
  }
}

/** An object of the repository is missing or damaged, on the remote as well. */
export class GitObjectError extends GimletError {
  override readonly name = "GitObjectError";
  readonly code = "git-object";
  readonly kind = "unavailable";
  readonly hint = "Check the repository with: git fsck";
  readonly id: string;

  constructor(id: string, why: string, options?: ErrorOptions) {
    super(`git object ${id} ${why}`, options);
    this.id = id;
  }
}

/** A commit id is not on the branch. */
export class CommitNotFoundError extends GimletError {
  override readonly name = "CommitNotFoundError";
  readonly code = "commit-not-found";
  readonly kind = "not-found";
  readonly hint = "Give a full commit id of the gitops repository's branch.";
  readonly commit: string;

  constructor(commit: string, options?: ErrorOptions) {
    super(`commit ${JSON.stringify(shorten(commit))} is not on the branch`, options);
    this.commit = commit;
  }
}

/** Commits can't be signed with the key that was named. */
export class SigningError extends GimletError {
  override readonly name = "SigningError";
  readonly code = "signing-failed";
  readonly kind = "invalid";
  readonly hint = "Use an unencrypted ed25519 key in OpenSSH format.";

  constructor(why: string, options?: ErrorOptions) {
    super(`the commit can't be signed: ${why}`, options);
  }
}

/** Something the caller passed to the library or the command line is not usable. */
export class UsageError extends GimletError {
  override readonly name = "UsageError";
  readonly code = "usage";
  readonly kind = "invalid";
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** Every error of the library; `code` narrows to the class and its fields. */
export type AnyGimletError =
  | InvalidNameError
  | ManifestInvalidError
  | ArtifactInvalidError
  | RenderUnsupportedError
  | TemplateError
  | NotReproducibleError
  | RenderLimitError
  | ChartInvalidError
  | ValuesInvalidError
  | HelmBinaryError
  | HelmDiffersError
  | EnvNotFoundError
  | AppNotFoundError
  | ReleaseNotFoundError
  | BranchNotFoundError
  | RepoNotFoundError
  | GitopsConflictError
  | PlanStaleError
  | BranchProtectedError
  | PushRefusedError
  | GitAuthenticationError
  | GitUnavailableError
  | CacheUnusableError
  | UnsafeTreeError
  | GitObjectError
  | CommitNotFoundError
  | SigningError
  | UsageError;

/** Hostile input may be long; messages are not. */
function shorten(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
