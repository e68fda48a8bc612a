import type { CommandIndex } from "./command-index.ts";
import type { Environment, RunSettings } from "./run-settings.ts";

/** One run of the program: what it is told, and the signal that ends it. */
export interface Run {
  /** The words of the command line. */
  readonly argv: readonly string[];
  readonly settings: RunSettings;
  readonly environment: Environment;
  /** The working directory, absolute. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Every command there is. */
  readonly index: CommandIndex;
}
