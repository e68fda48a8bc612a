import { detectCi, type Ci } from "./ci/detect-ci.ts";
import type { Look } from "./terminal/look.ts";

/** What a run is told by its flags, its environment and its streams, before anything is parsed. */
export interface RunSettings {
  /** One JSON document on stdout, nothing asked, no colour. */
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Whether a person is there to answer a question. */
  readonly interactive: boolean;
  readonly ci: Ci | undefined;
  /** stdout, where data goes. */
  readonly out: Look & { readonly isTerminal: boolean };
  /** stderr, where talk goes. */
  readonly err: Look & { readonly isTerminal: boolean };
}

/** The streams of a process, as far as a run looks at them. */
export interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { readonly isTTY?: boolean; readonly columns?: number };
}

/** The environment's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the flags that hold for every command, also those of a command line that can't be parsed. */
export function readRunSettings(argv: readonly string[], environment: Environment, streams: Streams): RunSettings {
  const end = argv.indexOf("--");
  const flags = new Set(end === -1 ? argv : argv.slice(0, end));
  const ci = detectCi(environment);
  const json = flags.has("--json");
  const ascii = flags.has("--ascii") || environment["TERM"] === "dumb" || !isUtf8(environment);

  const look = (stream: { readonly isTTY?: boolean; readonly columns?: number }): RunSettings["out"] => {
    const isTerminal = stream.isTTY === true;
    return {
      isTerminal,
      ascii,
      colour: !json && wantsColour({ flags, environment, isTerminal }),
      columns: isTerminal ? (stream.columns ?? 80) : undefined,
    };
  };
  const noInput = json || flags.has("--no-input") || isSet(environment["GIMLET_NO_INPUT"]) || ci !== undefined;
  return {
    json,
    quiet: flags.has("--quiet") || flags.has("-q"),
    verbose: flags.has("--verbose") || environment["GIMLET_LOG"] === "debug",
    interactive: !noInput && streams.stdin.isTTY === true && streams.stderr.isTTY === true,
    ci,
    out: look(streams.stdout),
    err: look(streams.stderr),
  };
}

interface ColourFacts {
  readonly flags: ReadonlySet<string>;
  readonly environment: Environment;
  readonly isTerminal: boolean;
}

function wantsColour({ flags, environment, isTerminal }: ColourFacts): boolean {
  if (flags.has("--no-color") || isSet(environment["NO_COLOR"]) || isSet(environment["GIMLET_NO_COLOR"])) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && environment["TERM"] !== "dumb";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

/** Windows' and macOS' terminals show UTF-8 without saying so. */
function isUtf8(environment: Environment): boolean {
  const locale = environment["LC_ALL"] || environment["LC_CTYPE"] || environment["LANG"];
  if (locale === undefined || locale === "") return true;
  return /utf-?8/i.test(locale);
}
