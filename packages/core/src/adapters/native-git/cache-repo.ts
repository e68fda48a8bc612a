import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CommitSha, isCommitSha } from "../../conventions/ids.ts";
import { CacheUnusableError } from "../../errors.ts";
import type { GitObject, NamedObject, ObjectStore } from "../../git/object-store.ts";
import type { Logger } from "../../gitops/logger.ts";
import { type DiskObjectStore, openDiskObjectStore } from "../git-objects/disk-object-store.ts";
import { lockFile } from "../git-objects/history-index-lock.ts";

export interface CacheRepoOptions {
  readonly folder: string;
  /** Text of the file `config`. */
  readonly config: string;
  /** The same for pushing. */
  readonly pushConfig: string;
  /** Objects folders to borrow from. */
  readonly alternates?: readonly string[] | undefined;
  readonly log?: Logger | undefined;
}

/** Nothing is ever checked out. */
const HEAD = "ref: refs/heads/none\n";
const TOUCH_MS = 4000;
/** Says that all commits and trees are there, so that only blobs may be missing. */
const COMPLETE = "gimlet-complete";
/** Says that the remote gives whole commits only, not single objects. */
const WHOLE = "gimlet-whole";
/** The branch of the remote as of the last fetch. */
const TRACKING = "refs/gimlet/branch";

/**
 * A bare repository that is a cache: made when absent, thrown away when damaged. Processes may share it.
 * As an `ObjectStore` it is the same before and after it was made anew.
 */
export class CacheRepo implements ObjectStore {
  static readonly trackingRef: string = TRACKING;
  readonly folder: string;
  readonly #options: CacheRepoOptions;
  #store: DiskObjectStore | undefined;

  /** @throws {CacheUnusableError} when the folder can't be made */
  constructor(options: CacheRepoOptions) {
    this.folder = options.folder;
    this.#options = options;
    this.#guard(() => {
      if (!existsSync(join(this.folder, "HEAD"))) createRepo(options);
    });
  }

  async read(id: string): Promise<GitObject | undefined> {
    return await this.objects.read(id);
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    await this.objects.write(objects);
  }

  get objects(): DiskObjectStore {
    return (this.#store ??= openDiskObjectStore(this.folder));
  }

  /**
   * Arguments and environment for a git that pushes: it sees the same objects, but does not know that missing ones can
   * be had. Otherwise it would fetch old files, which it does not need, to make smaller what it sends.
   */
  get forPushing(): { readonly gitDir: string; readonly env: Readonly<Record<string, string>> } {
    return {
      gitDir: join(this.folder, "push"),
      env: { GIT_OBJECT_DIRECTORY: join(this.folder, "objects"), GIT_SHALLOW_FILE: join(this.folder, "shallow") },
    };
  }

  /** What the remote's branch pointed at when it was fetched or pushed last. */
  tip(): CommitSha | undefined {
    const text = this.#readText(TRACKING)?.trim();
    return text !== undefined && isCommitSha(text) ? text : undefined;
  }

  get isComplete(): boolean {
    return existsSync(join(this.folder, COMPLETE));
  }

  get isWhole(): boolean {
    return existsSync(join(this.folder, WHOLE));
  }

  /** To be called when the remote turned out to give whole commits only. */
  markWhole(): void {
    this.#options.log?.debug("the host gives whole commits only, so that more is fetched", { cache: this.folder });
    this.#guard(() => {
      writeFileSync(join(this.folder, WHOLE), "");
    });
  }

  /** To be called when all history was fetched. */
  markComplete(): void {
    this.#guard(() => {
      rmSync(join(this.folder, "shallow"), { force: true });
      writeFileSync(join(this.folder, COMPLETE), "");
    });
  }

  /** To be called when a push has moved the branch. */
  setTip(commit: CommitSha): void {
    this.#replace(TRACKING, `${commit}\n`);
  }

  /** Lets the history end in this commit, for git; older commits need not be kept then. */
  cutHistoryAt(commit: CommitSha): void {
    this.#replace("shallow", `${commit}\n`);
  }

  /** Works while no other process changes the repository, and clears what a killed git has left. */
  async locked<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    await using lock = await this.#lock(signal);
    const touching = setInterval(() => void lock.touch().catch(() => undefined), TOUCH_MS);
    try {
      this.#guard(() => {
        removeLeftovers(this.folder);
      });
      if (!this.#isSound()) this.reset("its files are damaged");
      return await work();
    } finally {
      clearInterval(touching);
    }
  }

  /**
   * Throws away what was fetched. What was written here stays: it may not be published yet. To be called locked.
   * @param why for the log
   */
  reset(why: string): void {
    this.#options.log?.warn("the cache is fetched anew", { cache: this.folder, why });
    this.#guard(() => {
      for (const name of [COMPLETE, TRACKING, "shallow", "packed-refs", "FETCH_HEAD", "objects/pack", "objects/info"])
        rmSync(join(this.folder, name), { recursive: true, force: true });
      writeSkeleton(this.folder, this.#options);
    });
    this.reopen();
  }

  /** Lets go of open packs. */
  reopen(): void {
    this.#store?.[Symbol.dispose]();
    this.#store = undefined;
  }

  /** Whether the few files beside the objects are what git or we have written. */
  #isSound(): boolean {
    const ref = this.#readText(TRACKING);
    return (
      this.#readText("config") === this.#options.config &&
      this.#readText("HEAD") === HEAD &&
      (ref === undefined || isCommitSha(ref.trim())) &&
      /^([0-9a-f]{40}\n)*$/.test(this.#readText("shallow") ?? "")
    );
  }

  async #lock(signal: AbortSignal | undefined): Promise<Awaited<ReturnType<typeof lockFile>>> {
    try {
      return await lockFile(join(this.folder, "gimlet"), signal);
    } catch (error) {
      if (!(error instanceof Error && "syscall" in error)) throw error;
      throw new CacheUnusableError(this.folder, error.message, { cause: error });
    }
  }

  #replace(name: string, text: string): void {
    this.#guard(() => {
      const next = join(this.folder, `${name}.${randomBytes(6).toString("hex")}`);
      writeFileSync(next, text);
      renameSync(next, join(this.folder, name));
    });
  }

  #readText(name: string): string | undefined {
    return this.#guard(() => {
      const path = join(this.folder, name);
      return existsSync(path) ? readFileSync(path, "utf8") : undefined;
    });
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new CacheUnusableError(this.folder, error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  }
}

/** The repository appears whole or not at all; whoever is first makes it. */
function createRepo(options: CacheRepoOptions): void {
  const { folder } = options;
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const temporary = `${folder}.${randomBytes(6).toString("hex")}`;
  writeSkeleton(temporary, options);
  try {
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    if (!existsSync(join(folder, "HEAD"))) throw error;
  }
}

function writeSkeleton(folder: string, { config, pushConfig, alternates = [] }: CacheRepoOptions): void {
  for (const name of ["objects/info", "objects/pack", "refs/gimlet", "push/objects", "push/refs"])
    mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  if (alternates.length > 0) writeFileSync(join(folder, "objects/info/alternates"), `${alternates.join("\n")}\n`);
  writeFileSync(join(folder, "config"), config);
  writeFileSync(join(folder, "push/config"), pushConfig);
  writeFileSync(join(folder, "push/HEAD"), HEAD);
  writeFileSync(join(folder, "HEAD"), HEAD);
}

function removeLeftovers(folder: string): void {
  for (const name of ["shallow.lock", "config.lock", "packed-refs.lock", `${TRACKING}.lock`])
    rmSync(join(folder, name), { force: true });
  for (const name of readdirSync(join(folder, "objects/pack")))
    if (name.startsWith("tmp_")) rmSync(join(folder, "objects/pack", name), { force: true });
}
