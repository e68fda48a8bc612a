import { parseCommitMessage } from "../conventions/commit-message.ts";
import { requestTimeMs, type CommitSha, type RequestId } from "../conventions/ids.ts";
import { CLOCK_SKEW_SECONDS } from "../conventions/time.ts";
import { GimletError } from "../errors.ts";
import type { ChangeSet } from "./change-set.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { CommitFacts, GitopsRepo } from "./gitops-repo.ts";
import type { Logger } from "./logger.ts";

/** What a request makes of the branch at one commit. */
export interface Decision<T> {
  /** One commit each, in this order; empty when there is nothing to change. */
  readonly changes: readonly ChangeSet[];
  /** What the request wants to remember of its decision. */
  readonly value: T;
}

/** The branch as a request finds it when it is planned. */
export interface PlanningView {
  /** `undefined` when the repository is empty. May be a commit that is not published yet. */
  readonly at: CommitSha | undefined;
  /** Commits of this very request that are on the branch already: an earlier try landed them. Newest first. */
  readonly landed: readonly CommitFacts[];
}

/** One act of one actor, to be landed. */
export interface LandingRequest<T> extends CallOptions {
  readonly id: RequestId;
  /** Whether an earlier try with this id may have landed, in this process or another. */
  readonly mayHaveLanded: boolean;
  /** Plans at a commit; called again whenever the branch has moved. What it throws fails this request alone. */
  decide(view: PlanningView): Promise<Decision<T>>;
}

/** How a request ended well. */
export interface Landing<T> {
  readonly value: T;
  /** In the order of the decision's changes. */
  readonly commits: readonly CommitSha[];
}

export interface LandOptions {
  /** How often to try in all, at least 1. @defaultValue 12 */
  readonly attempts?: number;
  /** Waits before try number `attempt`, from 2 on. @defaultValue no wait */
  readonly pause?: (attempt: number) => Promise<void>;
  readonly log?: Logger | undefined;
}

type Settled<T> = Map<LandingRequest<T>, PromiseSettledResult<Landing<T>>>;

/** A push got no answer; what it held may be on the branch since this head (`undefined`: since the beginning). */
interface LostAnswer {
  readonly since: CommitSha | undefined;
}

/**
 * Lands the changes of many requests as one push, one commit per change; when the branch moves, plans all anew on it.
 *
 * An answer that got lost is looked up on the branch, so nothing lands twice.
 * @returns one result per request, in order; one request's failure does not fail the others
 */
export async function landChanges<T>(
  repo: GitopsRepo,
  requests: readonly LandingRequest<T>[],
  options: LandOptions = {},
): Promise<readonly PromiseSettledResult<Landing<T>>[]> {
  const { attempts = 12, pause, log } = options;
  const settled: Settled<T> = new Map();
  let lost: LostAnswer | undefined;

  for (let attempt = 1; settled.size < requests.length; attempt++) {
    const open = requests.filter((request) => !settled.has(request));
    if (attempt > 1) await pause?.(attempt);

    const outcome = await tryOnce(repo, { open, settled, lost });
    if (outcome.kind === "done") continue;
    log?.debug("a push did not go through", { why: outcome.kind, attempt, requests: open.length, at: repo.location });
    if (outcome.kind === "no-answer") lost ??= outcome.lost;
    if (outcome.kind === "refused" && open.length > 1) {
      for (const request of open) {
        const [result] = await landChanges(repo, [request], options);
        settled.set(request, result!);
      }
      continue;
    }
    const again = outcome.kind !== "refused" && outcome.kind !== "failed" && attempt < attempts;
    if (!again) reject(settled, open, outcome.error);
  }
  return requests.map((request) => settled.get(request)!);
}

type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "moved" | "refused" | "failed"; readonly error: unknown }
  | { readonly kind: "no-answer"; readonly error: unknown; readonly lost: LostAnswer };

interface TryOptions<T> {
  readonly open: readonly LandingRequest<T>[];
  readonly settled: Settled<T>;
  readonly lost: LostAnswer | undefined;
}

/** One round: read the head, plan everything on it, push. Settles what ended; says why it did not for the rest. */
async function tryOnce<T>(repo: GitopsRepo, options: TryOptions<T>): Promise<Outcome> {
  const { open, settled, lost } = options;
  const call: CallOptions = open.length === 1 ? open[0]! : { signal: signalOfAll(open) };
  let head: CommitSha | undefined;
  let batch: Batch<T>;

  try {
    head = await repo.head(call);
    batch = await buildBatch(repo, { head, open, settled, lost });
  } catch (error) {
    return lost !== undefined && isUnavailable(error) ? { kind: "no-answer", error, lost } : { kind: "failed", error };
  }

  try {
    if (batch.tip !== undefined && batch.tip !== head) await repo.push(batch.tip, head, call);
  } catch (error) {
    if (isUnavailable(error)) return { kind: "no-answer", error, lost: { since: head } };
    if (!GimletError.is(error)) return { kind: "failed", error };
    if (error.code === "gitops-conflict") return { kind: "moved", error };
    return { kind: error.code === "push-refused" ? "refused" : "failed", error };
  }
  for (const [request, value] of batch.landings) settled.set(request, { status: "fulfilled", value });
  return { kind: "done" };
}

/** Aborts once nobody waits any more: a signal that stops one request must not stop the others that travel with it. */
function signalOfAll(requests: readonly CallOptions[]): AbortSignal | undefined {
  const signals = requests.flatMap(({ signal }) => signal ?? []);
  if (signals.length < requests.length) return undefined;
  const all = new AbortController();
  const check = (): void => {
    if (signals.every(({ aborted }) => aborted)) all.abort(signals[0]?.reason);
  };
  for (const signal of signals) signal.addEventListener("abort", check, { once: true, signal: all.signal });
  check();
  return all.signal;
}

interface Batch<T> {
  /** The last commit made, else the head. */
  readonly tip: CommitSha | undefined;
  readonly landings: ReadonlyMap<LandingRequest<T>, Landing<T>>;
}

/** Plans the open requests one on top of the other. A request that fails is settled and leaves no commit behind. */
async function buildBatch<T>(
  repo: GitopsRepo,
  options: TryOptions<T> & { readonly head: CommitSha | undefined },
): Promise<Batch<T>> {
  const { head, open, settled, lost } = options;
  const landed = await findLanded(repo, { head, requests: open, lost });
  const landings = new Map<LandingRequest<T>, Landing<T>>();
  let tip = head;

  for (const request of open) {
    try {
      request.signal?.throwIfAborted();
      const { changes, value } = await request.decide({ at: tip, landed: landed.get(request.id) ?? [] });
      const commits: CommitSha[] = [];
      for (const change of changes) commits.push(await repo.commit(change, commits.at(-1) ?? tip));
      tip = commits.at(-1) ?? tip;
      landings.set(request, { value, commits });
    } catch (error) {
      reject(settled, [request], error);
    }
  }
  return { tip, landings };
}

interface FindLandedOptions<T> {
  readonly head: CommitSha | undefined;
  readonly requests: readonly LandingRequest<T>[];
  readonly lost: LostAnswer | undefined;
}

/** What earlier tries of these requests put on the branch. Looks only as far back as they can be. */
async function findLanded<T>(
  repo: GitopsRepo,
  options: FindLandedOptions<T>,
): Promise<ReadonlyMap<RequestId, readonly CommitFacts[]>> {
  const { head, requests, lost } = options;
  const found = new Map<RequestId, CommitFacts[]>();
  const retried = requests.filter((request) => request.mayHaveLanded);
  if (head === undefined || (retried.length === 0 && lost === undefined)) return found;

  const searched = lost === undefined ? retried : requests;
  const oldestMs = Math.min(...searched.map((request) => requestTimeMs(request.id)));
  const since = retried.length > 0 ? Math.floor(oldestMs / 1000) - CLOCK_SKEW_SECONDS : undefined;
  const wanted = new Set(requests.map((request) => request.id));
  const commits = repo.recent(head, since === undefined ? { notIn: lost?.since } : { sinceSeconds: since });
  for await (const commit of commits) {
    const request = parseCommitMessage(commit.message).record?.request;
    if (request === undefined || !wanted.has(request)) continue;
    found.set(request, [...(found.get(request) ?? []), commit]);
  }
  return found;
}

function reject<T>(settled: Settled<T>, requests: readonly LandingRequest<T>[], reason: unknown): void {
  for (const request of requests) settled.set(request, { status: "rejected", reason });
}

function isUnavailable(error: unknown): boolean {
  return GimletError.is(error) && error.code === "git-unavailable";
}
