import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Config } from "@oclif/core/config";
import { settings as oclifSettings } from "@oclif/core/settings";
import { cacheFolder } from "./session/cache-folder.ts";
import { writeBugReport } from "./failure/bug-report.ts";
import { errorDocument } from "./failure/error-document.ts";
import { errorText } from "./failure/error-text.ts";
import { exitCodeOf } from "./failure/exit-codes.ts";
import { InterruptedError, listenForInterrupt } from "./failure/interrupt.ts";
import { asUsageError } from "./failure/usage.ts";
import { findCommand, type FoundCommand } from "./find-command.ts";
import type { Run } from "./run.ts";
import type { GimletCommand } from "./command/gimlet-command.ts";
import { readRunSettings } from "./run-settings.ts";
import { disarm, disarmJson } from "./ci/workflow-commands.ts";

/** How the program was started. */
export interface MainOptions {
  /** Commands come from `src/` instead of `dist/`. */
  readonly fromSource?: boolean;
}

/** Runs one command line and ends the process with its exit code. */
export async function main(argv: readonly string[], options: MainOptions = {}): Promise<void> {
  const signal = listenForInterrupt();
  process.stdout.on("error", ignoreClosedPipe);
  process.stderr.on("error", ignoreClosedPipe);
  if (argv[0] === "__complete") {
    const { complete } = await import("./completion/complete.ts");
    return end(await complete(argv.slice(1), rootFolder()));
  }
  const config = await loadConfig(options);
  const settings = readRunSettings(argv, process.env, process);
  const run: Run = { settings, environment: process.env, folder: process.cwd(), signal, version: config.version };
  let found: FoundCommand | undefined;
  try {
    found = findCommand(config, argv);
    return end(await start(config, { found, run }));
  } catch (error) {
    return end(await report(error, { run, found }));
  }
}

interface Start {
  readonly found: FoundCommand;
  readonly run: Run;
}

type CommandClass = new (argv: string[], config: Config, run: Run) => GimletCommand;

async function start(config: Config, { found, run }: Start): Promise<number> {
  if (found.kind === "help") {
    const { helpOf } = await import("./help/show-help.ts");
    process.stdout.write(`${helpOf(config, found.topic, run.settings.out)}\n`);
    return 0;
  }
  try {
    const loaded: unknown = await config.findCommand(found.id, { must: true }).load();
    // oclif gives back the class of the command's file, and all of ours are of this kind.
    const Class = loaded as CommandClass;
    return await new Class([...found.argv], config, run).start();
  } catch (error) {
    throw asUsageError(error, { id: found.id, flags: found.flags });
  }
}

interface Failed {
  readonly run: Run;
  readonly found: FoundCommand | undefined;
}

/** Shows an error where it belongs. @returns the exit code */
async function report(error: unknown, { run, found }: Failed): Promise<number> {
  const { settings } = run;
  const interrupted =
    run.signal.aborted && run.signal.reason instanceof InterruptedError ? run.signal.reason : undefined;
  if (interrupted !== undefined) {
    const note = error instanceof Error && "afterInterrupt" in error ? ` ${String(error.afterInterrupt)}` : "";
    process.stderr.write(`Stopped.${note}\n`);
    return interrupted.exitCode;
  }
  const code = exitCodeOf(error);
  const command = found?.kind === "command" ? found.id.replaceAll(":", " ") : "";
  const path =
    code === 70
      ? await writeBugReport(error, {
          cacheFolder: cacheFolder(run.environment),
          version: run.version,
          command,
          atMs: Date.now(),
        })
      : undefined;
  const failure = found?.kind === "command" ? found.failure : undefined;
  const text = errorText(error, { failure, report: path, verbose: settings.verbose }, settings.err);
  const disarmed = settings.ci?.kind === "github" ? text.split("\n").map(disarm).join("\n") : text;
  if (settings.json) {
    process.stdout.write(`${disarmJson(JSON.stringify(errorDocument(error)))}\n`);
    process.stderr.write(`${disarmed.split("\n", 1)[0]}\n`);
  } else process.stderr.write(disarmed);
  return code;
}

async function loadConfig({ fromSource = false }: MainOptions): Promise<Config> {
  // oclif would look for a TypeScript loader on a developer's machine.
  oclifSettings.enableAutoTranspile = false;
  const root = rootFolder();
  if (!fromSource) return await Config.load({ root });
  const pjson = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { oclif: Record<string, unknown> };
  pjson.oclif["commands"] = {
    strategy: "pattern",
    target: "./src/commands",
    globPatterns: ["**/*.ts", "!**/*.test.ts"],
  };
  return await Config.load({ root, pjson: pjson as never, ignoreManifest: true });
}

/** The package's folder: this file is in `src/` or `dist/`. */
function rootFolder(): string {
  return fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
}

/** Ends when all that was written is out: open connections must not hold the process. */
async function end(code: number): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.writableLength > 0) await new Promise<void>((resolve) => stream.write("", () => resolve()));
  }
  process.exit(code);
}

function ignoreClosedPipe(error: Error): void {
  if ("code" in error && error.code === "EPIPE") return;
  throw error;
}
