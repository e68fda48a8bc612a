import type { Env } from "../gitops/env.ts";
import type { CommitFacts } from "../gitops/gitops-repo.ts";
import type { PlanningView } from "../gitops/land-changes.ts";
import type { CommitSha } from "../conventions/ids.ts";
import { parseCommitMessage } from "../conventions/commit-message.ts";
import { formatKustomizationFile } from "../conventions/kustomization-file.ts";
import { isAppFolder } from "../conventions/repo-layout.ts";
import { AppNotFoundError, GimletError, InvalidNameError, UsageError } from "../errors.ts";
import type { ActContext } from "./act-commit.ts";
import { checkFluxName, readFluxSource } from "./flux-source.ts";
import { readInstance, type Instance } from "./instance.ts";
import { findRemoved, findTarget } from "./past-folder.ts";
import { planHold, planResume } from "./plan-hold.ts";
import { planRelease, type PlannedAct } from "./plan-release.ts";
import { planRemoval } from "./plan-removal.ts";
import { planRestore, planRollback } from "./plan-rollback.ts";
import type { AppRenderer, RenderOutcome } from "./render-app.ts";
import { artifactIdOf } from "../artifact/artifact-id.ts";
import type { AnyRequest, ReleaseRequest } from "./requests.ts";

export interface DecideActOptions {
  readonly request: AnyRequest;
  readonly context: ActContext;
  readonly view: PlanningView;
  readonly render: AppRenderer;
}

/** What an act makes of one instance, and what that answer stood on. */
export interface DecidedAct extends PlannedAct {
  readonly basis: ReadonlyMap<string, string | undefined>;
}

/**
 * Reads what an act needs at a commit, and plans it: one answer per instance.
 * @throws {GimletError} what stands in the way of an act that names its app; of several apps each fails alone
 */
export async function decideAct(env: Env, options: DecideActOptions): Promise<readonly DecidedAct[]> {
  const { request, view } = options;
  const landed = landedInstances(env, { request, commits: view.landed });
  if (request.act === "release") return decideRelease(env, { ...options, request, landed });
  return landed.get(request.app) ?? [await decideOne(env, { ...options, request })];
}

type OneAppRequest = Exclude<AnyRequest, { readonly act: "release" }>;

async function decideOne(
  env: Env,
  options: DecideActOptions & { readonly request: OneAppRequest },
): Promise<DecidedAct> {
  const { request, context, view } = options;
  if (!isAppFolder(request.app))
    throw new InvalidNameError("app name", request.app, "use the name of a folder that `gimlet status` lists");
  const current = await readInstance(env.repo, { ...request, paths: env.paths, env: env.name, at: view.at });
  return { ...(await planOne(env, { request, context, current, at: view.at })), basis: current.basis };
}

interface PlanOneOptions {
  readonly request: OneAppRequest;
  readonly context: ActContext;
  readonly current: Instance;
  readonly at: CommitSha | undefined;
}

async function planOne(env: Env, options: PlanOneOptions): Promise<PlannedAct> {
  const { request, context, current, at } = options;
  switch (request.act) {
    case "removal":
      return planRemoval(current);
    case "hold":
      return planHold(context, current);
    case "resume":
      return planResume(current);
    case "rollback": {
      if (at === undefined || (current.folder === undefined && request.to === undefined))
        throw new AppNotFoundError(request.app, env.name, "env");
      const { target, undone } = await findTarget(env, { ...request, at });
      const { hold = true } = request;
      return planRollback(context, { current, target, undone, hold, chosen: request.to === undefined });
    }
    case "restore": {
      if (at === undefined) throw new AppNotFoundError(request.app, env.name, "env");
      return planRestore({ current, target: await findRemoved(env, { ...request, at }) });
    }
  }
}

type Landed = ReadonlyMap<string, readonly DecidedAct[]>;

async function decideRelease(
  env: Env,
  options: DecideActOptions & { readonly request: ReleaseRequest; readonly landed: Landed },
): Promise<readonly DecidedAct[]> {
  const { request, view, render, landed } = options;
  const outcomes = await render(env, { ...request, at: view.at });
  // All at once, so that what they need of the repository is fetched together.
  const decided = outcomes.map(
    async (outcome) => landed.get(outcome.app) ?? [await decideApp(env, { ...options, outcome })],
  );
  return (await Promise.all(decided)).flat();
}

async function decideApp(
  env: Env,
  options: DecideActOptions & { readonly request: ReleaseRequest; readonly outcome: RenderOutcome },
): Promise<DecidedAct> {
  const { request, context, view, outcome } = options;
  const { app } = outcome;
  try {
    if ("error" in outcome) throw outcome.error;
    const current = await readInstance(env.repo, { ...request, app, paths: env.paths, env: env.name, at: view.at });
    const planned = planRelease(context, {
      rendered: outcome.rendered,
      current,
      automatic: request.automatic ?? false,
      ...(await envFacts(env, { ...request, outcome, current, at: view.at })),
    });
    return { ...planned, basis: current.basis };
  } catch (error) {
    if (request.app !== undefined || !GimletError.is(error) || error.kind === "unavailable") throw error;
    return { instance: { app, env: env.name, outcome: "failed", error }, basis: new Map() };
  }
}

interface EnvFactsOptions {
  readonly outcome: Extract<RenderOutcome, { readonly rendered: unknown }>;
  readonly current: Instance;
  readonly at: CommitSha | undefined;
}

/** What a release has to know of its env: whether apps have Flux objects of their own, and what the original left. */
async function envFacts(
  env: Env,
  options: EnvFactsOptions,
): Promise<{ kustomization: string | undefined; sharedRecord: string | undefined }> {
  const { outcome, current, at } = options;
  const { app, namespace } = outcome;
  if (at === undefined) return { kustomization: undefined, sharedRecord: undefined };
  const shared = await env.repo.find(env.paths.sharedRecord, at, {});
  const sharedRecord = shared === undefined ? undefined : env.paths.sharedRecord;
  const source = current.kustomization === undefined ? await readFluxSource(env.repo, env.paths, { at }) : undefined;
  if (source === undefined) return { sharedRecord, kustomization: undefined };
  const facts = { source, namespace, app, folder: current.paths.folder };
  await checkFluxName(env.repo, env.paths, { at, facts });
  return { sharedRecord, kustomization: formatKustomizationFile(facts) };
}

/**
 * What earlier tries of this request landed, per app.
 * @throws {UsageError} when the id belongs to another act
 */
function landedInstances(
  env: Env,
  options: { readonly request: AnyRequest; readonly commits: readonly CommitFacts[] },
): Landed {
  const { request, commits } = options;
  const landed = new Map<string, readonly DecidedAct[]>();
  for (const { sha, message } of commits) {
    const record = parseCommitMessage(message).record;
    for (const instance of record?.instances ?? []) {
      const isSame = record?.act === request.act && instance.env === env.name && asksFor(request, instance.app);
      if (!isSame || (request.act === "release" && record.artifact !== artifactIdOf(request.artifact)))
        throw foreignRequest(sha, message);
      const planned = { app: instance.app, env: env.name, outcome: "landed", commit: sha } as const;
      landed.set(instance.app, [{ instance: planned, basis: new Map() }]);
    }
  }
  return landed;
}

function asksFor({ app }: AnyRequest, landed: string): boolean {
  return app === undefined || app === landed;
}

/** Says that a request id was used for something else before. */
export function foreignRequest(sha: CommitSha, message: string): UsageError {
  const record = parseCommitMessage(message).record;
  const what = record?.instances.map(({ env, app }) => `${app} in ${env}`).join(", ");
  return new UsageError(
    `the request id is that of another act: ${record?.act} of ${what}, commit ${sha}`,
    "Use a new request id for a new request.",
  );
}
