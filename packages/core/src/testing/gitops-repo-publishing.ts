import type { GitopsRepo } from "../gitops/gitops-repo.ts";
import {
  all,
  changing,
  type ContractCase,
  equal,
  fails,
  file,
  folder,
  landed,
  textAt,
  treeAt,
} from "./contract-kit.ts";

/** What a gitops repository promises of publishing. */
export const publishing: readonly ContractCase[] = [
  {
    title: "the first push makes the branch, and another client reads it",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const tip = await repo.commit(changing({ "web/a": file("1") }), undefined);
      await repo.push(tip, undefined);
      equal(await repo.head(), tip);
      const other = await anotherClient();
      equal(await other.head(), tip);
      equal(await textAt(other, "web/a", tip), "1");
    },
  },
  {
    title: "of two first pushes one is a conflict",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const other = await anotherClient();
      const mine = await repo.commit(changing({ a: file("1") }), undefined);
      const theirs = await other.commit(changing({ b: file("2") }), undefined);
      await other.push(theirs, undefined);
      await fails(repo.push(mine, undefined), "gitops-conflict");
      equal(await repo.head(), theirs);
    },
  },
  {
    title: "a push onto a branch that moved is a conflict and changes nothing; on the new head it lands",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const start = await landed(repo, changing({ a: file("1") }));
      const other = await anotherClient();
      const theirs = await landed(other, changing({ b: file("2") }));
      const mine = await repo.commit(changing({ c: file("3") }), start);
      await fails(repo.push(mine, start), "gitops-conflict");
      equal(await other.head(), theirs);

      equal(await repo.head(), theirs);
      const again = await repo.commit(changing({ c: file("3") }), theirs);
      await repo.push(again, theirs);
      equal(await other.head(), again);
      equal(
        (await other.list("", again)).map(({ name }) => name),
        ["a", "b", "c"],
      );
    },
  },
  {
    title: "a push that would drop a commit of the branch is a conflict, though it names the right head",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const start = await landed(repo, changing({ a: file("1") }));
      const theirs = await landed(await anotherClient(), changing({ b: file("2") }));
      equal(await repo.head(), theirs);
      const mine = await repo.commit(changing({ c: file("3") }), start);
      await fails(repo.push(mine, theirs), "gitops-conflict");
      equal(await repo.head(), theirs);
    },
  },
  {
    title: "many commits go in one push, each with its own parent and files",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const head = await landed(repo, changing({ "app0/a": file("0") }));
      let tip = head;
      const made = [head];
      for (let i = 1; i <= 30; i++) {
        tip = await repo.commit(changing({ [`app${i}`]: folder({ a: `${i}`, b: "same" }) }), tip);
        made.unshift(tip);
      }
      await repo.push(tip, head);
      const other = await anotherClient();
      equal(await other.head(), tip);
      equal((await other.list("", tip)).length, 31);
      equal(
        (await all(other.recent(tip, {}))).map(({ sha }) => sha),
        made,
      );
    },
  },
  {
    title: "what one client pushes the other reads, in turns, and old commits stay readable",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const other = await anotherClient();
      const clients: readonly GitopsRepo[] = [repo, other];
      const made = [await landed(repo, changing({ n: file("0") }))];
      for (let i = 1; i <= 6; i++) {
        const client = clients[i % 2] ?? repo;
        made.push(await landed(client, changing({ n: file(`${i}`), [`f${i}`]: file("x") })));
      }
      await repo.head();
      for (const [i, sha] of made.entries()) equal(await textAt(repo, "n", sha), `${i}`);
    },
  },
  {
    title: "pushing what is published already does nothing, and is a conflict when the branch moved on",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const tip = await landed(repo, changing({ a: file("1") }));
      await repo.push(tip, tip);
      await landed(await anotherClient(), changing({ b: file("2") }));
      await fails(repo.push(tip, tip), "gitops-conflict");
    },
  },
  {
    title: "a folder made for a lost race can be planted on the new head",
    run: async (create) => {
      const { repo, anotherClient } = await create();
      const start = await landed(repo, changing({ a: file("1") }));
      const lost = await repo.commit(changing({ web: folder({ x: "x", "sub/y": "y" }) }), start);
      const other = await anotherClient();
      const moved = await landed(other, changing({ b: file("2") }));
      await fails(repo.push(lost, start), "gitops-conflict");
      equal(await repo.head(), moved);
      const again = await repo.commit(changing({ web: { kind: "tree", id: await treeAt(repo, "web", lost) } }), moved);
      await repo.push(again, moved);
      equal(await other.head(), again);
      equal(await textAt(other, "web/sub/y", again), "y");
    },
  },
];
