import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type SnapshotObject,
  git,
  gitBytes,
  objectIds,
  snapshot,
  wideHistory,
} from "../../../test-support/git-process.ts";
import { GimletError } from "../../errors.ts";
import type { NamedObject } from "../../git/object-store.ts";
import { type DiskObjectStore, openDiskObjectStore } from "./disk-object-store.ts";

let root: string;
let original: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gimlet-objects-"));
  original = join(root, "original.git");
  git(root, "init", "--bare", "-q", "-b", "main", original);
  git(original, "fast-import", "--quiet", { input: wideHistory() });
  git(original, "tag", "-a", "-m", "a tag", "v1", "main");
  git(original, "repack", "-a", "-d", "-q");
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe(openDiskObjectStore, () => {
  it("reads every object of deep chains of deltas as git does", async () => {
    const repo = copy("deep");
    git(repo, "repack", "-a", "-d", "-f", "-q", "--depth=60", "--window=20");

    const chains = git(repo, "verify-pack", "-v", join("objects", "pack", packs(repo)[0] ?? ""));
    expect(chains).toContain("chain length = 19:");
    expect(await differences(repo)).toEqual([]);
  });

  it("reads deltas that name their base by id", async () => {
    const repo = copy("ref-delta");
    const ids = objectIds(repo).join("\n");
    git(repo, "-c", "repack.usedeltabaseoffset=false", "repack", "-a", "-d", "-f", "-q");

    expect(ids).not.toBe("");
    expect(await differences(repo)).toEqual([]);
  });

  it("reads loose objects", async () => {
    const repo = copy("loose");
    unpack(repo);

    expect(packs(repo)).toEqual([]);
    expect(await differences(repo)).toEqual([]);
  });

  it("reads indexes with 64-bit offsets", async () => {
    const repo = copy("large-offsets");
    const [pack = ""] = packs(repo);
    const path = join(repo, "objects", "pack", pack);
    chmodSync(path, 0o644);
    git(repo, "index-pack", "--index-version=2,0x40", "-o", path, path.replace(/idx$/, "pack"));

    expect(await differences(repo)).toEqual([]);
  });

  it("reads what alternates hold", async () => {
    const repo = join(root, "borrower.git");
    git(root, "clone", "-q", "--bare", "--shared", original, repo);

    expect(packs(repo)).toEqual([]);
    expect(await differences(repo)).toEqual([]);
  });

  it("answers undefined for what it does not hold", async () => {
    using store = open(copy("missing"));

    expect(await store.read("0".repeat(40))).toBeUndefined();
    expect(await store.has("0".repeat(40))).toBe(false);
  });

  it("sees objects that other processes add or pack anew", async () => {
    const repo = copy("moving");
    using store = open(repo);
    const [first = ""] = objectIds(repo);
    await store.read(first);

    const added = git(repo, "hash-object", "-w", "--stdin", { input: "added" }).trim();
    expect((await store.read(added))?.data.toString()).toBe("added");

    git(repo, "update-ref", "refs/added", added);
    git(repo, "repack", "-a", "-d", "-q", "-f");
    expect(await store.has(added)).toBe(true);
    for (const id of objectIds(repo)) expect(await store.read(id)).toBeDefined();
  });

  it("keeps written objects so that git reads them", async () => {
    const repo = copy("write");
    using store = open(repo);
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

  it("leaves an object alone that is there already", async () => {
    const repo = copy("existing");
    using store = open(repo);
    const object = named("blob", "once");
    await store.write([object]);
    const path = join(repo, "objects", object.id.slice(0, 2), object.id.slice(2));
    const before = readFileSync(path);

    await store.write([{ ...object, data: Buffer.from("twice") }]);

    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("leaves no temporary file behind", async () => {
    const repo = copy("temporary");
    using store = open(repo);
    const object = named("blob", "x");
    await store.write([object]);

    expect(readdirSync(join(repo, "objects", object.id.slice(0, 2)))).toEqual([object.id.slice(2)]);
  });

  it("says that the folder is unusable when it is no repository", () => {
    expect(() => open(join(root, "nowhere"))).toThrow(expect.objectContaining({ code: "cache-unusable" }));
  });

  it("says that the folder is unusable when it can't be written", async () => {
    const repo = copy("full");
    using store = open(repo);
    const object = named("blob", "no room");
    writeFileSync(join(repo, "objects", object.id.slice(0, 2)), "a file is where the folder should be");

    await expect(store.write([object])).rejects.toMatchObject({ code: "cache-unusable" });
  });

  describe("with damage", () => {
    it("finds every flipped byte of a pack, or answers right", async () => {
      const repo = copy("flipped");
      const [pack = ""] = packs(repo);
      const path = join(repo, "objects", "pack", pack.replace(/idx$/, "pack"));
      const expected = snapshot(repo);
      const sound = readFileSync(path);
      chmodSync(path, 0o644);
      let found = 0;
      const step = Math.max(1, Math.floor(sound.length / 150));
      for (let at = 12; at < sound.length - 20; at += step) {
        const damaged = Buffer.from(sound);
        damaged[at] = (damaged[at] ?? 0) ^ 0x41;
        writeFileSync(path, damaged);
        found += await countDamage(repo, expected);
      }

      expect(found).toBeGreaterThan(100);
    });

    it("finds that a pack is cut off", async () => {
      const repo = copy("cut");
      const [pack = ""] = packs(repo);
      const path = join(repo, "objects", "pack", pack.replace(/idx$/, "pack"));
      const expected = snapshot(repo);
      const sound = readFileSync(path);
      chmodSync(path, 0o644);

      for (const bytes of [0, 5, 12, 40, sound.length >> 1, sound.length - 30]) {
        writeFileSync(path, sound.subarray(0, bytes));
        expect(await countDamage(repo, expected)).toBeGreaterThan(0);
      }
    });

    it("finds that an index is damaged or cut off", async () => {
      const repo = copy("index");
      const [pack = ""] = packs(repo);
      const path = join(repo, "objects", "pack", pack);
      const expected = snapshot(repo);
      const sound = readFileSync(path);
      chmodSync(path, 0o644);
      const backwards = Buffer.from(sound);
      backwards.writeUInt32BE(0xffffff, 8);

      for (const damaged of [sound.subarray(0, 100), sound.subarray(0, sound.length - 8), backwards]) {
        writeFileSync(path, damaged);
        expect(await countDamage(repo, expected)).toBe(expected.size);
      }
    });

    it("finds that an index leads to other objects", async () => {
      const repo = copy("misled");
      const [pack = ""] = packs(repo);
      const path = join(repo, "objects", "pack", pack);
      const expected = snapshot(repo);
      const index = readFileSync(path);
      chmodSync(path, 0o644);
      const offsetsAt = 8 + 1024 + index.readUInt32BE(8 + 255 * 4) * 24;
      index.subarray(offsetsAt, offsetsAt + 8).swap64();
      index.subarray(offsetsAt, offsetsAt + 8).swap32();
      writeFileSync(path, index);

      expect(await countDamage(repo, expected)).toBeGreaterThanOrEqual(2);
    });

    it("finds that a loose object is another one than its name says", async () => {
      const repo = copy("renamed");
      const id = "a".repeat(40);
      using store = open(repo);
      writeRawLoose(repo, id, deflateSync("blob 5\0hello"));

      await expect(store.read(id)).rejects.toMatchObject({ code: "git-object" });
    });

    it("takes no memory for a size that is a lie", async () => {
      const repo = copy("bomb");
      using store = open(repo);
      for (const [id, text] of [
        ["1".repeat(40), "blob 9007199254740991\0tiny"],
        ["2".repeat(40), "blob 200000000\0tiny"],
        ["3".repeat(40), "blob 4\0far more than it says"],
        ["4".repeat(40), "blob 4\0tiny"],
        ["5".repeat(40), "blob -4\0tiny"],
      ] as const)
        writeRawLoose(repo, id, deflateSync(text));
      writeRawLoose(
        repo,
        "6".repeat(40),
        deflateSync(Buffer.concat([Buffer.from("blob 4\0"), Buffer.alloc(50_000_000)])),
      );
      writeRawLoose(repo, "7".repeat(40), Buffer.alloc(0));
      writeRawLoose(repo, "8".repeat(40), Buffer.from("no zlib at all"));

      const before = process.memoryUsage().rss;
      for (const digit of "12345678")
        await expect(store.read(digit.repeat(40))).rejects.toMatchObject({ code: "git-object" });
      expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    });

    it("reads a sound loose copy of an object whose pack is damaged", async () => {
      const repo = copy("second-copy");
      const expected = snapshot(repo);
      const spare = copy("second-copy-spare");
      unpack(spare);
      cpSync(join(spare, "objects"), join(repo, "objects"), { recursive: true });
      const [pack = ""] = packs(repo);
      const path = join(repo, "objects", "pack", pack.replace(/idx$/, "pack"));
      chmodSync(path, 0o644);
      const sound = readFileSync(path);
      writeFileSync(path, sound.fill(0, 12, sound.length - 20));

      expect(await countDamage(repo, expected)).toBe(0);
    });

    it("refuses objects larger than allowed", async () => {
      const repo = copy("large");
      const id = git(repo, "hash-object", "-w", "--stdin", { input: "a".repeat(2000) }).trim();
      using store = open(repo, { maxObjectBytes: 1000 });

      await expect(store.read(id)).rejects.toMatchObject({ code: "git-object" });
    });
  });
});

/** Ids of the objects that are read otherwise than git does, with each size of cache. */
async function differences(repo: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  const expected = snapshot(repo);
  // A tiny cache takes the long way through each chain, the usual one the short way.
  for (const cacheBytes of [0, 100_000, undefined]) {
    using store = open(repo, { cacheBytes });
    for (const [id, object] of expected) {
      const found = await store.read(id);
      if (found?.type !== object.type || !object.data.equals(found.data)) wrong.push(id);
    }
  }
  return wrong;
}

/** Reads everything, and counts what is reported as damaged or missing. What is read otherwise must be right. */
async function countDamage(repo: string, expected: ReadonlyMap<string, SnapshotObject>): Promise<number> {
  using store = open(repo);
  let damage = 0;
  for (const [id, object] of expected) {
    const found = await store.read(id).catch((error: unknown) => {
      if (GimletError.is(error) && error.code === "git-object") return undefined;
      throw error;
    });
    if (found === undefined) damage++;
    else if (!object.data.equals(found.data)) throw new Error(`${id} is read wrong`);
  }
  return damage;
}

function open(repo: string, options?: Parameters<typeof openDiskObjectStore>[1]): DiskObjectStore {
  return openDiskObjectStore(repo, options);
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

function copy(name: string): string {
  const repo = join(root, `${name}.git`);
  cpSync(original, repo, { recursive: true });
  if (packs(repo).length !== 1) git(repo, "repack", "-a", "-d", "-q");
  return repo;
}

function unpack(repo: string): void {
  const folder = join(repo, "objects", "pack");
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".pack")) continue;
    const pack = readFileSync(join(folder, name));
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    git(repo, "unpack-objects", "-q", { input: pack });
    return;
  }
}

function packs(repo: string): readonly string[] {
  return readdirSync(join(repo, "objects", "pack")).filter((name) => name.endsWith(".idx"));
}

function writeRawLoose(repo: string, id: string, bytes: Buffer): void {
  const folder = join(repo, "objects", id.slice(0, 2));
  if (!existsSync(folder)) mkdirSync(folder);
  writeFileSync(join(folder, id.slice(2)), bytes);
}
