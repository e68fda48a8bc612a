import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TreeId } from "../conventions/ids.ts";
import { UnsafeTreeError, UsageError } from "../errors.ts";
import type { Edit } from "../gitops/change-set.ts";
import { editTree } from "./edit-tree.ts";
import { nameObject, portableSha1 } from "./object-id.ts";
import { EMPTY_TREE, findEntry, parseTree } from "./tree.ts";

const objects = new Map<string, Uint8Array>();
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gimlet-edit-tree-"));
  git(["init", "--bare", "--quiet", "."]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(editTree, () => {
  it("makes the trees that git makes of the same files", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uniqueArray(path(), { maxLength: 6 }), { maxLength: 4 }), async (rounds) => {
        let root: TreeId = EMPTY_TREE;
        const files = new Map<string, string>();
        for (const [index, paths] of rounds.entries()) {
          const edits = new Map<string, Edit>();
          for (const file of paths) {
            if (files.has(file) && index % 2 === 1) {
              files.delete(file);
              edits.set(file, { kind: "delete" });
            } else if (![...files.keys(), ...edits.keys()].some((other) => overlaps(other, file))) {
              files.set(file, `round ${index}`);
              edits.set(file, { kind: "file", content: `round ${index}` });
            }
          }
          root = await edit(root, edits);
        }
        expect(root).toBe(gitTreeOf(files));
      }),
      { numRuns: 40 },
    );
  });

  it("puts many new entries among many old ones in git's order", async () => {
    const numbers = Array.from({ length: 600 }, (_, i) => `app${(i * 7) % 600}`);
    const old = await edit(EMPTY_TREE, filesOf(numbers.filter((_, i) => i % 2 === 0).map((name) => `${name}/x`)));

    const root = await edit(
      old,
      filesOf(numbers.filter((_, i) => i % 2 === 1).flatMap((n) => [`${n}/x`, `${n}.yaml`])),
    );

    const all = new Map<string, string>();
    for (const [i, name] of numbers.entries()) {
      all.set(`${name}/x`, "content");
      if (i % 2 === 1) all.set(`${name}.yaml`, "content");
    }
    expect(root).toBe(gitTreeOf(all));
  });

  it("makes only the objects that are new", async () => {
    const root = await edit(EMPTY_TREE, filesOf(["web/a.yaml", "web/b.yaml", "api/c.yaml"]));

    const { created } = await editTree(
      root,
      new Map([
        [
          "web",
          {
            kind: "folder",
            files: new Map([
              ["a.yaml", "content"],
              ["n.yaml", "new"],
            ]),
          },
        ],
      ]),
      options(),
    );

    expect(created.map(({ type }) => type).toSorted()).toEqual(["blob", "tree", "tree"]);
  });

  it("replaces a folder wholly, with the links and submodules in it", async () => {
    const web = put("tree", ["120000 link", "160000 module", "100644 old.yaml"]);
    const root = put("tree", [`40000 web ${web}`]);

    const edited = await edit(root, new Map([["web", { kind: "folder", files: new Map([["new.yaml", "x"]]) }]]));

    const entry = findEntry(edited, await read(edited), "web");
    expect(parseTree("", await read(entry?.id ?? "")).map(({ name }) => name)).toEqual(["new.yaml"]);
  });

  it("leaves every other entry as it is, also with a mode that git no longer writes", async () => {
    const root = put("tree", ["100664 a", "120000 b", "100755 c", "160000 d"]);
    const edited = await edit(root, new Map([["b2", { kind: "file", content: "x" }]]));

    const text = Buffer.from(await read(edited)).toString("latin1");
    expect(text).toMatch(/^100664 a.*120000 b\0.*100644 b2\0.*100755 c.*160000 d/s);
  });

  it("drops a folder with its last file, up to the root", async () => {
    const root = await edit(EMPTY_TREE, filesOf(["env/web/a.yaml"]));

    expect(await edit(root, new Map([["env/web/a.yaml", { kind: "delete" }]]))).toBe(EMPTY_TREE);
    expect(await edit(root, new Map([["env/web", { kind: "folder", files: new Map() }]]))).toBe(EMPTY_TREE);
  });

  const file: Edit = { kind: "file", content: "x" };
  const whole: Edit = { kind: "folder", files: new Map([["x", "x"]]) };
  it.each<[string, string, Edit]>([
    ["a file below a link", "link/x", file],
    ["a file below a submodule", "module/x", file],
    ["a file below a file", "file/x", file],
    ["a deletion below a link", "link/x", { kind: "delete" }],
    ["a file in the place of a link", "link", file],
    ["a file in the place of a folder", "folder", file],
    ["a folder in the place of a link", "link", whole],
    ["a folder in the place of a submodule", "module", whole],
    ["a folder in the place of a file", "file", whole],
    ["a tree in the place of a link", "link", { kind: "tree", id: EMPTY_TREE }],
    ["a step up", "../x", file],
    ["an empty name", "a//x", file],
    [".git in a folder edit", "folder", { kind: "folder", files: new Map([["sub/.GIT/config", "x"]]) }],
    ["an empty name in a folder edit", "folder", { kind: "folder", files: new Map([["", "x"]]) }],
  ])("refuses %s", async (_, path, change) => {
    const inner = put("tree", ["100644 y"]);
    const root = put("tree", ["100644 file", `40000 folder ${inner}`, "120000 link", "160000 module"]);

    await expect(edit(root, new Map([[path, change]]))).rejects.toBeInstanceOf(UnsafeTreeError);
  });

  it("refuses to plant a tree with an unsafe name anywhere in it", async () => {
    const bad = put("tree", ["100644 .Git"]);
    const outer = put("tree", [`40000 web ${bad}`]);

    await expect(edit(EMPTY_TREE, new Map([["x", { kind: "tree", id: outer }]]))).rejects.toThrow(/\.git/i);
  });

  it("refuses to write into a tree that is out of order or has a name twice", async () => {
    for (const entries of [
      ["100644 b", "100644 a"],
      ["100644 a", "100644 a"],
    ])
      await expect(edit(put("tree", entries), new Map([["c", file]]))).rejects.toBeInstanceOf(UnsafeTreeError);
    const double = put("tree", ["100644 a", "100644 a.b", `40000 a ${put("tree", ["100644 y"])}`]);
    await expect(edit(double, new Map([["a", file]]))).rejects.toBeInstanceOf(UnsafeTreeError);
  });

  it("refuses edits of which one lies inside another", async () => {
    for (const paths of [
      ["a", "a/b"],
      ["a/b", "a"],
      ["", "a"],
    ])
      await expect(edit(EMPTY_TREE, new Map(paths.map((path) => [path, whole])))).rejects.toSatisfy(
        (error) => error instanceof UsageError || error instanceof UnsafeTreeError,
      );
  });
});

describe(findEntry, () => {
  it("finds every entry that parseTree gives, and no part of a name or id", async () => {
    const root = await edit(EMPTY_TREE, filesOf(["a", "ab", "b/x", "ü/x", "a-b"]));
    const data = await read(root);

    for (const entry of parseTree(root, data)) expect(findEntry(root, data, entry.name)).toEqual(entry);
    for (const name of ["", "x", "aa", "a\0"]) expect(findEntry(root, data, name)).toBeUndefined();
  });

  it("refuses bytes that are no tree", () => {
    for (const text of ["100644 a", "100644", "100644 a\0short", "99 a\0aaaaaaaaaaaaaaaaaaaaaaaa"]) {
      expect(() => parseTree("x", Buffer.from(text))).toThrow(/no proper tree/);
    }
  });
});

function options() {
  return { hash: portableSha1, readTree: read, onPlanted: () => undefined };
}

async function edit(root: string, edits: ReadonlyMap<string, Edit>): Promise<TreeId> {
  const { id, created } = await editTree(root as TreeId, edits, options());
  for (const object of created) objects.set(object.id, object.data);
  return id;
}

async function read(id: string): Promise<Uint8Array> {
  const data = id === EMPTY_TREE ? new Uint8Array(0) : objects.get(id);
  if (data === undefined) throw new Error(`no tree ${id}`);
  return data;
}

/** Stores a tree of "mode name [id]" entries in the order given. */
function put(type: "tree", entries: readonly string[]): TreeId {
  const parts = entries.map((entry) => {
    const [mode = "", name = "", id = "1".repeat(40)] = entry.split(" ");
    return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]);
  });
  const object = nameObject(type, Buffer.concat(parts), portableSha1);
  objects.set(object.id, object.data);
  return object.id as TreeId;
}

function filesOf(paths: readonly string[]): Map<string, Edit> {
  return new Map(paths.map((path) => [path, { kind: "file", content: "content" }]));
}

function path(): fc.Arbitrary<string> {
  const name = fc.constantFrom("a", "a.b", "a-b", "a0", "b", "ü", "B");
  return fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
}

function overlaps(a: string, b: string): boolean {
  return a !== b && (a.startsWith(`${b}/`) || b.startsWith(`${a}/`));
}

/** The tree that git itself makes, by its index. */
function gitTreeOf(files: ReadonlyMap<string, string>): string {
  git(["read-tree", "--empty"]);
  const ids = new Map<string, string>();
  const lines = [...files].map(([file, content]) => {
    const id = ids.get(content) ?? git(["hash-object", "-w", "--stdin"], content);
    ids.set(content, id);
    return `100644 ${id}\t${file}`;
  });
  if (lines.length > 0) git(["update-index", "--add", "--index-info"], `${lines.join("\n")}\n`);
  return git(["write-tree"]);
}

function git(args: readonly string[], input = ""): string {
  return execFileSync("git", args, { cwd: folder, input, encoding: "utf8" }).trim();
}
