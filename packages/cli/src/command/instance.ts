import { UsageError } from "@gimlet/core";

/** An app, an env, both or neither, as a person named them. */
export interface InstanceWords {
  readonly app: string | undefined;
  readonly env: string | undefined;
}

/** What a command line says about app and env. */
export interface InstanceInput {
  readonly args: InstanceWords;
  readonly flags: { readonly app?: string | undefined; readonly env?: string | undefined };
}

/**
 * Reads app and env from words (`web production`, `web/production`) and flags.
 * @throws {UsageError} when a word and a flag say different things
 */
export function readInstance({ args, flags }: InstanceInput): InstanceWords {
  const { app, env } = args.app?.includes("/") === true ? split(args.app, args.env) : args;
  return { app: agree("app", app, flags.app), env: agree("env", env, flags.env) };
}

function split(joined: string, envWord: string | undefined): InstanceWords {
  const slash = joined.indexOf("/");
  const env = joined.slice(slash + 1);
  if (envWord !== undefined && envWord !== env)
    throw new UsageError(
      `the env is named twice: ${JSON.stringify(env)} and ${JSON.stringify(envWord)}`,
      "Say it once.",
    );
  return { app: joined.slice(0, slash), env };
}

function agree(what: "app" | "env", word: string | undefined, flag: string | undefined): string | undefined {
  if (word !== undefined && flag !== undefined && word !== flag)
    throw new UsageError(`the ${what} is named twice: ${JSON.stringify(word)} and --${what} ${flag}`, "Say it once.");
  return word ?? flag;
}

/** @throws {UsageError} when there is no env */
export function requireEnv({ app, env }: InstanceWords, command: string): string {
  if (env !== undefined && env !== "") return env;
  throw new UsageError("the env is missing", `Say which: gimlet ${command} ${app ?? "<app>"} <env>, or --env <env>`);
}

/** @throws {UsageError} when there is no app */
export function requireApp({ app, env }: InstanceWords, command: string): string {
  if (app !== undefined && app !== "") return app;
  throw new UsageError("the app is missing", `Say which: gimlet ${command} <app> ${env ?? "<env>"}, or --app <app>`);
}
