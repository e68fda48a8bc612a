// Small histories with branches, merges and odd trees, the same for the same numbers, kept in memory.
import { createHash } from "node:crypto";
import type { CommitSha } from "../src/conventions/ids.ts";
import { formatCommit } from "../src/git/commit.ts";
import { nameObject, parseId } from "../src/git/object-id.ts";
import type { NamedObject, ObjectStore, ObjectType } from "../src/git/object-store.ts";

type Mode = "100644" | "100755" | "120000" | "160000";

interface FileState {
  readonly mode: Mode;
  readonly id: string;
}

type Files = ReadonlyMap<string, FileState>;

interface Tip {
  readonly sha: CommitSha;
  readonly files: Files;
}

/** Objects in a map. */
export class MapObjectStore implements ObjectStore {
  readonly objects = new Map<string, NamedObject>();

  async read(id: string): Promise<NamedObject | undefined> {
    return this.objects.get(id);
  }

  async write(objects: readonly NamedObject[]): Promise<void> {
    for (const object of objects) this.objects.set(object.id, object);
  }
}

// Every kind of entry turns up where a folder should be, at both depths.
const PATHS = [
  "web/a",
  "web/release.json",
  "web/deep/b",
  "web",
  "dev/web/a",
  "dev/web/release.json",
  "dev/api/c",
  "dev/web",
];
const MODES: readonly Mode[] = ["100644", "100644", "100644", "100755", "120000", "160000"];

/** A history that grows by steps; the same numbers give the same history. */
export class RandomHistory {
  readonly store: MapObjectStore = new MapObjectStore();
  readonly #tips: Tip[];
  readonly #pick: (count: number) => number;
  #commits = 0;

  constructor(seed: number) {
    let state = (seed * 2 + 1) >>> 0;
    this.#pick = (count) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * count);
    };
    this.#tips = [this.#commit([], new Map())];
  }

  /** What `main` points at. */
  get head(): CommitSha {
    return this.#main().sha;
  }

  /** Commits, branches off or merges; now and then rewrites `main`, if asked to. */
  step(options: { readonly rewrite?: boolean } = {}): void {
    const pick = this.#pick;
    const branch = pick(2) === 0 ? 0 : pick(this.#tips.length);
    const tip = this.#tips[branch] ?? this.#main();
    const choice = pick(20);
    if (choice < 12) this.#tips[branch] = this.#commit([tip], this.#edit(tip.files));
    else if (choice < 15) this.#tips.push(tip);
    else if (choice < 19) this.#tips[branch] = this.#merge(tip);
    else if (options.rewrite === true) this.#tips[0] = this.#tips[pick(this.#tips.length)] ?? tip;
  }

  #main(): Tip {
    const [main] = this.#tips;
    if (main === undefined) throw new Error("there is always a main branch");
    return main;
  }

  #edit(files: Files): Files {
    const result = new Map(files);
    for (let edits = this.#pick(4); edits > 0; edits--) {
      const path = PATHS[this.#pick(PATHS.length)] ?? "x";
      for (const other of result.keys())
        if (other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`)) result.delete(other);
      if (this.#pick(4) > 0) result.set(path, this.#file());
    }
    return result;
  }

  #file(): FileState {
    const mode = MODES[this.#pick(MODES.length)] ?? "100644";
    return { mode, id: mode === "160000" ? "1".repeat(40) : this.#keep("blob", `content ${this.#pick(5)}\n`) };
  }

  /** Each file from one of the parents, sometimes with an edit that neither has. */
  #merge(first: Tip): Tip {
    const others = Array.from({ length: 1 + this.#pick(2) }, () => this.#tips[this.#pick(this.#tips.length)] ?? first);
    const parents = [first, ...others.filter((other) => other !== first)];
    if (parents.length === 1) return this.#commit(parents, this.#edit(first.files));
    const files = new Map(first.files);
    for (const { files: theirs } of others)
      for (const [path, file] of theirs) {
        const clash = [...files.keys()].some((own) => own.startsWith(`${path}/`) || path.startsWith(`${own}/`));
        if (!clash && this.#pick(2) === 0) files.set(path, file);
      }
    return this.#commit(parents, this.#pick(3) === 0 ? this.#edit(files) : files);
  }

  #commit(parents: readonly Tip[], files: Files): Tip {
    const number = this.#commits++;
    const person = { name: "Ada", email: "ada@example.org", atSeconds: 1_767_225_600 + this.#pick(1000) };
    const parts = { tree: this.#tree(files), author: person, committer: person, message: `Commit "${number}"\n` };
    const data = formatCommit({ ...parts, parents: [...new Set(parents.map(({ sha }) => sha))] } as never);
    return { sha: this.#keep("commit", data) as CommitSha, files };
  }

  #tree(files: Files): string {
    const entries = new Map<string, { mode: string; id: string }>();
    const below = new Map<string, Map<string, FileState>>();
    for (const [path, file] of files) {
      const slash = path.indexOf("/");
      if (slash < 0) entries.set(path, file);
      else {
        const folder = path.slice(0, slash);
        below.set(folder, (below.get(folder) ?? new Map<string, FileState>()).set(path.slice(slash + 1), file));
      }
    }
    for (const [name, inner] of below) entries.set(`${name}/`, { mode: "40000", id: this.#tree(inner) });
    const sorted = [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return this.#keep(
      "tree",
      Buffer.concat(
        sorted.flatMap(([name, { mode, id }]) => [Buffer.from(`${mode} ${name.replace("/", "")}\0`), parseId(id)]),
      ),
    );
  }

  #keep(type: ObjectType, content: string | Uint8Array): string {
    const data = typeof content === "string" ? Buffer.from(content) : content;
    const object = nameObject(type, data, (parts) => {
      const hash = createHash("sha1");
      for (const part of parts) hash.update(part);
      return hash.digest("hex");
    });
    this.store.objects.set(object.id, object);
    return object.id;
  }
}
