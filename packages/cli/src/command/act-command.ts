import { GimletError, UsageError, type ActResult, type AnyRequest, type Gimlet, type Plan } from "@gimlet/core";
import { actDocument, actExitCode, planDocument } from "../act/act-document.ts";
import { ACT_LISTING, why } from "../act/act-listing.ts";
import { planText } from "../act/plan-text.ts";
import { describeFiles, type FileView } from "../act/resource-changes.ts";
import { ACT_DONE, actSentence, count, versionName } from "../act/words.ts";
import { writeCiResult } from "../ci/write-ci-result.ts";
import type { WhereFlags } from "../context/resolve-context.ts";
import type { ExitCode } from "../failure/exit-codes.ts";
import { needsServer } from "../failure/usage.ts";
import { findActor } from "../session/find-actor.ts";
import { openSession, type Session } from "../session/open-session.ts";
import { ask } from "../terminal/ask.ts";
import { paint, symbol } from "../terminal/look.ts";
import { GimletCommand } from "./gimlet-command.ts";

/** The flags of every command that changes something. */
export interface ActFlags extends WhereFlags {
  readonly "dry-run"?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly actor?: string | undefined;
  readonly "request-id"?: string | undefined;
  readonly report?: string | undefined;
  readonly wait?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly json?: boolean | undefined;
  readonly output?: string | undefined;
  readonly columns?: string | undefined;
}

/** What an act asks for, without who, why and how. */
export type ActWish = DistributiveOmit<AnyRequest, "actor" | "via" | "reason" | "requestId" | "signal" | "onProgress">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

interface ActOptions {
  readonly flags: ActFlags;
  /** What the original CLI printed with `-o json`. */
  readonly compat?: ((result: ActResult) => unknown) | undefined;
  /** Whether the act must be confirmed by a flag where nobody can be asked. */
  readonly needsYes?: boolean;
}

/** A command that plans, shows, asks, and lands. */
export abstract class ActCommand extends GimletCommand {
  /** Carries an act out, from its plan to its exit code. */
  protected async act(wished: ActWish | (() => Promise<ActWish>), options: ActOptions): Promise<ExitCode> {
    const { flags } = options;
    const { settings, signal, folder } = this.gimletRun;
    if (flags.wait === true) throw needsServer("--wait", "Leave it out: the command ends when the commit has landed.");
    if (flags.timeout !== undefined)
      throw needsServer("--timeout", "Leave it out: the command ends when the commit has landed.");
    if (options.needsYes === true && !settings.interactive && flags.yes !== true && flags["dry-run"] !== true)
      throw new UsageError(
        "nobody can be asked here, and this needs a yes",
        "Add --yes, or look first with --dry-run.",
      );
    const wish = typeof wished === "function" ? await wished() : wished;
    const { actor, automatic, via } = await findActor({ named: flags.actor, ci: settings.ci, folder });
    await using session = await openSession(this.gimletRun, { flags, env: wish.env });
    this.sayWhere(session, { login: actor.login });

    // Only a release can come too late; every other act is explicit, also in CI.
    const asked = { ...wish, actor, via, reason: flags.reason, signal, automatic: automatic && wish.act === "release" };
    const { plan, files } = await this.withProgress(async (onProgress) => {
      const planned = await session.gimlet.plan({ ...asked, requestId: flags["request-id"], onProgress } as AnyRequest);
      return { plan: planned, files: await describeFiles(await session.gimlet.changedFiles(planned, { signal })) };
    });
    if (flags["dry-run"] === true) return this.#endDry({ session, plan, files }, options);
    this.#showPlan({ session, plan, files });
    const changes = plan.changes.length > 0;
    if (changes && settings.interactive && flags.yes !== true && !(await this.#agreed({ session, plan, files }))) {
      this.say("Nothing was changed.");
      return 0;
    }
    const request = { ...asked, requestId: plan.requestId, onProgress: undefined } as AnyRequest;
    const result = await this.#land(session.gimlet, {
      plan,
      request,
      mayPlanAnew: !settings.interactive || flags.yes === true,
    });
    return this.#end(result, { session, options });
  }

  /** Says in a terminal where a command acts, before it does. */
  protected sayWhere({ context }: Session, { login }: { readonly login: string }): void {
    if (this.gimletRun.settings.interactive)
      this.say(paint(`${context.name} as ${login}`, "dim", this.gimletRun.settings.err));
  }

  async #land(
    gimlet: Gimlet,
    options: { readonly plan: Plan; readonly request: AnyRequest; readonly mayPlanAnew: boolean },
  ): Promise<ActResult> {
    const { plan, request, mayPlanAnew } = options;
    const { signal } = this.gimletRun;
    try {
      return await this.withProgress(async (onProgress) => {
        try {
          return await gimlet.land(plan, { signal, onProgress });
        } catch (error) {
          // Nobody looked at this plan, so what is asked for counts, not how it would have been done a moment ago.
          if (!mayPlanAnew || !GimletError.is(error) || error.code !== "plan-stale") throw error;
          return await perform(gimlet, { ...request, onProgress } as AnyRequest);
        }
      });
    } catch (error) {
      if (signal.aborted && error instanceof Error)
        Object.assign(error, {
          afterInterrupt: `Whether it landed is not known. Run it again with --request-id ${plan.requestId}: nothing lands twice.`,
        });
      throw error;
    }
  }

  #text(
    { session, plan, files }: Shown,
    { whole, stream }: { readonly whole: boolean; readonly stream: "out" | "err" },
  ): string {
    const { branch } = session.placeOf(plan.env);
    return planText(plan, {
      files,
      where: `${session.locationOf(plan.env)}@${branch}`,
      whole,
      look: this.gimletRun.settings[stream],
    });
  }

  #showPlan(shown: Shown): void {
    this.saySection("Plan", this.#text(shown, { whole: false, stream: "err" }));
  }

  async #endDry(shown: Shown, { flags }: ActOptions): Promise<ExitCode> {
    const format = flags.output === "table" || flags.output === "tsv" ? undefined : flags.output;
    const text = this.#text(shown, { whole: true, stream: "out" });
    await this.printOne(planDocument(shown.plan, shown.files), { json: flags.json, output: format ?? "table", text });
    return actExitCode(shown.plan.instances);
  }

  async #agreed(shown: Shown): Promise<boolean> {
    const { plan } = shown;
    const changing = plan.instances.filter(({ outcome }) => outcome === "change");
    const [only] = changing;
    const what =
      changing.length === 1 && only !== undefined
        ? actSentence(plan.act, only)
        : `${count(changing.length, "app")}: go on`;
    for (;;) {
      const answer = await ask(`${what}? [y/N/d diff]`, this.gimletRun.signal);
      if (answer !== "diff") return answer === "yes";
      this.say(this.#text(shown, { whole: true, stream: "err" }));
    }
  }

  async #end(
    result: ActResult,
    { session, options }: { readonly session: Session; readonly options: ActOptions },
  ): Promise<ExitCode> {
    const { flags, compat } = options;
    const { settings } = this.gimletRun;
    const code = actExitCode(result.instances);
    await writeCiResult(result, { run: this.gimletRun, report: flags.report, context: session.context });
    const wanted = flags.output ?? this.gimletRun.environment["GIMLET_OUTPUT"];
    if (flags.json === true || wanted === "json" || wanted === "yaml" || wanted === "ndjson")
      await this.printOne(actDocument(result), {
        json: flags.json,
        output: wanted,
        compat: compat?.(result),
        text: "",
      });
    else if (wanted === undefined && !settings.out.isTerminal)
      await this.printOne(actDocument(result), { text: result.requestId });
    else await this.printList(ACT_LISTING, result.instances, flags);
    for (const instance of result.instances) {
      if (instance.outcome === "landed") {
        const version = versionName(instance.to);
        this.say(
          `${paint(symbol("done", settings.err), "green", settings.err)} ${instance.app}${version === undefined ? "" : ` ${version}`} ${ACT_DONE[result.act]}, ${instance.env}, commit ${instance.commit.slice(0, 8)}`,
        );
      } else if (instance.outcome !== "no-change") {
        this.sayWarning(
          `${paint(symbol("failed", settings.err), "red", settings.err)} ${instance.app} in ${instance.env}: ${instance.outcome}: ${why(instance)}`,
        );
        if (instance.outcome === "failed") this.sayWarning(`  ${instance.error.hint}`);
      }
    }
    return code;
  }
}

interface Shown {
  readonly session: Session;
  readonly plan: Plan;
  readonly files: readonly FileView[];
}

function perform(gimlet: Gimlet, request: AnyRequest): Promise<ActResult> {
  switch (request.act) {
    case "release":
      return gimlet.release(request);
    case "rollback":
      return gimlet.rollback(request);
    case "removal":
      return gimlet.remove(request);
    case "restore":
      return gimlet.restore(request);
    case "hold":
      return gimlet.hold(request);
    case "resume":
      return gimlet.resume(request);
  }
}
