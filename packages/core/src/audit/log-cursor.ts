import { type CommitSha, isCommitSha } from "../conventions/ids.ts";
import { UsageError } from "../errors.ts";

/** How far the log of one repository was read. */
export interface LogPosition {
  /** Where reading began: what landed later is not part of these pages. `undefined` in an empty repository. */
  readonly at: CommitSha | undefined;
  /** The last line read; absent before the first. */
  readonly after?: { readonly commit: CommitSha; readonly env: string; readonly app: string } | undefined;
}

/** Writes where to go on, one position per repository, as text that fits a URL. */
export function formatCursor(positions: readonly LogPosition[]): string {
  const parts = positions.map(({ at, after }) =>
    [at ?? "", ...(after === undefined ? [] : [after.commit, after.env, after.app])].map(encodeURIComponent).join(":"),
  );
  return btoa(parts.join(",")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Reads what {@link formatCursor} wrote.
 * @throws {UsageError} when it is not a cursor of that many repositories
 */
export function parseCursor(cursor: string, count: number): readonly LogPosition[] {
  const positions = decode(cursor)?.split(",").map(parsePosition) ?? [];
  const known = positions.filter((position) => position !== undefined);
  if (known.length !== count || positions.length !== count) throw foreignCursor();
  return known;
}

/** What is thrown for a cursor of another log, or of none. */
export function foreignCursor(): UsageError {
  return new UsageError(
    "the cursor is not one of this log",
    "Leave the cursor out to start from the newest, or ask for the same envs and app as before.",
  );
}

function parsePosition(part: string): LogPosition | undefined {
  const [at = "", commit, env, app, more] = part.split(":").map(decodeURIComponent);
  const start = isCommitSha(at) ? at : undefined;
  if ((start === undefined && at !== "") || more !== undefined) return undefined;
  if (commit === undefined) return { at: start };
  if (!isCommitSha(commit) || env === undefined || app === undefined) return undefined;
  return { at: start, after: { commit, env, app } };
}

function decode(cursor: string): string | undefined {
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    decodeURIComponent(text);
    return text;
  } catch {
    // Neither base 64 nor well encoded: not ours.
    return undefined;
  }
}
