import { parse, stringify } from "yaml";
import { isRequestId, type RequestId } from "./ids.ts";
import { formatTime, parseTime } from "./time.ts";

/** Stops automatic releases of one app in one env until someone resumes. That its file is there is what holds. */
export interface Hold {
  /** Who set it. */
  readonly by?: string | undefined;
  /** When, in seconds since 1970. */
  readonly atSeconds?: number | undefined;
  readonly reason?: string | undefined;
  readonly request?: RequestId | undefined;
}

/** Writes `.gimlet/holds/<app>.yaml`. */
export function formatHoldFile(hold: Hold): string {
  const { by, atSeconds, reason, request } = hold;
  const at = atSeconds === undefined ? undefined : formatTime(atSeconds);
  return stringify({ by, at, reason, request }, { lineWidth: 0 });
}

/** Reads a hold, also one that a person wrote. Fields that are not understood are absent: it holds all the same. */
export function parseHoldFile(content: string): Hold {
  const fields = parseFields(content);
  const { by, at, reason, request } = fields;
  const atSeconds = typeof at === "string" ? parseTime(at) : undefined;
  return {
    ...(typeof by === "string" ? { by } : {}),
    ...(atSeconds === undefined ? {} : { atSeconds }),
    ...(typeof reason === "string" ? { reason } : {}),
    ...(typeof request === "string" && isRequestId(request) ? { request } : {}),
  };
}

function parseFields(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(content, { logLevel: "silent", maxAliasCount: 0 });
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // Whatever the parser could not read: an unreadable hold is a hold without details.
    return {};
  }
}
