import { fileURLToPath } from "node:url";
import { disarm, disarmJson } from "./ci/workflow-commands.ts";
import { readCommandIndex, type CommandIndex } from "./command-index.ts";
import { writeBugReport } from "./failure/bug-report.ts";
import { aftermathOf, aftermathSentence } from "./failure/aftermath.ts";
import { errorDocument } from "./failure/error-document.ts";
import { aftermathLines, errorText } from "./failure/error-text.ts";
import { exitCodeOf } from "./failure/exit-codes.ts";
import { InterruptedError, listenForInterrupt } from "./failure/interrupt.ts";
import { findCommand, type FoundCommand } from "./find-command.ts";
import type { Run } from "./run.ts";
import { readRunSettings } from "./run-settings.ts";
import { cacheFolder } from "./session/cache-folder.ts";

/** How the program was started. */
export interface MainOptions {
  readonly version: string;
  /** Commands come from `src/` instead of `dist/`. */
  readonly fromSource?: boolean;
}

/** Runs one command line and ends the process with its exit code. */
export async function main(argv: readonly string[], options: MainOptions): Promise<void> {
  const signal = listenForInterrupt();
  process.stdout.on("error", ignoreClosedPipe);
  process.stderr.on("error", ignoreClosedPipe);
  const index = await loadIndex(options);
  const settings = readRunSettings(argv, process.env, process);
  const run: Run = {
    argv,
    settings,
    environment: process.env,
    folder: process.cwd(),
    signal,
    version: options.version,
    index,
  };
  if (argv[0] === "__complete") {
    const { complete } = await import("./completion/complete.ts");
    return end(await complete(argv.slice(1), run));
  }
  let found: FoundCommand | undefined;
  try {
    found = findCommand(index, argv);
    return end(await start(found, { run, options }));
  } catch (error) {
    return end(await report(error, { run, found }));
  }
}

async function start(found: FoundCommand, { run, options }: { run: Run; options: MainOptions }): Promise<number> {
  if (found.kind === "help") {
    const { helpOf } = await import("./help/help-of.ts");
    process.stdout.write(`${helpOf(run.index, found.words, run.settings.out)}\n`);
    return 0;
  }
  const { runCommand } = await import("./run-command.ts");
  return runCommand(found, { run, root: rootFolder(), fromSource: options.fromSource === true });
}

interface Failed {
  readonly run: Run;
  readonly found: FoundCommand | undefined;
}

/** Shows an error where it belongs. @returns the exit code */
async function report(error: unknown, { run, found }: Failed): Promise<number> {
  const { settings, signal } = run;
  if (signal.aborted && signal.reason instanceof InterruptedError) {
    const aftermath = aftermathOf(error);
    const note = aftermath === undefined ? [] : [aftermathSentence(aftermath), ...aftermathLines(aftermath)];
    process.stderr.write(`${["Stopped.", ...note].join("\n")}\n`);
    return signal.reason.exitCode;
  }
  const code = exitCodeOf(error);
  const command = found?.kind === "command" ? found.command : undefined;
  const path = code === 70 ? await reportBug(error, { run, command: command?.id ?? "" }) : undefined;
  const text = errorText(error, { failure: command?.failure, report: path, verbose: settings.verbose }, settings.err);
  const shown = settings.ci?.kind === "github" ? text.split("\n").map(disarm).join("\n") : text;
  if (settings.json) process.stdout.write(`${disarmJson(JSON.stringify(errorDocument(error)))}\n`);
  process.stderr.write(settings.json ? `${shown.split("\n", 1)[0]}\n` : shown);
  return code;
}

async function reportBug(error: unknown, { run, command }: { run: Run; command: string }): Promise<string | undefined> {
  const { environment, version } = run;
  return writeBugReport(error, { cacheFolder: cacheFolder(environment), version, command, atMs: Date.now() });
}

async function loadIndex({ fromSource = false }: MainOptions): Promise<CommandIndex> {
  if (!fromSource) return readCommandIndex(rootFolder());
  const { loadConfig } = await import("./run-command.ts");
  const { indexOf } = await import("./command-index.ts");
  return indexOf(await loadConfig({ root: rootFolder(), fromSource }));
}

/** The package's folder: this file is in `src/` or `dist/`. */
function rootFolder(): string {
  return fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
}

/** Ends when all that was written is out: open connections must not hold the process. */
async function end(code: number): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
  process.exit(code);
}

function ignoreClosedPipe(error: Error): void {
  if ("code" in error && error.code === "EPIPE") return;
  throw error;
}
