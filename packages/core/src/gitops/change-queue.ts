import type { GitopsRepo } from "./gitops-repo.ts";
import { landChanges, type Landing, type LandingRequest, type LandOptions } from "./land-changes.ts";

interface Waiting {
  readonly request: LandingRequest<unknown>;
  settle(result: PromiseSettledResult<Landing<unknown>>): void;
}

/**
 * The one door to a gitops repository in a process: requests that come while a push is under way travel together
 * in the next one.
 */
export class ChangeQueue {
  readonly #repo: GitopsRepo;
  readonly #options: LandOptions;
  #waiting: Waiting[] = [];
  #working = false;

  constructor(repo: GitopsRepo, options: LandOptions = {}) {
    this.#repo = repo;
    this.#options = options;
  }

  /**
   * Lands a request, alone or with others. Rejects with what its decision threw or why the push failed; with the
   * signal's reason at once when the caller stops waiting: a request that is under way may land all the same.
   */
  land<T>(request: LandingRequest<T>): Promise<Landing<T>> {
    const { promise, resolve, reject } = Promise.withResolvers<Landing<T>>();
    const { signal } = request;
    const leave = (): void => {
      this.#waiting = this.#waiting.filter((waiting) => waiting.request !== request);
      // The reason is whatever the caller aborted with.
      reject(signal?.reason as Error);
    };
    signal?.addEventListener("abort", leave, { once: true });
    this.#waiting.push({
      request,
      settle(result) {
        signal?.removeEventListener("abort", leave);
        // The landing of this request carries what this request decided.
        if (result.status === "fulfilled") resolve(result.value as Landing<T>);
        else reject(result.reason as Error);
      },
    });
    if (signal?.aborted === true) leave();
    void this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    // Let everything that is submitted in this turn come along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      const results = await landBatch(this.#repo, batch, this.#options);
      batch.forEach((entry, index) => entry.settle(results[index]!));
    }
    this.#working = false;
  }
}

/** Never throws: a bug in landing must not leave requests unanswered. */
async function landBatch(
  repo: GitopsRepo,
  batch: readonly Waiting[],
  options: LandOptions,
): Promise<readonly PromiseSettledResult<Landing<unknown>>[]> {
  try {
    return await landChanges(
      repo,
      batch.map((entry) => entry.request),
      options,
    );
  } catch (reason) {
    return batch.map(() => ({ status: "rejected", reason }));
  }
}
