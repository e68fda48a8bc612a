import type { BlobId, CommitSha, TreeId } from "../conventions/ids.ts";
import { GimletError } from "../errors.ts";
import { formatCommit } from "../git/commit.ts";
import { nameObject, parseId, portableSha1 } from "../git/object-id.ts";
import type { NamedObject } from "../git/object-store.ts";
import type { ChangeSet, Edit, FileContent, Signature } from "../gitops/change-set.ts";
import type { GitopsRepo, TreeEntry } from "../gitops/gitops-repo.ts";

/** A fresh, empty repository as one adapter sees it. */
export interface RepoUnderTest {
  /** A client for the branch `main`. */
  readonly repo: GitopsRepo;
  /** A client that shares nothing with the others but the repository. */
  readonly anotherClient: (branch?: string) => Promise<GitopsRepo>;
  /** Puts objects into the repository and points `main` at `tip`, as a push of another tool would. */
  readonly land: (objects: readonly NamedObject[], tip: CommitSha) => Promise<void>;
}

/** One fact that holds for every adapter of a port; framework-free: it throws when it does not hold. */
export interface ContractCase {
  readonly title: string;
  readonly run: (create: () => Promise<RepoUnderTest>) => Promise<void>;
}

const ANN: Signature = { name: "Ann Ödegård", email: "ann@example.com", atSeconds: 1_767_225_600 };
const text = new TextEncoder();

/** A change set with a message and people. */
export function changing(edits: Readonly<Record<string, Edit>>, options: Partial<ChangeSet> = {}): ChangeSet {
  return { message: "Change\n", author: ANN, committer: ANN, edits: new Map(Object.entries(edits)), ...options };
}

/** An edit of one file. */
export function file(content: FileContent): Edit {
  return { kind: "file", content };
}

/** An edit of a whole folder. */
export function folder(files: Readonly<Record<string, FileContent>>): Edit {
  return { kind: "folder", files: new Map(Object.entries(files)) };
}

/** Commits on the branch and pushes. */
export async function landed(repo: GitopsRepo, change: ChangeSet): Promise<CommitSha> {
  const head = await repo.head();
  const tip = await repo.commit(change, head);
  await repo.push(tip, head);
  return tip;
}

/** The text of a file; `undefined` when there is none. */
export async function textAt(repo: GitopsRepo, path: string, at: CommitSha): Promise<string | undefined> {
  const entry = await repo.find(path, at);
  if (entry?.kind !== "file") return undefined;
  return new TextDecoder().decode((await repo.read([entry.id])).get(entry.id));
}

/** What `path` is, which must be there. */
export async function entryAt(repo: GitopsRepo, path: string, at: CommitSha): Promise<TreeEntry> {
  const entry = await repo.find(path, at);
  if (entry === undefined) throw new Error(`nothing at ${path}`);
  return entry;
}

/** The blob at `path`, which must be a file. */
export async function blobAt(repo: GitopsRepo, path: string, at: CommitSha): Promise<BlobId> {
  const entry = await entryAt(repo, path, at);
  if (entry.kind === "folder" || entry.kind === "submodule") throw new Error(`${path} is no file`);
  return entry.id;
}

/** The tree at `path`, which must be a folder. */
export async function treeAt(repo: GitopsRepo, path: string, at: CommitSha): Promise<TreeId> {
  const entry = await entryAt(repo, path, at);
  if (entry.kind !== "folder") throw new Error(`${path} is no folder`);
  return entry.id;
}

/** Objects that the port itself would not make. */
export const raw = {
  blob: (content: string): NamedObject => nameObject("blob", text.encode(content), portableSha1),
  /** Entries as `[mode, name, id]`, in the order given. */
  tree: (entries: readonly (readonly [mode: string, name: string, id: string])[]): NamedObject => {
    const data = entries.flatMap(([mode, name, id]) => [...text.encode(`${mode} ${name}\0`), ...parseId(id)]);
    return nameObject("tree", Uint8Array.from(data), portableSha1);
  },
  commit: (tree: NamedObject, parents: readonly CommitSha[] = []): NamedObject & { readonly id: CommitSha } => {
    const parts = { tree: tree.id as TreeId, parents, author: ANN, committer: ANN, message: "By another tool\n" };
    const object = nameObject("commit", formatCommit(parts), portableSha1);
    return { ...object, id: object.id as CommitSha };
  },
};

/** @throws {Error} when the two differ as JSON; `undefined` differs from everything else */
export function equal(actual: unknown, expected: unknown): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (got !== wanted) throw new Error(`expected ${wanted}, got ${got}`);
}

/** @throws {Error} when the work does not fail with one of our errors of that code */
export async function fails(work: Promise<unknown>, code: string): Promise<void> {
  let outcome: unknown = "nothing";
  try {
    await work;
  } catch (error) {
    if (GimletError.is(error) && error.code === code) return;
    outcome = error;
  }
  throw new Error(`expected an error with code ${code}, got ${String(outcome)}`, { cause: outcome });
}

/** Everything that a long list gives. */
export async function all<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}
