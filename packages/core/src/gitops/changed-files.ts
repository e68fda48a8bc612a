import type { BlobId, CommitSha } from "../conventions/ids.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo } from "./gitops-repo.ts";
import { listFiles } from "./list-files.ts";

/** A file that differs between two commits, with both contents. */
export interface ChangedFile {
  readonly path: string;
  /** Absent when the file is new. */
  readonly before?: Uint8Array;
  /** Absent when the file is gone. */
  readonly after?: Uint8Array;
}

export interface ChangedFilesOptions extends CallOptions {
  /** `undefined` compares with nothing. */
  readonly from: CommitSha | undefined;
  readonly to: CommitSha;
  /** Files or folders to look at. */
  readonly paths: Iterable<string>;
}

/** Compares files at two commits, sorted by path. Links count as files that hold their target; submodules are left out. */
export async function changedFiles(repo: GitopsRepo, options: ChangedFilesOptions): Promise<readonly ChangedFile[]> {
  const { from, to } = options;
  const pairs: { path: string; before?: BlobId | undefined; after?: BlobId | undefined }[] = [];
  for (const path of options.paths) {
    const before = from === undefined ? new Map<string, BlobId>() : await blobsAt(repo, path, { ...options, at: from });
    const after = await blobsAt(repo, path, { ...options, at: to });
    for (const file of new Set([...before.keys(), ...after.keys()])) {
      const pair = { path: file, before: before.get(file), after: after.get(file) };
      if (pair.before !== pair.after) pairs.push(pair);
    }
  }
  const ids = pairs.flatMap(({ before, after }) => [before, after]).filter((id) => id !== undefined);
  const contents = await repo.read(ids, options);
  const content = (id: BlobId | undefined): Uint8Array | undefined => (id === undefined ? undefined : contents.get(id));
  return pairs
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, ...ids }) => {
      const before = content(ids.before);
      const after = content(ids.after);
      return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
    });
}

/** Blobs at or below a path: full path → id. */
async function blobsAt(
  repo: GitopsRepo,
  path: string,
  options: CallOptions & { readonly at: CommitSha },
): Promise<ReadonlyMap<string, BlobId>> {
  const entry = await repo.find(path, options.at, options);
  if (entry === undefined || entry.kind === "submodule") return new Map();
  if (entry.kind !== "folder") return new Map([[path, entry.id]]);
  const found = new Map<string, BlobId>();
  for (const [name, file] of await listFiles(repo, path, options))
    if (file.kind !== "submodule") found.set(`${path}/${name}`, file.id);
  return found;
}
