import { formatRequestId, parseRequestId, requestTimeMs, type RequestId } from "./conventions/ids.ts";
import { envPaths, type Layout } from "./conventions/repo-layout.ts";
import { CLOCK_SKEW_SECONDS } from "./conventions/time.ts";
import { ArtifactInvalidError, EnvNotFoundError, UsageError } from "./errors.ts";
import { ChangeQueue } from "./gitops/change-queue.ts";
import { changedFiles, type ChangedFile } from "./gitops/changed-files.ts";
import type { CallOptions } from "./conventions/call-options.ts";
import type { GitopsRepo } from "./gitops/gitops-repo.ts";
import type { Logger } from "./gitops/logger.ts";
import type { LandingRequest, PlanningView } from "./gitops/land-changes.ts";
import type { ActContext } from "./release/act-commit.ts";
import type { Env } from "./gitops/env.ts";
import { releaseLog, type LogLine, type ReleaseLogOptions } from "./audit/release-log.ts";
import { statusAt, type AppStatus, type StatusOptions } from "./audit/status-at.ts";
import { checkBasis, landedPlan, planAct, resultOf } from "./release/plan-act.ts";
import type { ActResult, Plan } from "./release/plan.ts";
import { appRenderer } from "./release/render-app.ts";
import { rawRenderer } from "./render/raw-renderer.ts";
import type { Renderer } from "./render/renderer.ts";
import type {
  AnyRequest,
  HoldRequest,
  ReleaseRequest,
  RemovalRequest,
  RestoreRequest,
  ResumeRequest,
  RollbackRequest,
} from "./release/requests.ts";

/** An env: one branch of one apps repository, whole or a folder of it. */
export interface EnvPort {
  /** The same object for every env of one repository, so that their releases travel together. */
  readonly repo: GitopsRepo;
  /** @defaultValue "repo-per-env" */
  readonly layout?: Layout;
}

/** What Gimlet stands on. */
export interface GimletPorts {
  /** By name; the order is kept. */
  readonly envs: Readonly<Record<string, EnvPort>>;
  /** Milliseconds since 1970. @defaultValue the machine's clock */
  readonly now?: () => number;
  /** Random bytes for request ids. @defaultValue the platform's cryptographic source */
  readonly random?: (bytes: number) => Uint8Array;
  /** Waits between tries when the branch moves. @defaultValue a growing, random wait below one second */
  readonly pause?: (attempt: number) => Promise<void>;
  /** @defaultValue nothing is logged */
  readonly log?: Logger;
  /** What turns manifests into resources. @defaultValue {@link rawRenderer} */
  readonly renderer?: Renderer;
}

/** What Gimlet does, on the envs it was given. */
export interface Gimlet {
  /** Names of the envs, in the order given. */
  readonly envs: readonly string[];
  /** Says what an act would change; changes nothing. */
  plan(request: AnyRequest): Promise<Plan>;
  /** The files a plan changes, with contents, by path. A Secret's values are in there: mask before showing. */
  changedFiles(plan: Plan, options?: CallOptions): Promise<readonly ChangedFile[]>;
  /**
   * Lands exactly this plan, whatever else landed meanwhile.
   * @throws {PlanStaleError} when an instance of the plan changed since
   */
  land(plan: Plan, options?: CallOptions): Promise<ActResult>;
  /** Does what the request says, as the verb of its act. */
  act(request: AnyRequest): Promise<ActResult>;
  /** Makes instances run an artifact; planned anew when they change meanwhile. */
  release(request: ReleaseRequest): Promise<ActResult>;
  rollback(request: RollbackRequest): Promise<ActResult>;
  remove(request: RemovalRequest): Promise<ActResult>;
  restore(request: RestoreRequest): Promise<ActResult>;
  hold(request: HoldRequest): Promise<ActResult>;
  resume(request: ResumeRequest): Promise<ActResult>;
  /** The release log, newest first, read no further than the caller goes. */
  releases(query?: ReleasesQuery): AsyncIterable<LogLine>;
  /** What is released, by env and app; an env's apps in git's order. */
  status(query?: StatusQuery): Promise<readonly AppStatus[]>;
}

/** Which lines of the release log. */
export interface ReleasesQuery extends Omit<ReleaseLogOptions, "at"> {
  /** @defaultValue all envs */
  readonly env?: string | undefined;
}

/** Of what, and when. */
export interface StatusQuery extends StatusOptions {
  /** @defaultValue all envs */
  readonly env?: string | undefined;
}

/** Puts Gimlet together from its ports. Reads and writes nothing by itself. */
export function createGimlet(ports: GimletPorts): Gimlet {
  const { now = Date.now, random = randomBytes, pause = randomPause, log, renderer = rawRenderer } = ports;
  const render = appRenderer(renderer);
  const queues = new Map<GitopsRepo, ChangeQueue>();
  /** The plans made here, and whether landing one was tried. */
  const plans = new WeakMap<Plan, { tried: boolean }>();

  function envOf(name: string): Env {
    const port = Object.hasOwn(ports.envs, name) ? ports.envs[name] : undefined;
    if (port === undefined) throw new EnvNotFoundError(name, Object.keys(ports.envs));
    return { name, repo: port.repo, paths: envPaths(port.layout ?? "repo-per-env", name) };
  }

  function envsOf(name: string | undefined): readonly Env[] {
    return (name === undefined ? Object.keys(ports.envs) : [name]).map(envOf);
  }

  function queueOf(repo: GitopsRepo): ChangeQueue {
    const queue = queues.get(repo) ?? new ChangeQueue(repo, { pause, log });
    queues.set(repo, queue);
    return queue;
  }

  function requestIdOf(request: AnyRequest): RequestId {
    if (request.requestId === undefined) return formatRequestId(now(), random(10));
    const id = parseRequestId(request.requestId);
    if (requestTimeMs(id) > now() + CLOCK_SKEW_SECONDS * 1000)
      throw new UsageError(`request id "${id}" was made in the future`, "Make a new request id.");
    return id;
  }

  function contextOf(request: AnyRequest, requestId: RequestId): ActContext {
    const { actor, reason, via = "library" } = request;
    if (actor.login.trim() === "") throw new UsageError("the actor has no login", "Say who acts.");
    if (request.act === "release" && request.artifact.version.created * 1000 > now() + CLOCK_SKEW_SECONDS * 1000)
      throw new ArtifactInvalidError(["version.created lies in the future; it is in seconds since 1970"]);
    return { requestId, actor, reason, via, atSeconds: Math.floor(now() / 1000) };
  }

  function planAt(request: AnyRequest, options: { requestId: RequestId; view: PlanningView }): Promise<Plan> {
    const { requestId, view } = options;
    return planAct(envOf(request.env), { request, view, render, context: contextOf(request, requestId) });
  }

  async function landWith(
    plan: Omit<LandingRequest<Plan>, "decide">,
    env: string,
    decide: LandingRequest<Plan>["decide"],
  ) {
    const landing = await queueOf(envOf(env).repo).land({ ...plan, decide });
    return resultOf(landing.value, landing.commits);
  }

  async function act(request: AnyRequest): Promise<ActResult> {
    const requestId = requestIdOf(request);
    const { signal, onProgress, env } = request;
    const mayHaveLanded = request.requestId !== undefined;
    return landWith({ id: requestId, mayHaveLanded, signal, onProgress }, env, async (view) => {
      const plan = await planAt(request, { requestId, view });
      return { changes: plan.changes, value: plan };
    });
  }

  return {
    envs: Object.keys(ports.envs),
    async plan(request) {
      const requestId = requestIdOf(request);
      const { repo } = envOf(request.env);
      const at = await repo.head(request);
      const plan = await planAt(request, { requestId, view: { at, landed: [] } });
      plans.set(plan, { tried: false });
      return plan;
    },
    async changedFiles(plan, options = {}) {
      const { repo } = envOf(plan.env);
      let to = plan.at;
      for (const change of plan.changes) to = await repo.commit(change, to);
      if (to === undefined || to === plan.at) return [];
      const paths = new Set(plan.changes.flatMap((change) => [...change.edits.keys()]));
      return changedFiles(repo, { ...options, from: plan.at, to, paths });
    },
    async land(plan, options = {}) {
      const { repo } = envOf(plan.env);
      const known = plans.get(plan);
      if (known === undefined)
        throw new UsageError("the plan was not made by this Gimlet", "Plan here what is to be landed.");
      const mayHaveLanded = plan.retried || known.tried;
      known.tried = true;
      return landWith({ ...options, id: plan.requestId, mayHaveLanded }, plan.env, async (view) => {
        if (view.landed.length > 0) return { changes: [], value: landedPlan(plan, view.landed) };
        await checkBasis(repo, plan, view);
        return { changes: plan.changes, value: plan };
      });
    },
    act,
    release: (request) => act({ ...request, act: "release" }),
    rollback: (request) => act({ ...request, act: "rollback" }),
    remove: (request) => act({ ...request, act: "removal" }),
    restore: (request) => act({ ...request, act: "restore" }),
    hold: (request) => act({ ...request, act: "hold" }),
    resume: (request) => act({ ...request, act: "resume" }),
    releases: ({ env, ...options } = {}) => releaseLog(envsOf(env), options),
    async status({ env, ...options } = {}) {
      const statuses: AppStatus[] = [];
      for (const one of envsOf(env)) statuses.push(...(await statusAt(one, options)));
      return statuses;
    },
  };
}

function randomBytes(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

/** Spreads writers that lost a race, so that they don't meet again. */
async function randomPause(attempt: number): Promise<void> {
  const longestMs = Math.min(1000, 20 * 2 ** attempt);
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, Math.random() * longestMs);
  await promise;
}
