import type { BlobId, CommitSha } from "../conventions/ids.ts";
import {
  blobAt,
  changing,
  type ContractCase,
  entryAt,
  equal,
  fails,
  file,
  folder,
  landed,
  raw,
  textAt,
} from "./contract-kit.ts";

const NOWHERE = "1".repeat(40);

/** What a gitops repository promises of reading. */
export const reading: readonly ContractCase[] = [
  {
    title: "an empty repository has no head",
    run: async (create) => {
      const { repo } = await create();
      equal(await repo.head(), undefined);
    },
  },
  {
    title: "a branch that is missing beside others is not found",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      await landed(repo, changing({ a: file("1") }));
      const other = await anotherClient("elsewhere");
      await fails(other.head(), "branch-not-found");
    },
  },
  {
    title: "find tells what is at a path, and nothing where nothing is",
    run: async (create) => {
      const { repo } = await create();
      const at = await landed(repo, changing({ "env/web/a.yaml": file("a"), top: file("t") }));
      equal((await entryAt(repo, "", at)).kind, "folder");
      equal((await entryAt(repo, "env/web", at)).kind, "folder");
      const { name, kind } = await entryAt(repo, "env/web/a.yaml", at);
      equal([name, kind], ["a.yaml", "file"]);
      for (const path of ["env/we", "env/web/a.yam", "web", "env/web/a.yaml/x", "top/x", "nowhere/at/all"])
        equal(await repo.find(path, at), undefined);
    },
  },
  {
    title: "list gives what a folder holds directly, in git's order",
    run: async (create) => {
      const { repo } = await create();
      const at = await landed(
        repo,
        changing({ "a/x": file(""), "a.b": file(""), "a-b": file(""), a0: file(""), B: file(""), "é/x": file("") }),
      );
      equal(
        (await repo.list("", at)).map(({ name }) => name),
        ["B", "a-b", "a.b", "a", "a0", "é"],
      );
      equal(
        (await repo.list("a", at)).map(({ name, kind }) => [name, kind]),
        [["x", "file"]],
      );
    },
  },
  {
    title: "list is empty where there is no folder",
    run: async (create) => {
      const { repo } = await create();
      const at = await landed(repo, changing({ a: file("1") }));
      for (const path of ["nowhere", "a", "a/b"]) equal(await repo.list(path, at), []);
    },
  },
  {
    title: "links, submodules and executables are data that nothing follows",
    run: async (create) => {
      const { repo, land } = await create();
      const target = raw.blob("/etc/passwd");
      const tree = raw.tree([
        ["120000", "link", target.id],
        ["160000", "module", NOWHERE],
        ["100755", "run", target.id],
      ]);
      const commit = raw.commit(tree);
      await land([target, tree, commit], commit.id);
      const at = await repo.head();
      equal(at, commit.id);
      equal(await repo.list("", commit.id), [
        { name: "link", kind: "symlink", id: target.id },
        { name: "module", kind: "submodule", id: NOWHERE },
        { name: "run", kind: "executable", id: target.id },
      ]);
      for (const path of ["link/x", "module/x", "run/x"]) equal(await repo.find(path, commit.id), undefined);
    },
  },
  {
    title: "a folder with a name that could be mistaken is not listed, the others are",
    run: async (create) => {
      const { repo, land } = await create();
      const blob = raw.blob("x");
      for (const name of [".GIT", "git~1", ".git ", "..", ".g\u200cit"]) {
        const bad = raw.tree([["100644", name, blob.id]]);
        const good = raw.tree([["100644", "a", blob.id]]);
        const root = raw.tree([
          ["40000", "bad", bad.id],
          ["40000", "good", good.id],
        ]);
        const commit = raw.commit(root);
        await land([blob, bad, good, root, commit], commit.id);
        await repo.head();
        await fails(repo.list("bad", commit.id), "unsafe-tree");
        equal((await repo.list("good", commit.id)).length, 1);
      }
    },
  },
  {
    title: "names keep their Unicode as it is",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const at = await landed(
        repo,
        changing({ "e\u0301": file("composed of two"), "\u00e9": file("one"), 日本: file("3") }),
      );
      const other = await anotherClient();
      await other.head();
      equal(await textAt(other, "e\u0301", at), "composed of two");
      equal(await textAt(other, "\u00e9", at), "one");
      equal(await textAt(other, "日本", at), "3");
    },
  },
  {
    title: "content comes back byte for byte: binary, empty, large, CRLF",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const contents: Readonly<Record<string, Uint8Array>> = {
        binary: Uint8Array.from({ length: 512 }, (_, i) => i & 255),
        crlf: new TextEncoder().encode("\ufeffa: 1\r\nb: 2\r\n"),
        empty: new Uint8Array(0),
        large: Uint8Array.from({ length: 1_200_000 }, (_, i) => (i * i) >> 7),
      };
      const at = await landed(repo, changing({ web: folder(contents) }));
      const other = await anotherClient();
      await other.head();
      for (const [name, content] of Object.entries(contents)) {
        const id = await blobAt(other, `web/${name}`, at);
        equal([...((await other.read([id])).get(id) ?? [])].join(), [...content].join());
      }
    },
  },
  {
    title: "read takes many ids at once, repeated ones and none",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const names = Array.from({ length: 60 }, (_, i) => `f${i}`);
      const at = await landed(repo, changing({ web: folder(Object.fromEntries(names.map((name) => [name, name]))) }));
      const other = await anotherClient();
      await other.head();
      const ids: BlobId[] = [];
      for (const name of names) ids.push(await blobAt(other, `web/${name}`, at));
      const found = await other.read([...ids, ...ids]);
      equal(found.size, 60);
      for (const [i, id] of ids.entries()) equal(new TextDecoder().decode(found.get(id)), names[i]);
      equal((await other.read([])).size, 0);
    },
  },
  {
    title: "an id that is nowhere, or names something else, is an error",
    run: async (create) => {
      const { repo } = await create();
      const at = await landed(repo, changing({ a: file("1") }));
      await fails(repo.read([NOWHERE as BlobId]), "git-object");
      await fails(repo.read([at as string as BlobId]), "git-object");
      await fails(repo.list("", NOWHERE as CommitSha), "commit-not-found");
      await fails(repo.find("a", (await blobAt(repo, "a", at)) as string as CommitSha), "git-object");
    },
  },
  {
    title: "a signal that is aborted stops every call with its reason",
    run: async (create) => {
      const { repo } = await create();
      const at = await landed(repo, changing({ a: file("1") }));
      const reason = new Error("no longer wanted");
      const options = { signal: AbortSignal.abort(reason) };
      for (const call of [
        () => repo.head(options),
        () => repo.find("a", at, options),
        () => repo.list("", at, options),
      ]) {
        let got: unknown;
        await call().catch((error: unknown) => {
          got = error;
        });
        if (got !== reason) throw new Error(`expected the signal's reason, got ${String(got)}`);
      }
    },
  },
];
