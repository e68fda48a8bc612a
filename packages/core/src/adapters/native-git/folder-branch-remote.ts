import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type CommitSha, isCommitSha } from "../../conventions/ids.ts";
import { BranchNotFoundError, GitopsConflictError, GitUnavailableError } from "../../errors.ts";
import type { BranchRemote, FetchDepth } from "../../git/branch-remote.ts";
import { concatBytes } from "../../git/bytes.ts";
import { pushRefusal } from "../../git/push-answer.ts";
import { formatRefUpdate, parsePushAnswer } from "../../git/receive-pack.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { CacheRepo } from "./cache-repo.ts";
import { gitFailure } from "./git-failure.ts";
import { isForward } from "./is-forward.ts";
import { packOf } from "./pack-of.ts";
import { runGit } from "./run-git.ts";

export interface FolderBranchRemoteOptions {
  /** A bare repository, or the `.git` of another. */
  readonly gitDir: string;
  readonly branch: string;
  /** Borrows the objects of `gitDir`: nothing is ever fetched. */
  readonly cache: CacheRepo;
  readonly env: Readonly<Record<string, string>>;
}

const CAPABILITIES = ["report-status", "side-band-64k", "ofs-delta", "object-format=sha1", "agent=gimlet"];
const MAX_LOOSE_AGE_MS = 3_600_000;
const TIDY_EVERY = 200;

/** The folder in which git keeps a repository's objects and refs; `undefined` when `path` is none that is plain. */
export function findGitDir(path: string): string | undefined {
  const isGitDir = (folder: string): boolean =>
    existsSync(join(folder, "HEAD")) &&
    statSync(join(folder, "objects"), { throwIfNoEntry: false })?.isDirectory() === true;
  return [path, join(path, ".git")].find(isGitDir);
}

/** A branch of a repository on this machine: its objects are read where they are, and pushed by `git receive-pack`. */
export class FolderBranchRemote implements BranchRemote {
  readonly location: string;
  readonly branch: string;
  readonly #cache: CacheRepo;
  readonly #env: Readonly<Record<string, string>>;
  #pushes = 0;

  constructor({ gitDir, branch, cache, env }: FolderBranchRemoteOptions) {
    this.location = gitDir;
    this.branch = branch;
    this.#cache = cache;
    this.#env = env;
  }

  async resolve({ signal }: CallOptions = {}): Promise<CommitSha | undefined> {
    const args = [`--git-dir=${this.location}`, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/"];
    const result = await runGit(args, { env: this.#env, signal });
    if (result.code !== 0) throw this.#failure(result.stderr);
    const branches = new Map<string, string>();
    for (const line of result.stdout.toString("utf8").split("\n")) {
      const space = line.lastIndexOf(" ");
      if (space > 0) branches.set(line.slice(0, space), line.slice(space + 1));
    }
    const sha = branches.get(`refs/heads/${this.branch}`);
    if (sha !== undefined && isCommitSha(sha)) return sha;
    if (branches.size > 0) throw new BranchNotFoundError(this.branch, this.location);
    return undefined;
  }

  /** Everything is there already. */
  async fetch(_commit: CommitSha, _depth: FetchDepth, options: CallOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
  }

  async fetchObjects(_ids: readonly string[], options: CallOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
  }

  async push(
    tip: CommitSha,
    expected: CommitSha | undefined,
    created: readonly string[],
    { signal }: CallOptions = {},
  ): Promise<void> {
    if (!(await isForward(this.#cache, { tip, expected, created }))) throw new GitopsConflictError(this.branch);
    const ref = `refs/heads/${this.branch}`;
    const update = formatRefUpdate({ ref, from: expected, to: tip }, CAPABILITIES);
    const input = concatBytes([update, await packOf(this.#cache, { ids: created, thin: true })]);
    // Without a conversation: the answer to "what do you have" is known, it is the folder we read from.
    const args = ["receive-pack", "--stateless-rpc", this.location];
    const { code, stdout, stderr } = await runGit(args, { env: this.#env, signal, input });
    if (stdout.length === 0) throw this.#failure(stderr);
    let answer: ReturnType<typeof parsePushAnswer>;
    try {
      answer = parsePushAnswer(stdout, { ref, sideBand: true });
    } catch (error) {
      throw new GitUnavailableError(this.location, `receive-pack ended with ${code ?? "a signal"}`, { cause: error });
    }
    if (answer.status === "refused") throw pushRefusal(this.branch, `${answer.text}\n${stderr}`);
    this.#tidy(created);
  }

  /** What was pushed is read from the remote from now on; leftovers of lost races and dead processes go in time. */
  #tidy(created: readonly string[]): void {
    this.#cache.objects.removeLoose(created);
    if (this.#pushes++ % TIDY_EVERY !== TIDY_EVERY - 1) return;
    const before = Date.now() - MAX_LOOSE_AGE_MS;
    const old = this.#cache.objects.listLoose().filter(({ modifiedMs }) => modifiedMs < before);
    this.#cache.objects.removeLoose(old.map(({ id }) => id));
  }

  #failure(stderr: string): Error {
    return gitFailure({ stderr, location: this.location, cacheFolder: this.#cache.folder });
  }
}
