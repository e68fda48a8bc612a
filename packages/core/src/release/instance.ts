import { parseHoldFile, type Hold } from "../conventions/hold-file.ts";
import type { BlobId, CommitSha, TreeId } from "../conventions/ids.ts";
import { parseReleaseFile, type ReleaseRecord } from "../conventions/release-file.ts";
import { appPaths, RELEASE_FILE, type AppPaths, type EnvPaths } from "../conventions/repo-layout.ts";
import { UnsafeTreeError } from "../errors.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo } from "../gitops/gitops-repo.ts";
import { listFiles, type FileEntry } from "../gitops/list-files.ts";

/** One app in one env as a commit has it: all that planning an act needs to know. */
export interface Instance {
  readonly app: string;
  readonly env: string;
  readonly paths: AppPaths;
  /** Absent when the app has no folder. */
  readonly folder: TreeId | undefined;
  /** Path relative to the folder → what is there. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /** Absent when there is none, or none that can be understood. */
  readonly record: ReleaseRecord | undefined;
  readonly hold: Hold | undefined;
  /** The app's own Flux object, where there is one. */
  readonly kustomization: BlobId | undefined;
  /** What the answers above came from: path → id, `undefined` where nothing is. */
  readonly basis: ReadonlyMap<string, string | undefined>;
}

export interface ReadInstanceOptions extends CallOptions {
  readonly app: string;
  readonly env: string;
  readonly paths: EnvPaths;
  /** `undefined` in an empty repository. */
  readonly at: CommitSha | undefined;
}

/**
 * Reads an instance.
 * @throws {UnsafeTreeError} when something else than a folder is where the app's folder belongs
 */
export async function readInstance(repo: GitopsRepo, options: ReadInstanceOptions): Promise<Instance> {
  const { app, env, at } = options;
  const paths = appPaths(options.paths, app);
  const nothing = { app, env, paths, files: new Map(), folder: undefined, record: undefined, hold: undefined };
  const watched = [paths.folder, paths.kustomization, paths.hold];
  if (at === undefined)
    return { ...nothing, kustomization: undefined, basis: new Map(watched.map((path) => [path, undefined])) };

  const [folder, kustomization, hold] = await Promise.all(watched.map((path) => repo.find(path, at, options)));
  if (folder !== undefined && folder.kind !== "folder")
    throw new UnsafeTreeError(paths.folder, `is a ${folder.kind} where the folder of an app belongs`);
  const files =
    folder === undefined ? new Map<string, FileEntry>() : await listFiles(repo, paths.folder, { ...options, at });
  const record = blobOf(files.get(RELEASE_FILE));
  const held = blobOf(hold);
  const contents = await repo.read(
    [record, held].filter((id) => id !== undefined),
    options,
  );

  return {
    app,
    env,
    paths,
    files,
    folder: folder?.id,
    record: record === undefined ? undefined : parseReleaseFile(contents.get(record)!),
    hold: held === undefined ? undefined : parseHoldFile(new TextDecoder().decode(contents.get(held))),
    kustomization: blobOf(kustomization),
    basis: new Map(watched.map((path, index) => [path, [folder, kustomization, hold][index]?.id])),
  };
}

/** The content of a regular file; links and submodules have none that we read. */
function blobOf(entry: { readonly kind: string; readonly id: string } | undefined): BlobId | undefined {
  // The kinds "file" and "executable" carry blob ids.
  return entry?.kind === "file" || entry?.kind === "executable" ? (entry.id as BlobId) : undefined;
}
