import type { CommitSha } from "../conventions/ids.ts";
import type { NamedObject } from "../git/object-store.ts";
import { all, blobAt, changing, type ContractCase, equal, file, folder, landed, raw, treeAt } from "./contract-kit.ts";

interface Diamond {
  readonly objects: readonly NamedObject[];
  readonly base: CommitSha;
  readonly main: CommitSha;
  readonly side: CommitSha;
  readonly merge: CommitSha;
}

/** base → main and side → merge; main adds folder `m`, side folder `s`. */
function diamond(): Diamond {
  const blob = raw.blob("x");
  const inner = raw.tree([["100644", "f", blob.id]]);
  const [atBase, atMain, atSide, atMerge] = [["b"], ["b", "m"], ["b", "s"], ["b", "m", "s"]].map((names) =>
    raw.tree(names.map((name) => ["40000", name, inner.id] as const)),
  ) as [NamedObject, NamedObject, NamedObject, NamedObject];
  const base = raw.commit(atBase);
  const main = raw.commit(atMain, [base.id]);
  const side = raw.commit(atSide, [base.id]);
  const merge = raw.commit(atMerge, [main.id, side.id]);
  const objects = [blob, inner, atBase, atMain, atSide, atMerge, base, main, side, merge];
  return { objects, base: base.id, main: main.id, side: side.id, merge: merge.id };
}

/** What a gitops repository promises of history. */
export const historyCases: readonly ContractCase[] = [
  {
    title: "recent gives commits newest first down to the root, also to a client that has just come",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const made: CommitSha[] = [];
      for (let i = 0; i < 5; i++) made.unshift(await landed(repo, changing({ a: file(`${i}`) })));
      const other = await anotherClient();
      const head = await other.head();
      equal(
        (await all(other.recent(head ?? ("" as CommitSha), {}))).map(({ sha }) => sha),
        made,
      );
    },
  },
  {
    title: "recent stops before a commit and its ancestors",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const first = await landed(repo, changing({ a: file("1") }));
      const second = await landed(repo, changing({ a: file("2") }));
      const third = await landed(await anotherClient(), changing({ a: file("3") }));
      equal(await repo.head(), third);
      const shas = async (at: CommitSha, notIn: CommitSha) =>
        (await all(repo.recent(at, { notIn }))).map(({ sha }) => sha);
      equal(await shas(third, second), [third]);
      equal(await shas(third, first), [third, second]);
      equal(await shas(third, third), []);
      equal(await shas(second, third), []);
    },
  },
  {
    title: "recent stops at commits from before a time",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const made: CommitSha[] = [];
      for (const atSeconds of [1000, 2000, 3000]) {
        const committer = { name: "G", email: "g@example.com", atSeconds };
        made.push(await landed(repo, changing({ a: file(`${atSeconds}`) }, { committer })));
      }
      const other = await anotherClient();
      const head = (await other.head()) ?? ("" as CommitSha);
      const since = async (sinceSeconds: number) =>
        (await all(other.recent(head, { sinceSeconds }))).map(({ sha }) => sha);
      equal(await since(2000), [made[2], made[1]]);
      equal(await since(2001), [made[2]]);
      equal(await since(3001), []);
      equal((await since(0)).length, 3);
    },
  },
  {
    title: "recent gives a merge's commits each before its parents, without what is excluded",
    run: async (create) => {
      const { repo, land } = await create();
      const { objects, base, main, side, merge } = diamond();
      await land(objects, merge);
      equal(await repo.head(), merge);
      const everything = (await all(repo.recent(merge, {}))).map(({ sha }) => sha);
      equal([everything[0], everything.slice(1, 3).toSorted(), everything[3]], [merge, [main, side].toSorted(), base]);
      equal(
        (await all(repo.recent(merge, { notIn: main }))).map(({ sha }) => sha),
        [merge, side],
      );
    },
  },
  {
    title: "history gives every commit with the folders it changed, the root commit included",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const first = await landed(
        repo,
        changing({ web: folder({ "a.yaml": "1", "release.json": "{}" }), top: file("t") }),
      );
      const second = await landed(
        repo,
        changing({ web: folder({ "b.yaml": "2", "release.json": "[]" }), "api/c": file("3") }),
      );
      const third = await landed(repo, changing({ top: file("u") }));
      const fourth = await landed(repo, changing({ api: { kind: "delete" } }));
      const other = await anotherClient();
      await other.head();
      const [web1, web2] = [await treeAt(repo, "web", first), await treeAt(repo, "web", second)];
      const [record1, record2] = [
        await blobAt(repo, "web/release.json", first),
        await blobAt(repo, "web/release.json", second),
      ];
      const api = await treeAt(repo, "api", second);

      const commits = await all(other.history(fourth, { folderDepth: 1 }));

      equal(
        commits.map(({ sha }) => sha),
        [fourth, third, second, first],
      );
      const changes = commits.map((commit) =>
        commit.changes.map(({ folder: name, before, after, files, recordBefore, recordAfter }) => ({
          name,
          before: before ?? null,
          after: after ?? null,
          files,
          records: [recordBefore ?? null, recordAfter ?? null],
        })),
      );
      equal(changes, [
        [{ name: "api", before: api, after: null, files: ["c"], records: [null, null] }],
        [],
        [
          { name: "api", before: null, after: api, files: ["c"], records: [null, null] },
          {
            name: "web",
            before: web1,
            after: web2,
            files: ["a.yaml", "b.yaml", "release.json"],
            records: [record1, record2],
          },
        ],
        [{ name: "web", before: null, after: web1, files: ["a.yaml", "release.json"], records: [null, record1] }],
      ]);
    },
  },
  {
    title: "history of one folder leaves out commits that did not touch it",
    run: async (create) => {
      const { repo } = await create();
      const first = await landed(repo, changing({ "staging/web/a": file("1"), "staging/api/a": file("1") }));
      const second = await landed(repo, changing({ "staging/api/a": file("2") }));
      const third = await landed(repo, changing({ "production/web/a": file("3") }));
      const under = async (path: string) =>
        (await all(repo.history(third, { folderDepth: 2, under: path }))).map(({ sha }) => sha);
      equal(await under("staging/web"), [first]);
      equal(await under("staging/api"), [second, first]);
      equal(await under("staging"), [second, first]);
      equal(await under("nowhere"), []);
    },
  },
  {
    title: "history has a merged branch's commits where the merge is, and of the merge only its own changes",
    run: async (create) => {
      const { repo, land } = await create();
      const { objects, base, main, side, merge } = diamond();
      await land(objects, merge);
      await repo.head();
      const commits = await all(repo.history(merge, { folderDepth: 1 }));
      equal(
        commits.map(({ sha }) => sha),
        [merge, side, main, base],
      );
      equal(
        commits.map(({ changes }) => changes.map((change) => change.folder)),
        [[], ["s"], ["m"], ["b"]],
      );
    },
  },
  {
    title: "history goes on after another client's push",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const first = await landed(repo, changing({ "web/a": file("1") }));
      equal((await all(repo.history(first, { folderDepth: 1 }))).length, 1);
      const other = await anotherClient();
      await landed(other, changing({ "web/a": file("2") }));
      const third = await landed(other, changing({ "web/a": file("3") }));
      equal(await repo.head(), third);
      equal((await all(repo.history(third, { folderDepth: 1, under: "web" }))).length, 3);
    },
  },
];
