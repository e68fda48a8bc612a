import {
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
  treeAt,
} from "./contract-kit.ts";

/** What a gitops repository promises of making commits. */
export const writing: readonly ContractCase[] = [
  {
    title: "a commit keeps message, people and times",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const author = { name: "Ann Ödegård", email: "ann@example.com", atSeconds: 1_700_000_000 };
      const committer = { name: "Gimlet", email: "gimlet@example.com", atSeconds: 1_700_000_001 };
      const message = "Release wéb\n\nGimlet-Request: 1\nGimlet-Actor: ann\n";
      const sha = await landed(repo, changing({ a: file("1") }, { message, author, committer }));
      const other = await anotherClient();
      const head = await other.head();
      equal(head, sha);
      for await (const commit of other.recent(sha, {}))
        equal([commit.parents, commit.author, commit.committer, commit.message], [[], author, committer, message]);
    },
  },
  {
    title: "a commit can be read before it is pushed, and be a parent, and nobody else sees it",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const head = await landed(repo, changing({ a: file("1") }));
      const first = await repo.commit(changing({ a: file("2") }), head);
      const second = await repo.commit(changing({ b: file("3") }), first);
      equal(await textAt(repo, "a", second), "2");
      equal(await textAt(repo, "b", second), "3");
      equal(await repo.head(), head);
      equal(await (await anotherClient()).head(), head);
    },
  },
  {
    title: "commits on one parent don't disturb each other",
    run: async (create) => {
      const { repo } = await create();
      const head = await landed(repo, changing({ a: file("1") }));
      const names = ["x", "y", "z"];
      const tips = await Promise.all(
        names.map(async (name) => await repo.commit(changing({ [name]: file(name) }), head)),
      );
      for (const [i, tip] of tips.entries())
        equal(
          (await repo.list("", tip)).map(({ name }) => name),
          ["a", names[i]],
        );
    },
  },
  {
    title: "a file edit changes that file alone",
    run: async (create) => {
      const { repo } = await create();
      const first = await landed(repo, changing({ "web/a": file("1"), "web/b": file("2"), "api/c": file("3") }));
      const second = await landed(repo, changing({ "web/a": file("new") }));
      equal(await textAt(repo, "web/a", second), "new");
      equal(await entryAt(repo, "web/b", second), await entryAt(repo, "web/b", first));
      equal(await entryAt(repo, "api", second), await entryAt(repo, "api", first));
    },
  },
  {
    title: "a folder edit leaves exactly its files",
    run: async (create) => {
      const { repo } = await create();
      await landed(repo, changing({ "web/old": file("1"), "web/sub/old": file("2"), "api/c": file("3") }));
      const at = await landed(repo, changing({ web: folder({ new: "n", "deep/er": "d" }) }));
      equal(
        (await repo.list("web", at)).map(({ name }) => name),
        ["deep", "new"],
      );
      equal(await textAt(repo, "web/deep/er", at), "d");
      equal(await textAt(repo, "api/c", at), "3");
    },
  },
  {
    title: "a tree edit makes a folder what it was",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const first = await landed(repo, changing({ web: folder({ a: "1", "sub/b": "2" }), "api/c": file("3") }));
      const before = await treeAt(repo, "web", first);
      await landed(repo, changing({ web: folder({ a: "other" }), "api/c": file("4") }));
      const back = await landed(repo, changing({ web: { kind: "tree", id: before } }));
      const other = await anotherClient();
      await other.head();
      equal(await treeAt(other, "web", back), before);
      equal(await textAt(other, "web/sub/b", back), "2");
      equal(await textAt(other, "api/c", back), "4");
    },
  },
  {
    title: "a deletion takes a file, or a folder with all it holds, and what is not there stays so",
    run: async (create) => {
      const { repo } = await create();
      await landed(repo, changing({ "web/a": file("1"), "web/b": file("2"), "api/sub/c": file("3"), top: file("4") }));
      const at = await landed(
        repo,
        changing({ "web/a": { kind: "delete" }, api: { kind: "delete" }, "no/where": { kind: "delete" } }),
      );
      equal(
        (await repo.list("", at)).map(({ name }) => name),
        ["top", "web"],
      );
      equal(await repo.find("web/a", at), undefined);
    },
  },
  {
    title: "a folder goes with its last file",
    run: async (create) => {
      const { repo } = await create();
      await landed(repo, changing({ "env/web/a": file("1"), top: file("2") }));
      const at = await landed(repo, changing({ "env/web/a": { kind: "delete" } }));
      equal(
        (await repo.list("", at)).map(({ name }) => name),
        ["top"],
      );
    },
  },
  {
    title: "the last file of all can be deleted",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      await landed(repo, changing({ "web/a": file("1") }));
      const at = await landed(repo, changing({ web: { kind: "delete" } }));
      const other = await anotherClient();
      equal(await other.head(), at);
      equal(await other.list("", at), []);
      equal(await textAt(other, "b", await landed(other, changing({ b: file("2") }))), "2");
    },
  },
  {
    title: "a change that changes nothing is still a commit, of the same tree",
    run: async (create) => {
      const { repo } = await create();
      const first = await landed(repo, changing({ a: file("1") }));
      const second = await landed(repo, changing({ a: file("1") }, { message: "Again\n" }));
      if (first === second) throw new Error("no commit was made");
      equal(await treeAt(repo, "", second), await treeAt(repo, "", first));
    },
  },
  {
    title: "what is beside an edit keeps mode and kind",
    run: async (create) => {
      const { repo, land } = await create();
      const blob = raw.blob("#!/bin/sh\n");
      const tree = raw.tree([
        ["120000", "link", blob.id],
        ["160000", "module", "1".repeat(40)],
        ["100755", "run", blob.id],
      ]);
      const commit = raw.commit(tree);
      await land([blob, tree, commit], commit.id);
      const at = await landed(repo, changing({ n: file("new") }));
      equal(
        (await repo.list("", at)).map(({ name, kind }) => [name, kind]),
        [
          ["link", "symlink"],
          ["module", "submodule"],
          ["n", "file"],
          ["run", "executable"],
        ],
      );
    },
  },
  {
    title: "nothing is written through or in the place of a link or submodule",
    run: async (create) => {
      const { repo, land } = await create();
      const blob = raw.blob("elsewhere");
      const tree = raw.tree([
        ["120000", "link", blob.id],
        ["160000", "module", "1".repeat(40)],
      ]);
      const commit = raw.commit(tree);
      await land([blob, tree, commit], commit.id);
      const head = await repo.head();
      for (const path of ["link", "module"]) {
        await fails(repo.commit(changing({ [`${path}/x`]: file("1") }), head), "unsafe-tree");
        await fails(repo.commit(changing({ [path]: folder({ x: "1" }) }), head), "unsafe-tree");
        await fails(repo.commit(changing({ [path]: file("1") }), head), "unsafe-tree");
      }
    },
  },
  {
    title: "a file and a folder don't take each other's place",
    run: async (create) => {
      const { repo } = await create();
      const head = await landed(repo, changing({ "web/a": file("1") }));
      await fails(repo.commit(changing({ web: file("1") }), head), "unsafe-tree");
      await fails(repo.commit(changing({ "web/a": folder({ x: "1" }) }), head), "unsafe-tree");
      await fails(repo.commit(changing({ "web/a/x": file("1") }), head), "unsafe-tree");
    },
  },
  {
    title: "unsafe names are not written",
    run: async (create) => {
      const { repo } = await create();
      for (const path of [
        "..",
        "a/../b",
        "./a",
        ".git",
        ".GIT/config",
        "a/.git. ",
        "git~1",
        "a//b",
        "/a",
        "a/",
        "a\0b",
      ])
        await fails(repo.commit(changing({ [path]: file("1") }), undefined), "unsafe-tree");
      await fails(repo.commit(changing({ web: folder({ "../x": "1" }) }), undefined), "unsafe-tree");
    },
  },
];
