import { UsageError, type CallOptions, type Gimlet, type LogKind, type LogLine } from "@gimlet/core";
import { parseMoment } from "../command/moment.ts";

/** Kinds of lines, as they are typed. */
export const LOG_KINDS = ["release", "rollback", "removal", "restore", "hold", "resume", "outside-edit"] as const;

/** What of the log is wanted, as flags say it. */
export interface ReadLogOptions extends CallOptions {
  readonly app: string | undefined;
  readonly env: string | undefined;
  readonly repo?: string | undefined;
  readonly actor?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly all?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** A part of the log. */
export interface LogPart {
  readonly lines: readonly LogLine[];
  /** Where it goes on; `null` at its end. */
  readonly next: string | null;
}

const DEFAULT_LIMIT = 20;

/** Reads a part of the release log, newest first. `--limit -1` is all, as with the original. */
export async function readLog(gimlet: Gimlet, options: ReadLogOptions): Promise<LogPart> {
  const { app, env, repo, actor, cursor, offset = 0, signal, onProgress } = options;
  const isAll = options.all === true || options.limit === -1;
  const limit = isAll ? Number.POSITIVE_INFINITY : (options.limit ?? DEFAULT_LIMIT);
  const nowSeconds = Math.floor(Date.now() / 1000);
  const moment = (flag: "since" | "until"): number | undefined => {
    const text = options[flag];
    return text === undefined ? undefined : parseMoment(flag, text, nowSeconds);
  };
  const query = {
    env,
    app,
    sourceRepo: repo,
    actor,
    kinds: options.kind?.map(logKind),
    sinceSeconds: moment("since"),
    untilSeconds: moment("until"),
    cursor,
    signal,
    onProgress,
  };
  const lines: LogLine[] = [];
  let left = offset;
  for await (const line of gimlet.releases(query)) {
    if (left-- > 0) continue;
    // One more than wanted says whether there is more.
    if (lines.length >= limit) return { lines, next: lines.at(-1)?.cursor ?? null };
    lines.push(line);
  }
  return { lines, next: null };
}

function logKind(word: string): LogKind {
  if (word === "outside-edit") return "edit";
  const kind = LOG_KINDS.find((known) => known === word);
  if (kind === undefined || kind === "outside-edit")
    throw new UsageError(`--kind can't be ${JSON.stringify(word)}`, `Use: ${LOG_KINDS.join(", ")}`);
  return kind;
}
