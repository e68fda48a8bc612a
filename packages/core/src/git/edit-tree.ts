import type { TreeId } from "../conventions/ids.ts";
import { UnsafeTreeError, UsageError } from "../errors.ts";
import type { Edit, FileContent } from "../gitops/change-set.ts";
import type { NamedObject, ObjectType } from "./object-store.ts";
import { formatId, nameObject, type Sha1 } from "./object-id.ts";
import { whyUnsafeName } from "./safe-name.ts";
import { type EntryChange, type IndexedTree, indexTree, lookUp, type NewEntry, spliceTree } from "./splice-tree.ts";
import { EMPTY_TREE, kindOfMode, parseTree } from "./tree.ts";

export interface EditTreeOptions {
  readonly hash: Sha1;
  readonly readTree: (id: string) => Promise<Uint8Array>;
  /** Hears of every tree that an edit of kind "tree" plants, with what it holds. */
  readonly onPlanted: (id: string) => void;
}

export interface EditedTree {
  readonly id: TreeId;
  /** The trees and blobs that were not in the tree before, at the places that were edited. */
  readonly created: readonly NamedObject[];
}

/**
 * Applies edits to a root tree. Reads and makes only the trees on the way to them; every other entry stays as it is,
 * byte for byte. Files are written as ordinary files; a folder that comes to hold nothing is left out.
 * @throws {UnsafeTreeError} when a path has an unsafe name, leads through a file, link or submodule, or puts a file in
 *   the place of something else or a folder in the place of something that is no folder
 * @throws {UsageError} when one path lies inside another
 */
export async function editTree(
  root: TreeId,
  edits: ReadonlyMap<string, Edit>,
  options: EditTreeOptions,
): Promise<EditedTree> {
  const making = new Making(options);
  const old: OldEntry = { kind: "folder", id: root };
  const whole = edits.size === 1 ? edits.get("") : undefined;
  const entry = await making.change("", whole ?? stepsOf(edits), old);
  if (entry === undefined) making.create("tree", new Uint8Array(0));
  return { id: (entry?.id ?? EMPTY_TREE) as TreeId, created: making.created() };
}

/** What is asked of one path: an edit, or steps further down by name. */
type Step = Steps | Edit;

interface Steps {
  readonly kind: "steps";
  readonly below: ReadonlyMap<string, Step>;
}

interface OldEntry {
  readonly kind: ReturnType<typeof kindOfMode>;
  readonly id: string;
}

/** The objects made so far, and those that were there. */
class Making {
  readonly #options: EditTreeOptions;
  readonly #made = new Map<string, NamedObject>();
  readonly #known = new Set<string>();

  constructor(options: EditTreeOptions) {
    this.#options = options;
  }

  created(): readonly NamedObject[] {
    return [...this.#made.values()].filter(({ id }) => !this.#known.has(id));
  }

  create(type: ObjectType, data: Uint8Array): string {
    const object = nameObject(type, data, this.#options.hash);
    this.#made.set(object.id, object);
    return object.id;
  }

  /** What `path` is afterwards; `undefined` when nothing. */
  async change(path: string, step: Step, old: OldEntry | undefined): Promise<NewEntry | undefined> {
    switch (step.kind) {
      case "delete":
        return undefined;
      case "file":
        if (old !== undefined && old.kind !== "file" && old.kind !== "executable") throw inTheWay(path, old);
        if (old !== undefined) this.#known.add(old.id);
        return { mode: "100644", id: this.create("blob", bytesOf(step.content)) };
      case "tree":
        folderOrNothing(path, old);
        await this.#plant(path, step.id);
        return step.id === EMPTY_TREE ? undefined : { mode: "40000", id: step.id };
      case "folder": {
        folderOrNothing(path, old);
        const files = new Map([...step.files].map(([file, content]) => [file, { kind: "file", content } as const]));
        if (old !== undefined) await this.#know(old.id);
        return await this.#steps(path, stepsOf(files), undefined);
      }
      case "steps":
        folderOrNothing(path, old);
        return await this.#steps(path, step, old);
    }
  }

  async #steps(path: string, step: Steps, old: OldEntry | undefined): Promise<NewEntry | undefined> {
    const tree = await this.#index(path, old);
    const changes: EntryChange[] = [];
    for (const [name, below] of step.below) {
      const span = lookUp(tree, name);
      const before =
        span === undefined ? undefined : { kind: kindOfMode(span.mode), id: formatId(tree.data, span.nameEnd + 1) };
      const entry = await this.change(path === "" ? name : `${path}/${name}`, below, before);
      if (entry !== undefined || before !== undefined) changes.push({ name, entry });
    }
    const data = spliceTree(tree, changes);
    return data.length === 0 ? undefined : { mode: "40000", id: this.create("tree", data) };
  }

  async #index(path: string, old: OldEntry | undefined): Promise<IndexedTree> {
    if (old === undefined || old.id === EMPTY_TREE) return indexTree(EMPTY_TREE, new Uint8Array(0), path);
    this.#known.add(old.id);
    return indexTree(old.id, await this.#options.readTree(old.id), path);
  }

  /** Notes what a folder holds, so that it is not made again. */
  async #know(tree: string): Promise<void> {
    this.#known.add(tree);
    for (const entry of parseTree(tree, await this.#options.readTree(tree)))
      if (entry.kind === "folder") await this.#know(entry.id);
      else this.#known.add(entry.id);
  }

  async #plant(path: string, tree: string): Promise<void> {
    this.#options.onPlanted(tree);
    if (tree === EMPTY_TREE) return;
    for (const entry of parseTree(tree, await this.#options.readTree(tree))) {
      const below = `${path}/${entry.name}`;
      checkName(below, entry.name);
      if (entry.kind === "folder") await this.#plant(below, entry.id);
      else this.#options.onPlanted(entry.id);
    }
  }
}

/** Orders edits into steps from the root down. */
function stepsOf(edits: ReadonlyMap<string, Edit>): Steps {
  const root = new Map<string, Step>();
  for (const [path, edit] of edits) {
    const names = path.split("/");
    for (const name of names) checkName(path, name);
    let folder = root;
    for (const name of names.slice(0, -1)) {
      const next = folder.get(name) ?? { kind: "steps", below: new Map<string, Step>() };
      if (next.kind !== "steps") throw inside(path);
      folder.set(name, next);
      // The maps are all made here.
      folder = next.below as Map<string, Step>;
    }
    const last = names.at(-1) ?? "";
    if (folder.has(last)) throw inside(path);
    folder.set(last, edit);
  }
  return { kind: "steps", below: root };
}

function checkName(path: string, name: string): void {
  const why = whyUnsafeName(name);
  if (why !== undefined) throw new UnsafeTreeError(path, why);
}

function folderOrNothing(path: string, old: OldEntry | undefined): void {
  if (old !== undefined && old.kind !== "folder") throw inTheWay(path, old);
}

function inTheWay(path: string, { kind }: OldEntry): UnsafeTreeError {
  const what = { folder: "a folder", file: "a file", executable: "a file", symlink: "a symbolic link" };
  return new UnsafeTreeError(path, `is ${kind === "submodule" ? "a submodule" : what[kind]}`);
}

function inside(path: string): UsageError {
  return new UsageError(
    `the edit of ${JSON.stringify(path)} overlaps another one`,
    "Give each path of a change set once, and none inside another one.",
  );
}

function bytesOf(content: FileContent): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
