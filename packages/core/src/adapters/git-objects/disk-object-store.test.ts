import { createHash, randomBytes } from "node:crypto";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { git, gitBytes, objectIds, snapshot } from "../../../test-support/git-process.ts";
import { packs, SampleRepos, unpack } from "../../../test-support/sample-repos.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { type DiskObjectStore, openDiskObjectStore } from "./disk-object-store.ts";

let samples: SampleRepos;

beforeAll(() => {
  samples = new SampleRepos();
});

afterAll(() => {
  samples[Symbol.dispose]();
});

describe(openDiskObjectStore, () => {
  it("reads every object of deep chains of deltas as git does", async () => {
    const repo = samples.copy("deep");
    git(repo, "repack", "-a", "-d", "-f", "-q", "--depth=60", "--window=20");

    const chains = git(repo, "verify-pack", "-v", join("objects", "pack", packs(repo)[0] ?? ""));
    expect(chains).toMatch(/chain length = [1-9]\d:/);
    expect(await differences(repo)).toEqual([]);
  });

  it("reads deltas that name their base by id", async () => {
    const repo = samples.copy("ref-delta");
    const ids = objectIds(repo).join("\n");
    git(repo, "-c", "repack.usedeltabaseoffset=false", "repack", "-a", "-d", "-f", "-q");

    expect(ids).not.toBe("");
    expect(await differences(repo)).toEqual([]);
  });

  it("reads loose objects", async () => {
    const repo = samples.copy("loose");
    unpack(repo);

    expect(packs(repo)).toEqual([]);
    expect(await differences(repo)).toEqual([]);
  });

  it("reads indexes with 64-bit offsets", async () => {
    const repo = samples.copy("large-offsets");
    const [pack = ""] = packs(repo);
    const path = join(repo, "objects", "pack", pack);
    chmodSync(path, 0o644);
    git(repo, "index-pack", "--index-version=2,0x40", "-o", path, path.replace(/idx$/, "pack"));

    expect(await differences(repo)).toEqual([]);
  });

  it("reads what alternates hold", async () => {
    const repo = join(samples.root, "borrower.git");
    git(samples.root, "clone", "-q", "--bare", "--shared", samples.original, repo);

    expect(packs(repo)).toEqual([]);
    expect(await differences(repo)).toEqual([]);
  });

  it("answers undefined for what it does not hold", async () => {
    using store = openDiskObjectStore(samples.copy("missing"));

    expect(await store.read("0".repeat(40))).toBeUndefined();
    expect(await store.has("0".repeat(40))).toBe(false);
  });

  it("sees objects that other processes add or pack anew", async () => {
    const repo = samples.copy("moving");
    using store = openDiskObjectStore(repo);
    const [first = ""] = objectIds(repo);
    await store.read(first);

    const added = git(repo, "hash-object", "-w", "--stdin", { input: "added" }).trim();
    expect((await store.read(added))?.data.toString()).toBe("added");

    git(repo, "update-ref", "refs/added", added);
    git(repo, "repack", "-a", "-d", "-q", "-f");
    for (const id of objectIds(repo)) expect(await store.read(id)).toBeDefined();
    expect(await store.has(added)).toBe(true);
  });

  it("keeps written objects so that git reads them", async () => {
    const repo = samples.copy("write");
    using store = openDiskObjectStore(repo);
    const objects = [named("blob", ""), named("blob", "hello"), named("blob", randomBytes(300_000))];

    await store.write(objects);
    await store.write(objects);

    for (const { id, data } of objects) {
      expect(Buffer.from(await read(store, id)).equals(data)).toBe(true);
      expect(gitBytes(repo, "cat-file", "blob", id).equals(data)).toBe(true);
    }
    expect(git(repo, "fsck", "--strict", "--no-dangling")).toBe("");
    expect(
      store
        .listLoose()
        .map((file) => file.id)
        .toSorted(),
    ).toEqual(objects.map((object) => object.id).toSorted());
    store.removeLoose(objects.map((object) => object.id));
    expect(store.listLoose()).toEqual([]);
  });

  it("writes an object again whose pack others have removed", async () => {
    const repo = samples.copy("vanished");
    git(repo, "repack", "-a", "-d", "-q");
    using store = openDiskObjectStore(repo);
    const [id = ""] = objectIds(repo);
    const object = await store.read(id);
    for (const name of readdirSync(join(repo, "objects/pack"))) rmSync(join(repo, "objects/pack", name));

    await store.write([{ id, type: object!.type, data: object!.data }]);

    expect(git(repo, "cat-file", "-t", id).trim()).toBe(object?.type);
  });

  it("leaves an object alone that is there already", async () => {
    const repo = samples.copy("existing");
    using store = openDiskObjectStore(repo);
    const object = named("blob", "once");
    await store.write([object]);
    const path = join(repo, "objects", object.id.slice(0, 2), object.id.slice(2));
    const before = readFileSync(path);

    await store.write([{ ...object, data: Buffer.from("twice") }]);

    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("leaves no temporary file behind", async () => {
    const repo = samples.copy("temporary");
    using store = openDiskObjectStore(repo);
    const object = named("blob", "x");
    await store.write([object]);

    expect(readdirSync(join(repo, "objects", object.id.slice(0, 2)))).toEqual([object.id.slice(2)]);
  });

  it("says that the folder is unusable when it is no repository", () => {
    expect(() => openDiskObjectStore(join(samples.root, "nowhere"))).toThrow(
      expect.objectContaining({ code: "cache-unusable" }),
    );
  });

  it("says that the folder is unusable when it can't be written", async () => {
    const repo = samples.copy("full");
    using store = openDiskObjectStore(repo);
    const object = named("blob", "no room");
    writeFileSync(join(repo, "objects", object.id.slice(0, 2)), "a file is where the folder should be");

    await expect(store.write([object])).rejects.toMatchObject({ code: "cache-unusable" });
  });
});

/** Ids of the objects that are read otherwise than git does, with each size of cache. */
async function differences(repo: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const expected = snapshot(repo);
  // A tiny cache takes the long way through each chain, the usual one the short way.
  for (const cacheBytes of [0, 100_000, undefined]) {
    using store = openDiskObjectStore(repo, { cacheBytes });
    for (const [id, object] of expected) {
      const found = await store.read(id);
      if (found?.type !== object.type || !object.data.equals(found.data)) wrong.push(id);
    }
  }
  return wrong;
}

async function read(store: DiskObjectStore, id: string): Promise<Uint8Array> {
  const object = await store.read(id);
  if (object === undefined) throw new Error(`${id} is missing`);
  return object.data;
}

function named(type: "blob", content: string | Buffer): NamedObject & { data: Buffer } {
  const data = Buffer.from(content);
  return { type, data, id: createHash("sha1").update(`${type} ${data.length}\0`).update(data).digest("hex") };
}
