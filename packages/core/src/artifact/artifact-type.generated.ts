// Made from schemas/artifact.schema.json by scripts/generate.ts. Change the schema instead.

/** The commit an artifact was built from. */
export interface ArtifactVersion {
  /** The app repository, as `owner/name`. */
  readonly repositoryName: string;
  /** The commit; of a pull request its head. */
  readonly sha: string;
  /** Time of the commit, seconds since 1970. */
  readonly created?: number;
  /** The branch; of a pull request the source branch. */
  readonly branch?: string;
  /** What CI ran for; absent means `push`. Default: `push`. */
  readonly event?: "push" | "tag" | "pr";
  /** Source branch of a pull request. */
  readonly sourceBranch?: string;
  /** Target branch of a pull request. */
  readonly targetBranch?: string;
  /** The tag, where the event is one. */
  readonly tag?: string;
  /** Author of the commit. */
  readonly authorName?: string;
  /** Address of the author. */
  readonly authorEmail?: string;
  /** Committer. */
  readonly committerName?: string;
  /** Address of the committer. */
  readonly committerEmail?: string;
  /** The whole commit message. */
  readonly message?: string;
  /** The commit on its git host. */
  readonly url?: string;
}

/** A manifest as it came, of which only app and env are known to be there; check it before use. */
export interface ArtifactManifest {
  /** The app's name; may hold variables. */
  readonly app: string;
  /** The env. */
  readonly env: string;
}

/** What CI built from one commit: the version, the manifests and the variables to release it with. */
export interface Artifact {
  /** Set by the server; may hold slashes. */
  readonly id?: string;
  /** Seconds since 1970; set by the server. */
  readonly created?: number;
  /** The commit an artifact was built from. */
  readonly version: ArtifactVersion;
  /** All manifests of the app, as written: variables not filled in, previews not expanded. */
  readonly environments?: readonly ArtifactManifest[];
  /** Manifests written in CUE; kept, not supported. */
  readonly cueEnvironments?: readonly string[];
  /** The old name of `vars`. */
  readonly context?: Readonly<Record<string, string>>;
  /** CI jobs and custom fields; their texts are variables too. */
  readonly items?: readonly Readonly<Record<string, unknown>>[];
  /** Variables to fill into the manifests. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Made from git, without CI. */
  readonly fake?: boolean;
}
