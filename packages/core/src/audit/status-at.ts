import { type Hold, parseHoldFile } from "../conventions/hold-file.ts";
import type { BlobId, CommitSha, TreeId } from "../conventions/ids.ts";
import { parseReleaseFile, type ReleaseRecord } from "../conventions/release-file.ts";
import { appPaths, isAppFolder, RELEASE_FILE } from "../conventions/repo-layout.ts";
import type { Version } from "../conventions/version.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo, TreeEntry } from "../gitops/gitops-repo.ts";
import type { LogKind } from "./log-entry.ts";
import type { Env } from "../gitops/env.ts";
import { releaseLog } from "./release-log.ts";

/** What is released of one app. */
export interface AppStatus {
  readonly env: string;
  readonly app: string;
  /** The app's folder. */
  readonly tree: TreeId;
  readonly artifactId: string | undefined;
  /** Absent for a folder without a `release.json`, as people and old tools make them. */
  readonly version: Version | undefined;
  /** The folder has a `release.json` that can't be understood. */
  readonly recordUnreadable: boolean;
  readonly record: ReleaseRecord | undefined;
  /** Stops automatic releases; absent when nothing does. */
  readonly hold: Hold | undefined;
  /** Absent unless asked for. */
  readonly past?: AppPast | undefined;
}

/** How an app's folder came to be what it is. */
export interface AppPast {
  /** The newest act on the folder; absent when only edits from outside made it. */
  readonly lastAct:
    | { readonly kind: LogKind; readonly commit: CommitSha; readonly atSeconds: number; readonly actor: string }
    | undefined;
  /** The newest release after which the folder was what it is; after a rollback an older one. Absent when edited. */
  readonly release: CommitSha | undefined;
  /** The folder is not what the last act made of it. */
  readonly edited: boolean;
}

export interface StatusOptions extends CallOptions {
  readonly app?: string | undefined;
  /** A commit of the branch, or seconds since 1970; now by default. */
  readonly at?: CommitSha | undefined;
  /** The branch as it was then, in seconds since 1970; instead of a commit. */
  readonly atSeconds?: number | undefined;
  /** Also reads from history how each folder came to be. */
  readonly withPast?: boolean | undefined;
}

/** What is released in an env, by app, in git's order. Needs no history unless asked for the past or a time. */
export async function statusAt(env: Env, options: StatusOptions = {}): Promise<readonly AppStatus[]> {
  const { repo } = env;
  const at = options.at ?? (await commitAt(repo, options.atSeconds, options));
  if (at === undefined) return [];
  const folders = await appFolders(env, at, options);
  const files = new Map<string, BlobId>();
  for (const { name } of folders) {
    const { folder, hold } = appPaths(env.paths, name);
    const record = blobOf(await repo.find(`${folder}/${RELEASE_FILE}`, at, options));
    if (record !== undefined) files.set(folder, record);
    if (options.app === undefined) continue;
    const held = blobOf(await repo.find(hold, at, options));
    if (held !== undefined) files.set(hold, held);
  }
  if (options.app === undefined) for (const [path, id] of await holdFiles(env, at, options)) files.set(path, id);
  const contents = await repo.read([...new Set(files.values())], options);
  const contentOf = (path: string): Uint8Array | undefined => contents.get(files.get(path) ?? ("" as BlobId));
  const past = options.withPast === true ? await pastOf(env, { folders, at, options }) : undefined;
  return folders.map(({ name, id }) => {
    const { folder, hold } = appPaths(env.paths, name);
    const file = contentOf(folder);
    const record = file === undefined ? undefined : parseReleaseFile(file);
    const held = contentOf(hold);
    return {
      env: env.name,
      app: name,
      tree: id,
      artifactId: record?.artifactId,
      version: record?.version,
      recordUnreadable: files.has(folder) && record?.version === undefined,
      record,
      hold: held === undefined ? undefined : parseHoldFile(new TextDecoder().decode(held)),
      ...(past === undefined ? {} : { past: past.get(name) ?? NO_PAST }),
    };
  });
}

const NO_PAST: AppPast = { lastAct: undefined, release: undefined, edited: true };

/**
 * What the branch pointed at: the newest commit of its first-parent line made no later than that.
 * @returns `undefined` before the first commit, or in an empty repository
 */
async function commitAt(
  repo: GitopsRepo,
  atSeconds: number | undefined,
  options: CallOptions,
): Promise<CommitSha | undefined> {
  const head = await repo.head(options);
  if (head === undefined || atSeconds === undefined) return head;
  let next: CommitSha | undefined = head;
  for await (const { sha, parents, committer } of repo.recent(head, options)) {
    if (sha !== next) continue;
    if (committer.atSeconds <= atSeconds) return sha;
    next = parents[0];
  }
  return undefined;
}

interface Folder {
  readonly name: string;
  readonly id: TreeId;
}

async function appFolders(env: Env, at: CommitSha, options: StatusOptions): Promise<readonly Folder[]> {
  const { repo, paths } = env;
  const { app } = options;
  const entries =
    app === undefined
      ? await repo.list(paths.root, at, options)
      : [await repo.find(appPaths(paths, app).folder, at, options)].filter((entry) => entry !== undefined);
  return entries.flatMap((entry) =>
    entry.kind === "folder" && isAppFolder(entry.name) ? [{ name: entry.name, id: entry.id }] : [],
  );
}

async function holdFiles(env: Env, at: CommitSha, options: StatusOptions): Promise<Map<string, BlobId>> {
  const folder = appPaths(env.paths, "x").hold.slice(0, -"/x.yaml".length);
  const files = new Map<string, BlobId>();
  for (const entry of await env.repo.list(folder, at, options)) {
    const id = blobOf(entry);
    if (id !== undefined) files.set(`${folder}/${entry.name}`, id);
  }
  return files;
}

function blobOf(entry: TreeEntry | undefined): BlobId | undefined {
  return entry?.kind === "file" || entry?.kind === "executable" ? entry.id : undefined;
}

interface PastOptions {
  readonly folders: readonly Folder[];
  readonly at: CommitSha;
  readonly options: StatusOptions;
}

/** Reads the log only as far back as it takes to know of every folder. */
async function pastOf(env: Env, { folders, at, options }: PastOptions): Promise<ReadonlyMap<string, AppPast>> {
  const { app, signal, onProgress } = options;
  const open = new Map(folders.map(({ name, id }) => [name, id]));
  const past = new Map<string, AppPast>();
  if (open.size === 0) return past;
  const kinds = ["release", "rollback", "restore", "removal"] as const;
  for await (const entry of releaseLog([env], { app, at, signal, onProgress, kinds })) {
    const live = open.get(entry.app);
    if (live === undefined) continue;
    const { kind, commit, atSeconds, actor } = entry;
    const edited = past.get(entry.app)?.edited ?? entry.tree !== live;
    const lastAct = past.get(entry.app)?.lastAct ?? { kind, commit, atSeconds, actor };
    const release = !edited && kind === "release" && entry.tree === live ? commit : undefined;
    past.set(entry.app, { lastAct, release, edited });
    if (edited || release !== undefined) open.delete(entry.app);
    if (open.size === 0) break;
  }
  return past;
}
