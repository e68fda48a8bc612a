import { UsageError } from "@gimlet/core";
import type { Origin } from "../context/context.ts";
import { isLoopback } from "../context/loopback.ts";
import type { Environment } from "../run-settings.ts";

/** What a token is given with. */
export interface GitTokenOptions {
  readonly environment: Environment;
  /** Who named the URL. */
  readonly origin: Origin;
}

/** The token of `GIMLET_GIT_TOKEN`, with its user name. */
export interface GitToken {
  readonly username: string | undefined;
  readonly password: string;
}

/**
 * The token of the environment, for a URL that may have it; `undefined` when there is none, or the URL needs none.
 *
 * A token knows no host. A checkout that names one could be after the token, so it gets it for this machine, and for
 * the host in `GIMLET_GIT_HOST`, alone.
 * @throws {UsageError} when a checkout names another host
 */
export function tokenFor(location: string, { environment, origin }: GitTokenOptions): GitToken | undefined {
  const password = environment["GIMLET_GIT_TOKEN"];
  if (!password) return undefined;
  const url = /^https?:/i.test(location) ? URL.parse(location) : null;
  if (url === null) return undefined;
  const allowed = environment["GIMLET_GIT_HOST"]?.trim().toLowerCase();
  if (origin === "checkout" && !isLoopback(url) && url.host !== allowed)
    throw new UsageError(
      `GIMLET_GIT_TOKEN is not given to ${url.host}, which only a gimlet.yaml of the checkout names`,
      `If the token is for that host, set GIMLET_GIT_HOST=${url.host}.`,
    );
  return { username: environment["GIMLET_GIT_USERNAME"] || undefined, password };
}
