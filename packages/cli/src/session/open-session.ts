import {
  createGimlet,
  EnvNotFoundError,
  parseEnvName,
  UsageError,
  type EnvPort,
  type Gimlet,
  type GitopsRepo,
} from "@gimlet/core";
import type { Context, EnvPlace } from "../context/context.ts";
import { resolveContext, type WhereFlags } from "../context/resolve-context.ts";
import { suggestion } from "../failure/usage.ts";
import type { Run } from "../run.ts";
import { withoutCredentials } from "../terminal/clean-text.ts";
import { localRenderer } from "./local-renderer.ts";
import { openRepo } from "./open-repo.ts";
import { stderrLog } from "./stderr-log.ts";

/** The envs of a context, opened. */
export interface Session extends AsyncDisposable {
  readonly gimlet: Gimlet;
  readonly context: Context;
  /** Where an env's apps repository is, for people: without credentials. */
  readonly locationOf: (env: string) => string;
  /**
   * The opened repository of an env, with its layout.
   * @throws {EnvNotFoundError} when the env was not opened
   */
  readonly portOf: (env: string) => Required<EnvPort>;
  /** The place of an env. */
  placeOf(env: string): EnvPlace;
}

/** Which envs a command is about. */
export interface SessionOptions {
  readonly flags: WhereFlags;
  /** `undefined` opens all that the context has. */
  readonly env: string | undefined;
}

/**
 * Resolves the context and opens its repositories; nothing is asked of them yet.
 * @throws {EnvNotFoundError} when the env is not one of the context
 * @throws {InvalidNameError} when the env would be a folder, and can't be one
 * @throws {UsageError} when all envs are wanted, and nothing says which there are
 */
export async function openSession(run: Run, { flags, env }: SessionOptions): Promise<Session> {
  const context = await resolveContext(flags, { environment: run.environment, folder: run.folder });
  const repos = new Map<string, Awaited<ReturnType<typeof openRepo>>>();
  const open = async (place: EnvPlace): Promise<GitopsRepo> => {
    const key = JSON.stringify([place.appsRepo, place.branch]);
    const repo = repos.get(key) ?? (await openRepo(place, { run, origin: context.origin }));
    repos.set(key, repo);
    return repo;
  };
  const envs = new Map<string, Required<EnvPort>>();
  const places =
    env === undefined ? await allPlaces(context, { open, run }) : new Map([[env, placeNamed(context, env)]]);
  for (const [name, place] of places) envs.set(name, { repo: await open(place), layout: place.layout });

  const log = stderrLog(run);
  return {
    gimlet: createGimlet({
      envs: Object.fromEntries(envs),
      renderer: localRenderer(run.folder),
      ...(log === undefined ? {} : { log }),
    }),
    context,
    placeOf: (name) => placeOf(context, name),
    portOf(name) {
      const port = envs.get(name);
      if (port === undefined) throw new EnvNotFoundError(name, [...envs.keys()]);
      return port;
    },
    async [Symbol.asyncDispose]() {
      for (const repo of repos.values()) await repo[Symbol.asyncDispose]?.();
    },
    locationOf: (name) => withoutCredentials(placeOf(context, name).appsRepo),
  };
}

/** The place of an env that was asked for. It is a folder where envs are, and some names would be another one. */
function placeNamed(context: Context, env: string): EnvPlace {
  const place = placeOf(context, env);
  if (place.layout === "folder-per-env") parseEnvName(env);
  return place;
}

function placeOf({ envs, anyEnv }: Context, env: string): EnvPlace {
  const place = envs.get(env) ?? anyEnv;
  if (place !== undefined) return place;
  const known = [...envs.keys()];
  const error = new EnvNotFoundError(env, known);
  error.message += suggestion(env, known);
  throw error;
}

interface AllPlacesOptions {
  readonly open: (place: EnvPlace) => Promise<GitopsRepo>;
  readonly run: Run;
}

/** Every env of a context; of a repository with a folder per env, its folders say which there are. */
async function allPlaces(
  { name, envs, anyEnv }: Context,
  { open, run }: AllPlacesOptions,
): Promise<ReadonlyMap<string, EnvPlace>> {
  if (anyEnv === undefined) {
    if (envs.size > 0) return envs;
    throw new UsageError(`${name} has no env`, "Add one: gimlet help environment shows how.");
  }
  if (anyEnv.layout === "repo-per-env")
    throw new UsageError(
      `nothing says which env ${withoutCredentials(anyEnv.appsRepo)} is of`,
      "Add --env <env>; or --layout folder-per-env if its folders are the envs.",
    );
  const repo = await open(anyEnv);
  const head = await repo.head({ signal: run.signal });
  if (head === undefined) return envs;
  const entries = await repo.list("", head, { signal: run.signal });
  const names = entries.filter(({ kind, name }) => kind === "folder" && !name.startsWith(".")).map(({ name }) => name);
  return new Map(names.map((name) => [name, anyEnv]));
}
