import { Command } from "@oclif/core/command";
import type { Config } from "@oclif/core/config";
import { UsageError } from "@gimlet/core";
import { closeSection, disarm, disarmJson, openSection } from "../ci/workflow-commands.ts";
import { pageThrough } from "../output/pager.ts";
import { chooseColumns, formatListing } from "../output/format-listing.ts";
import { formatYaml } from "../output/format-yaml.ts";
import { FORMATS, type CellContext, type Format, type Listing } from "../output/listing.ts";
import type { Run } from "../run.ts";
import { progressView } from "../terminal/progress.ts";
import { TALK_FLAGS } from "./flags.ts";

/** The flags that choose a format. */
interface OutputFlags {
  readonly json?: boolean | undefined;
  readonly output?: string | undefined;
  readonly columns?: string | undefined;
}

/** What every command has: settings of the run, data on stdout, talk on stderr. A command returns its exit code. */
export abstract class GimletCommand extends Command {
  static override baseFlags = TALK_FLAGS;
  /** What did not happen when the command fails, as a sentence. */
  static failure: string | undefined;

  protected readonly gimletRun: Run;

  constructor(argv: string[], config: Config, run: Run) {
    super(argv, config);
    this.gimletRun = run;
  }

  abstract override run(): Promise<number | void>;

  /** Runs the command as oclif does, without loading its config a second time. @returns the exit code */
  async start(): Promise<number> {
    const code: unknown = await this._run();
    return typeof code === "number" ? code : 0;
  }

  /** Errors go to the one place that shows them. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }

  /** Prints a list on stdout, in the format asked for. */
  protected async printList<Row>(
    listing: Listing<Row>,
    rows: readonly Row[],
    options: OutputFlags & { readonly next?: string | null },
  ): Promise<void> {
    const { settings } = this.gimletRun;
    const format = this.formatOf(options);
    const text = await formatListing(listing, rows, {
      format,
      columns: options.columns?.split(","),
      look: settings.out,
      context: this.cellContext,
      next: options.next ?? null,
    });
    if (rows.length === 0 && listing.empty !== "" && ["table", "wide", "tsv", "name"].includes(format))
      this.say(listing.empty);
    if (text === undefined) return;
    if (
      settings.out.isTerminal &&
      (format === "table" || format === "wide") &&
      (await pageThrough(text, this.gimletRun))
    )
      return;
    this.#write(format === "own-json" || format === "json" || format === "ndjson" ? disarmJson(text) : text);
  }

  /**
   * Checks what was asked of the output, for commands that must not find out when all is done.
   * @throws {UsageError} when the format or a column is not known
   */
  protected checkOutput<Row>(listing: Listing<Row>, options: OutputFlags): void {
    chooseColumns(listing, { columns: options.columns?.split(","), format: this.formatOf(options) });
  }

  /** Prints one thing on stdout: as JSON when asked for, else as this text. */
  protected async printOne<T extends { readonly schema: string }>(
    thing: T,
    options: OutputFlags & { readonly compat?: unknown; readonly text: string },
  ): Promise<void> {
    const format = this.formatOf(options);
    const json = JSON.stringify(thing);
    if (format === "own-json" || format === "ndjson") return this.#write(disarmJson(json));
    if (format === "json")
      return this.#write(
        disarmJson(options.compat === undefined ? json : JSON.stringify(options.compat, undefined, 2)),
      );
    if (format === "yaml") return this.#write(await formatYaml(thing));
    if (options.text !== "") this.#write(options.text);
  }

  /** Writes text that is data by itself, such as a file, to stdout as it is. */
  protected write(text: string): void {
    process.stdout.write(text);
  }

  /** Says a line to people, on stderr; silent with `--quiet` and `--json`. */
  protected say(text: string): void {
    const { settings } = this.gimletRun;
    if (settings.quiet || settings.json) return;
    process.stderr.write(`${this.#disarmed(text)}\n`);
  }

  /** Says lines under a name that CI systems can fold. */
  protected saySection(name: string, text: string): void {
    const { quiet, json, ci } = this.gimletRun.settings;
    if (quiet || json) return;
    const atSeconds = Math.floor(Date.now() / 1000);
    const marks = [openSection, closeSection].map((mark) =>
      ci === undefined ? undefined : mark(ci.kind, name, atSeconds),
    );
    const lines = [marks[0], this.#disarmed(text), marks[1]].filter((line) => line !== undefined);
    process.stderr.write(`${lines.join("\n")}\n`);
  }

  /** Says something that should not be missed; only `--quiet` silences it. */
  protected sayWarning(text: string): void {
    if (!this.gimletRun.settings.quiet) process.stderr.write(`${this.#disarmed(text)}\n`);
  }

  /** Says what went wrong although the command goes on; nothing silences it. */
  protected sayError(text: string): void {
    process.stderr.write(`${this.#disarmed(text)}\n`);
  }

  /** Runs long work with its progress on stderr. */
  protected async withProgress<T>(
    work: (report: (step: { phase: string; done: number; total?: number }) => void) => Promise<T>,
  ): Promise<T> {
    const { settings } = this.gimletRun;
    const { isTerminal, columns } = settings.err;
    const view = progressView({
      write: (text) => process.stderr.write(text),
      isTerminal: isTerminal && settings.ci === undefined,
      columns,
      nowMs: Date.now,
    });
    try {
      return await work((step) => (settings.quiet || settings.json ? undefined : view.show(step)));
    } finally {
      view.end();
    }
  }

  protected get cellContext(): CellContext {
    const { settings } = this.gimletRun;
    return { nowSeconds: Date.now() / 1000, ascii: settings.out.ascii };
  }

  /** The format that flags, environment and stdout choose; `own-json` is `--json`. */
  protected formatOf({ json, output }: OutputFlags): Format | "own-json" {
    if (json === true) return "own-json";
    const { settings, environment } = this.gimletRun;
    const wanted = output ?? environment["GIMLET_OUTPUT"];
    if (wanted === undefined || wanted === "") return settings.out.isTerminal ? "table" : "tsv";
    const format = FORMATS.find((name) => name === wanted);
    if (format !== undefined) return format;
    throw new UsageError(`GIMLET_OUTPUT can't be ${JSON.stringify(wanted)}`, `Use one of: ${FORMATS.join(", ")}.`);
  }

  #write(text: string): void {
    process.stdout.write(`${this.#disarmed(text)}\n`);
  }

  /** CI systems read commands out of what a job prints: text from elsewhere must not be one. */
  #disarmed(text: string): string {
    return this.gimletRun.settings.ci?.kind === "github" ? text.split("\n").map(disarm).join("\n") : text;
  }
}
