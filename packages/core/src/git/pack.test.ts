import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, makeBareRepo } from "../../test-support/git-http-server.ts";
import { applyDelta } from "../adapters/git-objects/apply-delta.ts";
import { openDiskObjectStore } from "../adapters/git-objects/disk-object-store.ts";
import type { CommitSha } from "../conventions/ids.ts";
import type { ChangeSet } from "../gitops/change-set.ts";
import { ObjectGitopsRepo } from "../gitops/object-gitops-repo.ts";
import { makeDelta } from "./delta.ts";
import { portableSha1 } from "./object-id.ts";
import type { NamedObject } from "./object-store.ts";
import { packCreated } from "./pack-created.ts";
import { formatPack } from "./pack.ts";

const person = { name: "Ann", email: "ann@example.com", atSeconds: 1_700_000_000 };
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gimlet-pack-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(makeDelta, () => {
  it("gives back the target whatever the two are", () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), repeating());
    fc.assert(
      fc.property(bytes, bytes, fc.nat(), fc.nat(), (a, b, x, y) => {
        const edited = Buffer.concat([a.subarray(0, x % (a.length + 1)), b, a.subarray(y % (a.length + 1))]);
        for (const target of [b, edited, Buffer.concat([b, a])])
          expect(Buffer.from(apply(a, makeDelta({ base: a, target })))).toEqual(Buffer.from(target));
      }),
      { numRuns: 500 },
    );
  });

  it("copies stretches longer than one instruction can, also far into the base", () => {
    const base = Uint8Array.from({ length: 0x30000 }, (_, i) => (i * 7919) >> 5);
    const target = Buffer.concat([base.subarray(0, 0x2fff0), Buffer.from("spliced in"), base.subarray(0x2fff0)]);

    const delta = makeDelta({ base, target });

    expect(Buffer.from(apply(base, delta)).equals(target)).toBe(true);
    expect(delta.length).toBeLessThan(60);
  });
});

describe(packCreated, () => {
  it("sends a change among 10,000 folders in as many bytes as git, give or take half", async () => {
    const host = makeBareRepo(join(folder, "wide.git"));
    const made = await commitsIn(host, [
      Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`app-${i}/a.yaml`, "n: 1\n"])),
      { "app-77/a.yaml": "n: new\n" },
    ]);
    const [first, second] = made;
    if (first === undefined || second === undefined) throw new Error("two commits were made");

    const ours = (await thinPack(host, second)).length;

    const revisions = `${second.sha}\n^${first.sha}\n`;
    const theirs = execFileSync("git", ["pack-objects", "--thin", "--stdout", "--revs", "-q"], {
      cwd: host,
      input: revisions,
    });
    expect(ours).toBeLessThan(theirs.length * 1.5);
  });

  it("makes packs that git completes and finds sound, with long chains and changes there and back", async () => {
    const host = makeBareRepo(join(folder, "chain.git"), { config: { "receive.fsckObjects": "true" } });
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`app-${i}/a`, "x"]));
    const steps = Array.from({ length: 130 }, (_, i) => ({
      "app-7/a": `${i % 3}`.repeat(200),
      [`new-${i % 60}/a`]: "y",
    }));
    const made = await commitsIn(host, [wide, ...steps]);
    const [first, ...rest] = made;
    const last = made.at(-1);
    if (first === undefined || last === undefined) throw new Error("commits were made");
    const other = makeBareRepo(join(folder, "receiver.git"));
    git(other, ["fetch", "--quiet", host, `${first.sha}:refs/heads/main`]);
    const all = { sha: last.sha, created: rest.toReversed().flatMap(({ created }) => created) };

    git(other, ["index-pack", "--stdin", "--fix-thin", "--strict"], await thinPack(host, all));
    git(other, ["update-ref", "refs/heads/main", last.sha]);

    expect(git(other, ["fsck", "--strict", "--full"])).not.toMatch(/error|missing/);
    expect(git(other, ["rev-list", "--count", "main"])).toBe("131");
  });
});

interface Made {
  readonly sha: CommitSha;
  readonly created: readonly NamedObject[];
}

/** Commits right into a bare repository and tells what was written for each. */
async function commitsIn(gitDir: string, steps: readonly Readonly<Record<string, string>>[]): Promise<readonly Made[]> {
  using disk = openDiskObjectStore(gitDir);
  let created: NamedObject[] = [];
  const store = {
    read: async (id: string) => await disk.read(id),
    write: async (objects: readonly NamedObject[]) => {
      created = [...objects];
      await disk.write(objects);
    },
  };
  const remote = { location: gitDir, branch: "main" } as ConstructorParameters<typeof ObjectGitopsRepo>[0]["remote"];
  const repo = new ObjectGitopsRepo({ store, remote });
  const made: Made[] = [];
  for (const files of steps) {
    const edits: ChangeSet["edits"] = new Map(
      Object.entries(files).map(([path, content]) => [path, { kind: "file", content }]),
    );
    const change = { message: `Change ${made.length}\n`, author: person, committer: person, edits };
    made.push({ sha: await repo.commit(change, made.at(-1)?.sha), created });
  }
  return made;
}

async function thinPack(gitDir: string, { created }: Made): Promise<Uint8Array> {
  using disk = openDiskObjectStore(gitDir);
  const objects = [...new Map(created.map((object) => [object.id, object])).values()];
  const entries = await packCreated({ objects, read: async (id) => await disk.read(id), thin: true });
  return formatPack(entries, { deflate: deflateSync, hash: portableSha1 }).bytes;
}

function apply(base: Uint8Array, delta: Uint8Array): Uint8Array {
  return applyDelta(Buffer.from(base), Buffer.from(delta), { maxBytes: 2 ** 24 });
}

function repeating(): fc.Arbitrary<Uint8Array> {
  return fc
    .array(fc.constantFrom("0123456789abcdef", "xy", "z".repeat(40)), { maxLength: 20 })
    .map((parts) => Buffer.from(parts.join("")));
}
