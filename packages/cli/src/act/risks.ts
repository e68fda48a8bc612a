import { appPaths, envPaths, type CallOptions, type Plan } from "@gimlet/core";
import type { Session } from "../session/open-session.ts";

/** What a person must accept by its name before a plan lands; a yes to the plan is not enough. */
export interface Risk {
  readonly name: RiskName;
  readonly app: string;
  /** Whether `--accept` names it. */
  readonly accepted: boolean;
}

/** Names for `--accept`. */
export const RISK_NAMES = ["removes-unrecorded-app"] as const;
type RiskName = (typeof RISK_NAMES)[number];

/** What the risks of a plan are found with. */
export interface FindRisksOptions extends CallOptions {
  readonly plan: Plan;
  /** `--accept`. */
  readonly accepted: readonly string[] | undefined;
}

/** The risks of a plan: a removal of a folder without a record could be one of something else, or of a whole env. */
export async function findRisks(session: Session, options: FindRisksOptions): Promise<readonly Risk[]> {
  const { plan, accepted = [], ...call } = options;
  const { act, env, at, instances } = plan;
  if (act !== "removal" || at === undefined) return [];
  const { repo, layout } = session.portOf(env);
  const risks: Risk[] = [];
  for (const { app, outcome } of instances) {
    if (outcome !== "change") continue;
    const record = await repo.find(`${appPaths(envPaths(layout, env), app).folder}/release.json`, at, call);
    const name = "removes-unrecorded-app";
    if (record?.kind !== "file") risks.push({ name, app, accepted: accepted.includes(name) });
  }
  return risks;
}

/** A risk for people. */
export function riskText({ app, name }: Risk): string {
  return `The folder ${app} has no release.json: nothing says that it is an app. If it is to go, add --accept ${name}`;
}
