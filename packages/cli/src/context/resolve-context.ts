import { basename, dirname } from "node:path";
import { isEnvName, UsageError, type Layout } from "@gimlet/core";
import { needsServer } from "../failure/usage.ts";
import type { Environment } from "../run-settings.ts";
import { absoluteRepo, optionalText, parseEnvs, parseFields, rejectUnknown } from "./config-shape.ts";
import { checkCheckoutPlace } from "./checkout-place.ts";
import { DEFAULT_BRANCH, type Context, type EnvPlace, type Origin } from "./context.ts";
import { findGimletYaml } from "./find-gimlet-yaml.ts";
import { getContext, readUserConfig, type UserConfig } from "./user-config.ts";

/** The flags that say where to act. */
export interface WhereFlags {
  readonly context?: string | undefined;
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly "apps-repo"?: string | undefined;
  readonly branch?: string | undefined;
  readonly layout?: string | undefined;
}

/** What a context is resolved from besides the flags. */
export interface Surroundings {
  readonly environment: Environment;
  /** The working directory, absolute. */
  readonly folder: string;
}

/**
 * Where this run acts: flags, then the environment, then `gimlet.yaml`, then the current context.
 * @throws {UsageError} when nothing says where, or what was named does not exist
 */
export async function resolveContext(flags: WhereFlags, { environment, folder }: Surroundings): Promise<Context> {
  const fromFlags = fromNames(
    { server: flags.server ?? flags.token, appsRepo: flags["apps-repo"], context: flags.context },
    { server: flags.server === undefined ? "--token" : "--server", appsRepo: "--apps-repo", context: "--context" },
  );
  const named =
    fromFlags ??
    fromNames(
      {
        server: environment["GIMLET_SERVER"],
        appsRepo: environment["GIMLET_APPS_REPO"],
        context: environment["GIMLET_CONTEXT"],
      },
      { server: "GIMLET_SERVER", appsRepo: "GIMLET_APPS_REPO", context: "GIMLET_CONTEXT" },
    );
  if (named?.kind !== "apps-repo") rejectRepoFlags(flags);
  if (named?.kind === "server")
    throw needsServer(named.by, "Name gitops repositories instead: --apps-repo <url|path>, or a gimlet.yaml");
  if (named?.kind === "apps-repo")
    return fromAppsRepo(absoluteRepo(named.value, folder), flags, {
      by: named.by,
      origin: fromFlags === undefined ? "environment" : "flag",
    });
  if (named?.kind === "context") return fromConfig(await readUserConfig(environment), named.value);

  const found = await fromGimletYaml({ environment, folder });
  if (found !== undefined) return found;
  const config = await readUserConfig(environment);
  if (config.current !== undefined) return fromConfig(config, config.current);
  throw new UsageError(
    "nothing says which gitops repository to act on",
    "Name one with --apps-repo <url|path>, write a gimlet.yaml, or add a context: gimlet context add -h",
  );
}

async function fromGimletYaml({ environment, folder }: Surroundings): Promise<Context | undefined> {
  const found = await findGimletYaml({ folder, environment });
  if (found === undefined) return undefined;
  const { path: file, text } = found;
  const fields = await parseFields(text, file);
  const where = { file, key: "the file" };
  rejectUnknown(fields, ["context", "envs"], where);
  if (fields["envs"] !== undefined) {
    const envs = parseEnvs(fields["envs"], { file, folder: dirname(file) }, "envs");
    for (const place of envs.values()) await checkCheckoutPlace(place, { file, environment });
    return { name: file, origin: "checkout", envs };
  }
  const context = optionalText(fields, "context", where);
  return context === undefined ? undefined : fromConfig(await readUserConfig(environment), context);
}

type Named = { readonly kind: "server" | "apps-repo" | "context"; readonly value: string; readonly by: string };

interface Names {
  readonly server: string | undefined;
  readonly appsRepo: string | undefined;
  readonly context: string | undefined;
}

function fromNames(values: Names, by: Readonly<Record<keyof Names, string>>): Named | undefined {
  if (values.server) return { kind: "server", value: values.server, by: by.server };
  if (values.appsRepo) return { kind: "apps-repo", value: values.appsRepo, by: by.appsRepo };
  return values.context ? { kind: "context", value: values.context, by: by.context } : undefined;
}

function rejectRepoFlags(flags: WhereFlags): void {
  for (const name of ["branch", "layout"] as const)
    if (flags[name] !== undefined)
      throw new UsageError(
        `--${name} is said without --apps-repo`,
        `Add --apps-repo <url|path>, or set ${name} in the context.`,
      );
}

interface NamedBy {
  readonly by: string;
  readonly origin: Origin;
}

function fromAppsRepo(appsRepo: string, flags: WhereFlags, { by, origin }: NamedBy): Context {
  const layout: Layout = flags.layout === "folder-per-env" ? "folder-per-env" : "repo-per-env";
  const place: EnvPlace = { appsRepo, branch: flags.branch ?? DEFAULT_BRANCH, layout };
  const env = layout === "repo-per-env" ? envOfRepoName(appsRepo) : undefined;
  // A repository that is named for one env must not be taken for another by a slip of the hand.
  return env === undefined
    ? { name: by, origin, envs: new Map(), anyEnv: place }
    : { name: by, origin, envs: new Map([[env, place]]) };
}

/** The env that a repository's name says it is of: `gitops-<env>-apps`. */
function envOfRepoName(location: string): string | undefined {
  const name = basename(location.replace(/[\\/]+$/, "")).replace(/\.git$/, "");
  const env = /^gitops-(.+)-apps$/.exec(name)?.[1];
  return env !== undefined && isEnvName(env) ? env : undefined;
}

function fromConfig(config: UserConfig, name: string): Context {
  const saved = getContext(config, name);
  if (saved.kind === "server")
    throw needsServer(`context ${name}`, "Choose a local context: gimlet context use <name>");
  return { name, origin: "config", envs: saved.envs };
}
