import { parseCommitMessage } from "../conventions/commit-message.ts";
import type { CommitSha } from "../conventions/ids.ts";
import { PlanStaleError } from "../errors.ts";
import type { CommitFacts, GitopsRepo } from "../gitops/gitops-repo.ts";
import type { PlanningView } from "../gitops/land-changes.ts";
import { actCommit, joinChanges } from "./act-commit.ts";
import type { Env } from "../gitops/env.ts";
import { decideAct, foreignRequest, type DecideActOptions, type DecidedAct } from "./decide-act.ts";
import type { ActResult, InstanceResult, Plan, PlannedInstance } from "./plan.ts";

/** Plans an act at a commit, for all of its instances. */
export async function planAct(env: Env, options: DecideActOptions): Promise<Plan> {
  const { request, context, view } = options;
  const atomic = request.act === "release" && request.atomic === true;
  const decided = await decideAct(env, options);
  const acts = atomic ? allOrNone(decided) : decided;
  const changes = acts.map(({ change }) => change).filter((change) => change !== undefined);
  const joined = atomic ? [joinChanges(changes)].filter((change) => change !== undefined) : changes;
  return {
    act: request.act,
    env: env.name,
    requestId: context.requestId,
    retried: request.requestId !== undefined,
    instances: acts.map(({ instance }) => instance),
    changes: joined.map((change) => actCommit(context, change)),
    basis: new Map(acts.flatMap(({ basis }) => [...basis])),
    at: view.at,
  };
}

/** How a plan ended that landed as these commits: one per change, in order. */
export function resultOf(plan: Plan, commits: readonly CommitSha[]): ActResult {
  const { act, env, requestId } = plan;
  // One commit holds all changes of an act that is one commit or none.
  const left = plan.changes.length === 1 ? undefined : [...commits];
  const instances = plan.instances.map((instance): InstanceResult => {
    if (instance.outcome !== "change") return instance;
    const { app, from, to } = instance;
    const commit = left === undefined ? commits[0] : left.shift();
    if (commit === undefined) throw new RangeError(`no commit was made for ${app} in ${env}`);
    return {
      app,
      env,
      outcome: "landed",
      commit,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  });
  return { act, env, requestId, instances };
}

/**
 * The plan as it is now that an earlier try is found on the branch: its commits came in one push, so all of them.
 * @throws {UsageError} when the request id is that of something else
 */
export function landedPlan(plan: Plan, landed: readonly CommitFacts[]): Plan {
  const planned = new Set(plan.changes.map(({ message }) => identityOf(message)));
  // Where it is so already, or others came after it, the plan has no commit to compare with.
  const settled = new Set(plan.instances.flatMap(({ app, outcome }) => (outcome === "change" ? [] : [app])));
  const commits = new Map<string, CommitSha>();
  for (const { sha, message } of landed) {
    const { act, instances = [] } = parseCommitMessage(message).record ?? {};
    const isSettled = act === plan.act && instances.every(({ env, app }) => env === plan.env && settled.has(app));
    if (!isSettled && !planned.has(identityOf(message))) throw foreignRequest(sha, message);
    for (const { app } of instances) commits.set(app, sha);
  }
  const instances = plan.instances.map((instance): PlannedInstance => {
    const commit = commits.get(instance.app);
    return commit === undefined ? instance : { app: instance.app, env: instance.env, outcome: "landed", commit };
  });
  const missing = instances.find(({ outcome }) => outcome === "change");
  const [first] = landed;
  if (missing !== undefined && first !== undefined) throw foreignRequest(first.sha, first.message);
  return { ...plan, instances, changes: [] };
}

/** What tells one act from another, whenever and by whom it was made. */
function identityOf(message: string): string {
  const record = parseCommitMessage(message).record;
  return JSON.stringify([record?.act, record?.instances, record?.artifact, record?.target]);
}

/**
 * Checks that what a plan stood on is still so.
 * @throws {PlanStaleError} when something of it changed
 */
export async function checkBasis(repo: GitopsRepo, plan: Plan, view: PlanningView): Promise<void> {
  if (view.at === plan.at) return;
  for (const [path, id] of plan.basis) {
    const entry = view.at === undefined ? undefined : await repo.find(path, view.at);
    if (entry?.id !== id) throw new PlanStaleError(plan.env, path);
  }
}

/** Takes every change back when one instance can't go along. */
function allOrNone(decided: readonly DecidedAct[]): readonly DecidedAct[] {
  const blocked = decided.some(({ instance }) => ["failed", "superseded", "held"].includes(instance.outcome));
  if (!blocked) return decided;
  return decided.map((act) =>
    act.change === undefined
      ? act
      : { instance: { app: act.instance.app, env: act.instance.env, outcome: "cancelled" }, basis: act.basis },
  );
}
