import { InvalidNameError } from "../errors.ts";

declare const appName: unique symbol;
declare const envName: unique symbol;

/**
 * Names an app within an env; also its folder and part of its Flux object's name.
 *
 * 1 to 53 characters: lower-case letters a-z, digits and inner hyphens, a letter first. Not `flux` or `dependencies`,
 * which are folders of the layout.
 */
export type AppName = string & { readonly [appName]: true };

/** Names an env; with a folder per env also its folder. The same rules as {@link AppName}. */
export type EnvName = string & { readonly [envName]: true };

/** Longest name of an app or env, in characters: Helm allows 53 for a release name. */
export const MAX_NAME_LENGTH = 53;

const NAME = /^[a-z]([a-z0-9-]{0,51}[a-z0-9])?$/;
const RESERVED: readonly string[] = ["flux", "dependencies"];

export function isAppName(value: string): value is AppName {
  return ruleBrokenBy(value) === undefined;
}

/** @throws {InvalidNameError} when `value` breaks a rule of {@link AppName}; the hint is the rule */
export function parseAppName(value: string): AppName {
  return parse(value, "app name") as AppName;
}

export function isEnvName(value: string): value is EnvName {
  return ruleBrokenBy(value) === undefined;
}

/** @throws {InvalidNameError} when `value` breaks a rule of {@link EnvName}; the hint is the rule */
export function parseEnvName(value: string): EnvName {
  return parse(value, "env name") as EnvName;
}

/** Says which rule of app and env names `value` breaks, starting with "use …"; `undefined` when none. */
export function ruleBrokenBy(value: string): string | undefined {
  if (value === "") return "use at least one character";
  if (value.length > MAX_NAME_LENGTH) return `use at most ${MAX_NAME_LENGTH} characters`;
  if (RESERVED.includes(value)) return `use another name: "${value}" is a folder of the layout`;
  if (!NAME.test(value)) return "use lower-case letters a-z, digits and inner hyphens, a letter first";
  return undefined;
}

function parse(value: string, what: string): string {
  const rule = ruleBrokenBy(value);
  if (rule !== undefined) throw new InvalidNameError(what, value, rule);
  return value;
}
