import {
  appPaths,
  envPaths,
  parseArtifact,
  UsageError,
  type Artifact,
  type CallOptions,
  type LogLine,
} from "@gimlet/core";
import type { Session } from "../session/open-session.ts";

/** The artifact that a release kept beside what it rendered; `undefined` for releases of the original. */
export async function readStoredArtifact(
  session: Session,
  { env, app, commit }: LogLine,
  options: CallOptions,
): Promise<Artifact | undefined> {
  const { repo, layout } = session.portOf(env);
  const { folder } = appPaths(envPaths(layout, env), app);
  const entry = await repo.find(`${folder}/artifact.json`, commit, options);
  if (entry?.kind !== "file") return undefined;
  const content = (await repo.read([entry.id], options)).get(entry.id);
  return content === undefined ? undefined : parseArtifact(content);
}

/** Names an artifact that was released before. */
export interface FindStoredOptions extends CallOptions {
  /** Whether a release is of the artifact that is looked for. */
  readonly matches: (line: LogLine) => boolean;
  /** What is looked for, for the message. */
  readonly what: string;
  readonly app: string | undefined;
  readonly env: string | undefined;
}

/**
 * The newest release of an artifact that is still kept, with the artifact.
 * @throws {UsageError} when no release has it
 */
export async function findStoredArtifact(session: Session, options: FindStoredOptions): Promise<Artifact> {
  const { matches, what, app, env, signal, onProgress } = options;
  for await (const line of session.gimlet.releases({ app, env, kinds: ["release"], signal, onProgress })) {
    if (!matches(line)) continue;
    const artifact = await readStoredArtifact(session, line, { signal });
    if (artifact !== undefined) return line.artifactId === undefined ? artifact : { ...artifact, id: line.artifactId };
  }
  const where = env === undefined ? "" : ` in ${env}`;
  throw new UsageError(
    `no release${app === undefined ? "" : ` of ${app}`}${where} has ${what}`,
    "See what was released: gimlet artifact list",
  );
}

/** Shortest start of a commit id that names a version. */
const SHORTEST = 7;

/** Whether a line released this version: its tag, or the start of its commit. */
export function isVersion({ version }: LogLine, wanted: string): boolean {
  if (version === undefined) return false;
  return (
    version.tag === wanted || version.sha === wanted || (wanted.length >= SHORTEST && version.sha.startsWith(wanted))
  );
}
