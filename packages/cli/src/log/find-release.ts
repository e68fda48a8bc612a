import { ReleaseNotFoundError, type CallOptions, type Gimlet, type LogLine } from "@gimlet/core";
import { releaseId } from "./release-json.ts";

/** Names one line of the log. */
export interface FindReleaseOptions extends CallOptions {
  readonly id: string;
  readonly app: string | undefined;
  readonly env: string | undefined;
}

/** Shortest start of a commit id that names it. */
const SHORTEST = 7;

/**
 * Finds a line of the log by its id or the start of its commit.
 * @throws {ReleaseNotFoundError} when no line matches
 */
export async function findRelease(
  gimlet: Gimlet,
  { id, app, env, signal, onProgress }: FindReleaseOptions,
): Promise<LogLine> {
  const isCommit = id.length >= SHORTEST && /^[0-9a-f]+$/.test(id);
  for await (const line of gimlet.releases({ app, env, signal, onProgress }))
    if (releaseId(line) === id || line.commit === id || (isCommit && line.commit.startsWith(id))) return line;
  const where = env ?? gimlet.envs.join(", ");
  const error = new ReleaseNotFoundError(app ?? "", where, id, "the release log has no such line");
  // The error's own words are about targets of a rollback.
  const words = [
    "gimlet release list",
    ...(env === undefined ? [] : ["--env", env]),
    ...(app === undefined ? [] : ["--app", app]),
  ];
  throw Object.assign(error, {
    message: `there is no release ${JSON.stringify(id)}${app === undefined ? "" : ` of ${app}`} in ${where}`,
    hint: `Take an id, or 7 characters of a commit or more, from: ${words.join(" ")}`,
  });
}
