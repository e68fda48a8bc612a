import { devNull } from "node:os";
import type { CommitSha } from "../../conventions/ids.ts";
import { BranchNotFoundError, GimletError, GitopsConflictError } from "../../errors.ts";
import type { BranchRemote, FetchDepth } from "../../git/branch-remote.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { Logger } from "../../gitops/logger.ts";
import { CacheRepo } from "./cache-repo.ts";
import {
  type FetchFilter,
  type FetchRequest,
  fetchArguments,
  isFilterRefused,
  pushArguments,
  simplest,
} from "./git-arguments.ts";
import { gitFailure, isAuthenticationRefused, isCacheDamage } from "./git-failure.ts";
import { isForward } from "./is-forward.ts";
import { packOf } from "./pack-of.ts";
import { parsePushReport } from "./push-report.ts";
import { isRedirect, redirectError } from "./redirect.ts";
import { type GitResult, type RunGitOptions, runGit } from "./run-git.ts";
import { isUntidy, tidyCache } from "./tidy-cache.ts";
import type { RemoteEnvironment } from "./git-environment.ts";
import { gitProgress } from "./git-progress.ts";

export interface GitBranchRemoteOptions {
  readonly location: string;
  readonly branch: string;
  readonly cache: CacheRepo;
  readonly env: RemoteEnvironment;
  readonly log?: Logger | undefined;
}

/** `env` is what is added to that of the remote. */
type CallGitOptions = Partial<RunGitOptions>;

/** About as many as ten releases make. */
const MANY_OBJECTS = 60;
const MISSING_REF = /couldn't find remote ref/i;
const NOT_OURS = /not our ref ([0-9a-f]{40})/;
// A server of protocol 0, such as a plain SSH host, gives what its refs point at.
const UNADVERTISED = /does not allow request for unadvertised object/i;
// Where the remote does not do what was asked, everything is fetched instead.
const NO_SINCE = /does not support (--)?shallow|dumb http|no commits selected|error processing shallow/i;

/** A branch that the git binary fetches and pushes, over HTTP or SSH. */
export class GitBranchRemote implements BranchRemote {
  readonly location: string;
  readonly branch: string;
  readonly #cache: CacheRepo;
  readonly #env: RemoteEnvironment;
  readonly #log: Logger | undefined;
  /** Set when the remote refused to leave away trees. */
  #simplest: FetchFilter;
  /** What was pushed since the cache was tidied. */
  readonly #published = new Set<string>();
  #healed = false;
  #reachesBackTo = Number.POSITIVE_INFINITY;

  constructor({ location, branch, cache, env, log }: GitBranchRemoteOptions) {
    this.location = location;
    this.branch = branch;
    this.#cache = cache;
    this.#env = env;
    this.#log = log;
  }

  /** One process asks for the branch and fetches what is new: the caller wants to read it next, as a rule. */
  async resolve(options: CallOptions = {}): Promise<CommitSha | undefined> {
    const { signal } = options;
    const { result, tip } = await this.#cache.locked(signal, async () => ({
      result: await this.#fetchTip(options),
      tip: this.#cache.tip(),
    }));
    if (result.code === 0) return tip;
    if (!MISSING_REF.test(result.stderr)) throw this.#failure(result);
    const refs = await this.#git(["ls-remote", "--quiet", "origin"], { signal });
    if (refs.code !== 0) throw this.#failure(refs);
    if (refs.stdout.includes("refs/")) throw new BranchNotFoundError(this.branch, this.location);
    return undefined;
  }

  async fetch(commit: CommitSha, depth: FetchDepth, options: CallOptions = {}): Promise<void> {
    const { signal } = options;
    const has = await this.#cache.objects.has(commit);
    switch (depth.kind) {
      case "one":
        if (!has) await this.#fetchOne(commit, options);
        return;
      case "since":
        if (this.#cache.isComplete && has) return;
        if (has && depth.seconds >= this.#reachesBackTo) return;
        await this.#fetchSince(depth.seconds, options);
        return;
      case "all":
        if (this.#cache.isComplete && has) return;
        await this.#cache.locked(signal, async () => {
          await this.#fetchAll(options);
        });
    }
  }

  async fetchObjects(ids: readonly string[], options: CallOptions = {}): Promise<void> {
    const wanted = new Set<string>();
    for (const id of ids) if (!(await this.#cache.objects.has(id))) wanted.add(id);
    if (wanted.size === 0) return;
    await this.#cache.locked(options.signal, async () => {
      while (wanted.size > 0 && !this.#cache.isWhole) {
        const result = await this.#fetch({ refspecs: "stdin", filter: "tree:2", input: [...wanted] }, options);
        if (result.code === 0) break;
        if (UNADVERTISED.test(result.stderr)) {
          this.#cache.markWhole();
          await this.#refetch("the host gives whole commits only", options);
          break;
        }
        const id = NOT_OURS.exec(result.stderr)?.[1];
        if (id === undefined || !wanted.delete(id)) throw this.#failure(result);
      }
      for (const id of wanted) if (await this.#cache.objects.has(id)) wanted.delete(id);
      if (wanted.size === 0) return;
      // What is not in the newest commit may be in older ones.
      if (!this.#cache.isComplete) await this.#fetchAll(options);
      else if (!this.#healed) {
        this.#healed = true;
        await this.#refetch("objects are missing that it should hold", options);
      }
    });
  }

  async push(
    tip: CommitSha,
    expected: CommitSha | undefined,
    created: readonly string[],
    options: CallOptions = {},
  ): Promise<void> {
    if (!(await isForward(this.#cache, { tip, expected, created }))) throw new GitopsConflictError(this.branch);
    if (created.length >= MANY_OBJECTS) await this.#packMany(created, options);
    const { gitDir, env } = this.#cache.forPushing;
    const args = [`--git-dir=${gitDir}`, ...pushArguments({ branch: this.branch, tip, expected })];
    const result = await this.#run(args, { env, signal: options.signal });
    const report = parsePushReport(result, { ref: `refs/heads/${this.branch}`, branch: this.branch });
    if (report === undefined) throw this.#failure(result);
    if (report.status === "refused") throw report.error;
    for (const id of created) this.#published.add(id);
    await this.#afterPush(tip);
  }

  /** Git sends the deltas it finds in a pack; to look for them itself takes it seconds where folders are wide. */
  async #packMany(created: readonly string[], { signal }: CallOptions): Promise<void> {
    const pack = await packOf(this.#cache, { ids: created, thin: false });
    const result = await this.#git(["index-pack", "--stdin"], { signal, input: pack });
    if (result.code !== 0) throw this.#failure(result);
    this.#cache.objects.removeLoose(created);
  }

  /** Makes the cache anew after an object of it was found damaged. */
  async heal(id: string, options: CallOptions = {}): Promise<void> {
    await this.#cache.locked(options.signal, async () => {
      this.#cache.objects.removeLoose([id]);
      await this.#refetch(`object ${id} is damaged or missing`, options);
    });
  }

  async #refetch(why: string, options: CallOptions): Promise<void> {
    const wasComplete = this.#cache.isComplete;
    this.#cache.reset(why);
    const result = await this.#fetchTip(options);
    if (result.code !== 0) throw this.#failure(result);
    if (wasComplete) await this.#fetchAll(options);
  }

  /** The release has landed: whatever goes wrong here, or is cut short, does not undo that. */
  async #afterPush(tip: CommitSha): Promise<void> {
    try {
      await this.#cache.locked(undefined, async () => {
        this.#cache.setTip(tip);
        if (!isUntidy(this.#cache, this.#published)) return;
        await tidyCache(this.#cache, {
          tip,
          published: this.#published,
          git: async (args, more) => await this.#git(args, more ?? {}),
        });
      });
    } catch (error) {
      if (!GimletError.is(error)) throw error;
    }
  }

  /** What a commit's landing needs: it, its upper trees, and only for a cache with history all that came between. */
  async #fetchTip(options: CallOptions): Promise<GitResult> {
    const ask = async (): Promise<GitResult> => {
      const filter = this.#cache.isComplete ? "blob:none" : "tree:2";
      const depth = this.#cache.tip() === undefined ? 1 : undefined;
      return await this.#fetch({ refspecs: [this.#refspec()], filter, depth }, options);
    };
    const result = await ask();
    if (result.code === 0 || !isCacheDamage(result.stderr)) return result;
    this.#cache.reset("git finds it damaged");
    return await ask();
  }

  async #fetchOne(commit: CommitSha, options: CallOptions): Promise<void> {
    await this.#cache.locked(options.signal, async () => {
      if (await this.#cache.objects.has(commit)) return;
      const depth = this.#cache.isComplete ? undefined : 1;
      const result = await this.#fetch({ refspecs: [commit], filter: "tree:2", depth }, options);
      if (result.code !== 0) throw this.#failure(result);
    });
  }

  async #fetchSince(seconds: number, options: CallOptions): Promise<void> {
    await this.#cache.locked(options.signal, async () => {
      const since = { refspecs: [this.#refspec()], filter: "tree:0", sinceSeconds: seconds } as const;
      const result = await this.#fetch(since, options);
      if (result.code !== 0 && !NO_SINCE.test(result.stderr)) throw this.#failure(result);
      if (result.code !== 0 && !/no commits selected/i.test(result.stderr)) await this.#fetchAll(options);
      this.#reachesBackTo = seconds;
    });
  }

  /** From nothing: the remote would leave out trees of commits it thinks we have whole. */
  async #fetchAll(options: CallOptions): Promise<void> {
    if (this.#cache.isComplete) {
      const result = await this.#fetchTip(options);
      if (result.code !== 0) throw this.#failure(result);
      return;
    }
    const result = await this.#fetch({ refspecs: [this.#refspec()], filter: "blob:none", anew: true }, options);
    if (result.code !== 0) throw this.#failure(result);
    this.#cache.markComplete();
  }

  #refspec(): string {
    return `+refs/heads/${this.branch}:${CacheRepo.trackingRef}`;
  }

  /** Fetches with the filter asked for, or the next simpler one the remote knows. */
  async #fetch(request: FetchRequest, options: CallOptions): Promise<GitResult> {
    const { signal, onProgress } = options;
    const onStderr = onProgress === undefined ? undefined : gitProgress(onProgress);
    const input = request.input === undefined ? undefined : `${request.input.join("\n")}\n`;
    // An empty file in the place of the list of cut-off commits lets the remote send what is beyond them.
    const env = request.anew === true ? { GIT_SHALLOW_FILE: devNull } : {};
    for (;;) {
      const filter = this.#cache.isWhole ? undefined : simplest(request.filter, this.#simplest);
      const args = fetchArguments({ ...request, filter, progress: onStderr !== undefined });
      const result = await this.#git(args, { signal, onStderr, input, env });
      if (result.code === 0 || filter === undefined || !isFilterRefused(result.stderr)) return result;
      if (filter === "blob:none") this.#cache.markWhole();
      else this.#simplest = "blob:none";
      this.#log?.debug("the host does not leave away what it was asked to", { location: this.location, filter });
    }
  }

  async #git(args: readonly string[], options: CallGitOptions): Promise<GitResult> {
    return await this.#run([`--git-dir=${this.#cache.folder}`, ...args], options);
  }

  async #run(args: readonly string[], options: CallGitOptions): Promise<GitResult> {
    const run = async (env: RunGitOptions["env"]): Promise<GitResult> =>
      await runGit(args, { ...options, env: { ...env, ...options.env } });
    const env = await this.#env.get();
    const first = await run(env);
    const others = first.code !== 0 && isAuthenticationRefused(first.stderr) ? await this.#env.renew() : undefined;
    const result = others === undefined ? first : await run(others);
    if (result.code === 0 || !isRedirect(result.stderr)) return result;
    const { signal } = options;
    throw await redirectError({ location: this.location, gitDir: this.#cache.folder, env, signal });
  }

  #failure(result: GitResult): Error {
    return gitFailure({ stderr: result.stderr, location: this.location, cacheFolder: this.#cache.folder });
  }
}
