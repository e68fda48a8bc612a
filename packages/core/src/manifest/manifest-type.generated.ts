// Made from schemas/manifest.schema.json by scripts/generate.ts. Change the schema instead.

/** When an artifact releases itself; never, if absent. All conditions must hold. */
export interface DeployPolicy {
  /** Glob for the branch, `!` in front negates. Needs the event `push` or `pr`. */
  readonly branch?: string;
  /** Glob for the tag, `!` in front negates. Needs the event `tag`. */
  readonly tag?: string;
  /** What made the artifact. */
  readonly event?: "push" | "tag" | "pr";
  /** Globs of which one must match the whole commit message; `[` and `]` are literal. */
  readonly commitMessagePatterns?: readonly string[];
}

/** When the app removes itself. */
export interface CleanupPolicy {
  /** The app to remove. Only the variable `BRANCH` is filled in. */
  readonly app?: string;
  /** What removes the app. */
  readonly event?: "branchDeleted";
  /** Glob for the deleted branch, `!` in front negates. */
  readonly branch?: string;
}

/** The Helm chart to render. */
export interface ChartReference {
  /** Address of the Helm repository. */
  readonly repository?: string;
  /** The chart's name, a git address, an OCI reference or a folder. */
  readonly name: string;
  /** Version or range; the newest if absent. */
  readonly version?: string;
}

/** The resource to patch. */
export interface JsonPatchTarget {
  /** API group; empty for the core group. */
  readonly group?: string;
  /** API version. */
  readonly version: string;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
}

/** A JSON patch and the resource it is for. */
export interface JsonPatch {
  /** RFC 6902 operations, as YAML or JSON text. */
  readonly patch: string;
  /** The resource to patch. */
  readonly target: JsonPatchTarget;
}

/** One thing the app needs. */
export interface Dependency {
  /** Name, unique in the app. */
  readonly name: string;
  /** What provides it. */
  readonly kind: "terraform";
  /** Its settings. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** How the chart is rendered. */
export interface RenderOptions {
  /** The Helm version whose output is made. Default: `helm-4.2`. */
  readonly profile?: "helm-4.2" | "helm-3.21";
  /** What random functions of a chart do. Default: `forbid`. */
  readonly random?: "forbid" | "seeded";
  /** The Kubernetes version a chart is told. */
  readonly kubeVersion?: string;
  /** The API versions a chart is told. */
  readonly apiVersions?: readonly string[];
  /** What becomes of the chart's `crds` folder. Default: `leave-out`. */
  readonly crds?: "leave-out" | "include";
  /** What becomes of the chart's hooks. Default: `leave-out`. */
  readonly hooks?: "leave-out" | "include";
}

/** What an app wants in one env: a file in the `.gimlet` folder of the app's repository. */
export interface Manifest {
  /** The app's name, unique in the env: lower-case letters, digits and inner hyphens, at most 53. May hold variables. */
  readonly app: string;
  /** The env to release to. */
  readonly env: string;
  /** The Kubernetes namespace of the resources. It must exist: Gimlet does not create it. */
  readonly namespace: string;
  /** Whether every branch gets an instance of its own. */
  readonly preview?: boolean;
  /** When an artifact releases itself; never, if absent. All conditions must hold. */
  readonly deploy?: DeployPolicy;
  /** When the app removes itself. */
  readonly cleanup?: CleanupPolicy;
  /** The Helm chart to render. */
  readonly chart?: ChartReference;
  /** Values for the chart. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Strategic merge patches, as YAML documents in one text. */
  readonly strategicMergePatches?: string;
  /** JSON patches, each on one resource. */
  readonly json6902Patches?: readonly JsonPatch[];
  /** Kubernetes resources, as YAML documents in one text; alone or beside a chart. */
  readonly manifests?: string;
  /** What the app needs beside its resources. */
  readonly dependencies?: readonly Dependency[];
  /** How the chart is rendered. */
  readonly render?: RenderOptions;
}
