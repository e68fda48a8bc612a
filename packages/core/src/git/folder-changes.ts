import type { BlobId, TreeId } from "../conventions/ids.ts";
import { RELEASE_FILE } from "../conventions/repo-layout.ts";
import type { FolderChange, HistoryOptions } from "../gitops/gitops-repo.ts";
import { findEntry } from "./tree.ts";
import { type DiffEntry, diffTrees } from "./tree-diff.ts";
import type { TreeReader } from "./tree-reader.ts";

/** The root trees of a commit and its parents. */
export interface CommitTrees {
  readonly tree: TreeId;
  readonly parents: readonly TreeId[];
}

/** Which folders are looked at: those of one depth, and of them those at or below one of the paths. */
export type FolderFilter = Pick<HistoryOptions, "folderDepth" | "under">;

/**
 * The folders a commit changed, by path. Reads only trees whose ids differ. Files, links and submodules where a folder
 * should be are no folders; inside a folder they are files like others.
 *
 * A merge changed a folder when a file in it is other than in each parent, or when it is gone though each parent has it.
 * @throws {GitObjectError} when a tree is missing or damaged
 */
export async function folderChanges(
  reader: TreeReader,
  commit: CommitTrees,
  filter: FolderFilter,
): Promise<readonly FolderChange[]> {
  const [first, ...others] = commit.parents;
  const changed = await changedFolders(reader, { before: first, after: commit.tree }, filter);
  for (const parent of others) {
    const theirs = new Map(
      (await changedFolders(reader, { before: parent, after: commit.tree }, filter)).map((pair) => [pair.folder, pair]),
    );
    for (const pair of changed) pair.befores.push(...(theirs.get(pair.folder)?.befores ?? []));
  }
  const changes: FolderChange[] = [];
  for (const pair of changed) {
    if (pair.befores.length < commit.parents.length) continue;
    const change = await describeChange(reader, pair);
    if (others.length === 0 || change.files.length > 0 || change.after === undefined) changes.push(change);
  }
  return changes.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

/** Two states of a folder; an absent one holds nothing. */
interface Sides {
  readonly before: TreeId | undefined;
  readonly after: TreeId | undefined;
}

interface ChangedFolder {
  readonly folder: string;
  /** Its tree in each parent that differs, first parent first; empty for a commit without parents. */
  readonly befores: (TreeId | undefined)[];
  readonly after: TreeId | undefined;
}

async function changedFolders(reader: TreeReader, sides: Sides, filter: FolderFilter): Promise<ChangedFolder[]> {
  const found: ChangedFolder[] = [];
  const under = asList(filter.under);
  const descend = async (path: string, { before, after }: Sides, depth: number): Promise<void> => {
    for (const entry of await diff(reader, { before, after })) {
      const folder = path === "" ? entry.name : `${path}/${entry.name}`;
      const inner = { before: folderId(entry.before), after: folderId(entry.after) };
      if (inner.before === undefined && inner.after === undefined) continue;
      if (!under.some((wanted) => isWithin(folder, wanted) || (depth > 1 && isWithin(wanted, folder)))) continue;
      if (depth > 1) await descend(folder, inner, depth - 1);
      else found.push({ folder, befores: [inner.before], after: inner.after });
    }
  };
  await descend("", sides, filter.folderDepth);
  return found;
}

/** Whether a path is a folder, or lies below it; everything lies below the root. */
export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}

/** The paths of a filter; without one, the root. */
export function asList(under: FolderFilter["under"]): readonly string[] {
  return under === undefined ? [""] : typeof under === "string" ? [under] : under;
}

async function describeChange(reader: TreeReader, pair: ChangedFolder): Promise<FolderChange> {
  const { folder, befores, after } = pair;
  const [before] = befores;
  const [files, ...others] = await Promise.all(
    befores.map((tree) => changedFiles(reader, { before: tree, after }, "")),
  );
  const recordBefore = await findRecord(reader, before);
  const recordAfter = await findRecord(reader, after);
  return {
    folder,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    files: (files ?? []).filter((file) => others.every((theirs) => theirs.includes(file))).toSorted(),
    ...(recordBefore === undefined ? {} : { recordBefore }),
    ...(recordAfter === undefined ? {} : { recordAfter }),
  };
}

async function changedFiles(reader: TreeReader, sides: Sides, path: string): Promise<string[]> {
  const files = new Set<string>();
  for (const { name, before, after } of await diff(reader, sides)) {
    const inner = { before: folderId(before), after: folderId(after) };
    if (isFile(before) || isFile(after)) files.add(path + name);
    if (inner.before !== undefined || inner.after !== undefined)
      for (const file of await changedFiles(reader, inner, `${path}${name}/`)) files.add(file);
  }
  return [...files];
}

async function findRecord(reader: TreeReader, folder: TreeId | undefined): Promise<BlobId | undefined> {
  if (folder === undefined) return undefined;
  const tree = await reader.read(folder);
  const entry = findEntry(tree.id, tree.data, RELEASE_FILE);
  return entry?.kind === "file" || entry?.kind === "executable" ? entry.id : undefined;
}

async function diff(reader: TreeReader, { before, after }: Sides): Promise<ReturnType<typeof diffTrees>> {
  return diffTrees(
    before === undefined ? undefined : await reader.read(before),
    after === undefined ? undefined : await reader.read(after),
  );
}

function folderId(entry: DiffEntry | undefined): TreeId | undefined {
  return entry?.kind === "folder" ? (entry.id as TreeId) : undefined;
}

function isFile(entry: DiffEntry | undefined): boolean {
  return entry !== undefined && entry.kind !== "folder";
}
