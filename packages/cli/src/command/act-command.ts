import type { ActResult } from "@gimlet/core";
import { actDocument, actExitCode, planDocument } from "../act/act-document.ts";
import { ACT_LISTING } from "../act/act-listing.ts";
import { explainFailure } from "../act/explain-failure.ts";
import { landPlan } from "../act/land-plan.ts";
import { prepareAct, preparedText, type Prepared } from "../act/prepare-act.ts";
import { landedCommits, resultLines } from "../act/result-lines.ts";
import { retryLine } from "../act/retry-line.ts";
import { riskText } from "../act/risks.ts";
import { actSentence, count } from "../act/words.ts";
import { parseReport } from "../ci/report-file.ts";
import { writeCiResult } from "../ci/write-ci-result.ts";
import type { ExitCode } from "../failure/exit-codes.ts";
import { findActor } from "../session/find-actor.ts";
import { openSession, type Session } from "../session/open-session.ts";
import { ask } from "../terminal/ask.ts";
import { paint } from "../terminal/look.ts";
import { checkActFlags, type ActFlags, type ActOptions, type ActWish } from "./act-flags.ts";
import { GimletCommand } from "./gimlet-command.ts";

/** A command that plans, shows, asks, and lands. */
export abstract class ActCommand extends GimletCommand {
  /** Carries an act out, from its plan to its exit code. */
  protected async act(wished: ActWish | (() => Promise<ActWish>), options: ActOptions): Promise<ExitCode> {
    const { flags } = options;
    const run = this.gimletRun;
    // Once it has landed it is too late to find these wrong.
    this.checkOutput(ACT_LISTING, flags);
    const reportFile = parseReport(flags.report);
    checkActFlags(options, run.settings.interactive);
    const wish = typeof wished === "function" ? await wished() : wished;
    let result: ActResult | undefined;
    try {
      await using session = await openSession(run, { flags, env: wish.env });
      const prepared = await this.#prepare(session, { wish, flags });
      if (flags["dry-run"] === true) return await this.#endDry(prepared, options);
      this.saySection("Plan", preparedText(prepared, { whole: false, look: run.settings.err }));
      if (prepared.risks.some(({ accepted }) => !accepted)) return await this.#refuse(prepared, options);
      if (!(await this.#agreed(prepared, options))) return 0;
      result = await this.#land(prepared, options);
      await this.#print(result, prepared, options);
      for (const problem of await writeCiResult(result, { run, reportFile })) this.#sayAfter(result, problem);
      return actExitCode(result.instances);
    } catch (error) {
      throw explainFailure(error, { argv: run.argv, wish, flags, result });
    }
  }

  async #prepare(
    session: Session,
    { wish, flags }: { readonly wish: ActWish; readonly flags: ActFlags },
  ): Promise<Prepared> {
    const run = this.gimletRun;
    const { settings, folder } = run;
    const found = await findActor({ named: flags.actor, ci: settings.ci, folder });
    const { name, origin } = session.context;
    const where = origin === "flag" || origin === "environment" ? session.locationOf(wish.env) : name;
    if (settings.interactive) this.say(paint(`${where} as ${found.actor.login}`, "dim", settings.err));
    return this.withProgress((onProgress) => prepareAct(session, { run, wish, flags, found, onProgress }));
  }

  async #land({ session, plan, request }: Prepared, { flags }: ActOptions): Promise<ActResult> {
    const { settings, argv, signal } = this.gimletRun;
    const mayPlanAnew = !settings.interactive || flags.yes === true;
    const retry = retryLine(argv, plan);
    return this.withProgress((onProgress) =>
      landPlan(session.gimlet, plan, { request, mayPlanAnew, retry, signal, onProgress }),
    );
  }

  async #endDry(prepared: Prepared, { flags }: ActOptions): Promise<ExitCode> {
    const { plan } = prepared;
    const format = flags.output === "table" || flags.output === "tsv" ? undefined : flags.output;
    const text = preparedText(prepared, { whole: true, look: this.gimletRun.settings.out });
    await this.printOne(planDocument(plan, prepared), { json: flags.json, output: format ?? "table", text });
    this.#sayOpen(prepared);
    return actExitCode(plan.instances);
  }

  /** Ends where a risk was not accepted by its name. */
  async #refuse(prepared: Prepared, { flags }: ActOptions): Promise<ExitCode> {
    this.#sayOpen(prepared);
    if (flags.json === true) await this.printOne(planDocument(prepared.plan, prepared), { json: true, text: "" });
    return 7;
  }

  #sayOpen({ risks }: Prepared): void {
    for (const risk of risks) if (!risk.accepted) this.sayError(riskText(risk));
  }

  /** Whether to go on; asked where a person is there. */
  async #agreed(prepared: Prepared, { flags }: ActOptions): Promise<boolean> {
    const { plan } = prepared;
    const { settings, signal } = this.gimletRun;
    if (plan.changes.length === 0 || !settings.interactive || flags.yes === true) return true;
    const changing = plan.instances.filter(({ outcome }) => outcome === "change");
    const [only] = changing;
    const what =
      changing.length === 1 && only !== undefined
        ? actSentence(plan.act, only)
        : `${count(changing.length, "app")}: go on`;
    for (;;) {
      const answer = await ask(`${what}? [y/N/d diff]`, signal);
      if (answer === "yes") return true;
      if (answer === "no") {
        this.say("Nothing was changed.");
        return false;
      }
      this.say(preparedText(prepared, { whole: true, look: settings.err }));
    }
  }

  async #print(result: ActResult, { plan }: Prepared, { flags, compat }: ActOptions): Promise<void> {
    const { settings, environment } = this.gimletRun;
    const wanted = flags.output ?? environment["GIMLET_OUTPUT"];
    // On a terminal one result is a line, several are a table: each is said once.
    const isTable = wanted === undefined && settings.out.isTerminal && result.instances.length > 1;
    if (flags.json === true || wanted === "json" || wanted === "yaml" || wanted === "ndjson")
      await this.printOne(actDocument(result), {
        json: flags.json,
        output: wanted,
        compat: compat?.(result),
        text: "",
      });
    else if (wanted === undefined && !settings.out.isTerminal)
      await this.printOne(actDocument(result), { text: landedCommits(result).length === 0 ? "" : result.requestId });
    else if (isTable || wanted !== undefined || flags.columns !== undefined || settings.quiet)
      await this.printList(ACT_LISTING, result.instances, flags);
    const earlier = new Set(plan.instances.filter(({ outcome }) => outcome !== "change").map(({ app }) => app));
    for (const { text, warning } of resultLines(result, { look: settings.err, earlier }))
      if (warning) this.sayWarning(text);
      else if (!isTable) this.say(text);
  }

  /** Says what went wrong after the act, with how it ended. */
  #sayAfter(result: ActResult, problem: string): void {
    const commits = landedCommits(result);
    this.sayError(commits.length === 0 ? problem : `it has landed as ${commits.join(", ")}; ${problem}`);
  }
}
