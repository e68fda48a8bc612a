import type { Layout } from "@gimlet/core";

/** Where one env's apps repository is. */
export interface EnvPlace {
  /** A URL, or an absolute path. */
  readonly appsRepo: string;
  readonly infraRepo?: string | undefined;
  readonly branch: string;
  readonly layout: Layout;
}

/**
 * Who named the places: a flag, the environment, the user's own config, or a file of a checkout. Whoever can commit to
 * what was checked out wrote the latter, so it decides less: see `checkCheckoutPlace` and `tokenFor`.
 */
export type Origin = "flag" | "environment" | "config" | "checkout";

/** Where commands act, resolved once per run. */
export interface Context {
  /** What to call it: a context's name, a file, a flag. */
  readonly name: string;
  /** Of every place in it. */
  readonly origin: Origin;
  /** Name → place, in the order written. */
  readonly envs: ReadonlyMap<string, EnvPlace>;
  /** A repository whose envs nobody listed: any env may be in it. */
  readonly anyEnv?: EnvPlace | undefined;
}

/** The branch where nothing says another. */
export const DEFAULT_BRANCH = "main";
