import { AppNotFoundError, isCommitSha, type AppStatus, type CallOptions, type StatusQuery } from "@gimlet/core";
import { parseMoment } from "../command/moment.ts";
import type { Session } from "../session/open-session.ts";

/** What a status is asked for. */
export interface ReadStatusOptions extends CallOptions {
  readonly app: string | undefined;
  readonly env: string | undefined;
  /** `--at`. */
  readonly at: string | undefined;
}

/**
 * What is released, with who did it and when.
 * @throws {AppNotFoundError} when an app was named with its env, and is not there
 */
export async function readStatus({ gimlet }: Session, options: ReadStatusOptions): Promise<readonly AppStatus[]> {
  const { app, env, signal, onProgress } = options;
  const rows = await gimlet.status({ env, app, ...momentOf(options.at), withPast: true, signal, onProgress });
  if (rows.length > 0 || app === undefined) return rows;
  const error = new AppNotFoundError(app, env ?? gimlet.envs.join(", "), "env");
  throw gimlet.envs.includes(app)
    ? Object.assign(error, { hint: `${app} is an env: gimlet status --env ${app}` })
    : error;
}

function momentOf(at: string | undefined): Pick<StatusQuery, "at" | "atSeconds"> {
  if (at === undefined || isCommitSha(at)) return { at };
  return { atSeconds: parseMoment("at", at, Math.floor(Date.now() / 1000)) };
}
