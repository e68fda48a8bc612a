import type { AnyRequest, Plan } from "@gimlet/core";
import type { ActFlags, ActWish } from "../command/act-flags.ts";
import type { Run } from "../run.ts";
import type { FoundActor } from "../session/find-actor.ts";
import type { Session } from "../session/open-session.ts";
import type { Look } from "../terminal/look.ts";
import type { Step } from "../terminal/progress.ts";
import { planText } from "./plan-text.ts";
import { describeFiles, type FileView } from "./resource-changes.ts";
import { findRisks, type Risk } from "./risks.ts";

/** A plan with all that people are shown of it. */
export interface Prepared {
  readonly session: Session;
  /** With its id: what is asked for when the plan is out of date. */
  readonly request: AnyRequest;
  readonly plan: Plan;
  readonly files: readonly FileView[];
  readonly risks: readonly Risk[];
}

/** What an act is prepared with. */
export interface PrepareOptions {
  readonly run: Run;
  readonly wish: ActWish;
  readonly flags: ActFlags;
  readonly found: FoundActor;
  readonly onProgress: (step: Step) => void;
}

/** Plans an act and reads what it would change; nothing lands yet. */
export async function prepareAct(session: Session, options: PrepareOptions): Promise<Prepared> {
  const { run, wish, flags, found, onProgress } = options;
  const { signal } = run;
  const { actor, automatic, via } = found;
  // Only a release can come too late; every other act is explicit, also in CI.
  const asked = { ...wish, actor, via, reason: flags.reason, signal, automatic: automatic && wish.act === "release" };
  const plan = await session.gimlet.plan({ ...asked, requestId: flags["request-id"], onProgress } as AnyRequest);
  const files = await describeFiles(await session.gimlet.changedFiles(plan, { signal }));
  const risks = await findRisks(session, { plan, accepted: flags.accept, signal });
  return { session, request: { ...asked, requestId: plan.requestId } as AnyRequest, plan, files, risks };
}

/** How the plan is shown. */
export interface PreparedTextOptions {
  /** Every line of each diff; else the first of them. */
  readonly whole: boolean;
  readonly look: Look;
}

/** The plan for people. */
export function preparedText({ session, plan, files }: Prepared, { whole, look }: PreparedTextOptions): string {
  const { branch } = session.placeOf(plan.env);
  return planText(plan, { files, where: `${session.locationOf(plan.env)}@${branch}`, whole, look });
}
