import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SnapshotObject, git, snapshot } from "../../../test-support/git-process.ts";
import { packs, SampleRepos, unpack } from "../../../test-support/sample-repos.ts";
import { GimletError } from "../../errors.ts";
import { openDiskObjectStore } from "./disk-object-store.ts";

let samples: SampleRepos;

beforeAll(() => {
  samples = new SampleRepos();
});

afterAll(() => {
  samples[Symbol.dispose]();
});

describe(openDiskObjectStore, () => {
  it("finds every flipped byte of a pack, or answers right", async () => {
    const repo = samples.copy("flipped");
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
    const repo = samples.copy("cut");
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
    const repo = samples.copy("index");
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
    const repo = samples.copy("misled");
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
    const repo = samples.copy("renamed");
    const id = "a".repeat(40);
    using store = openDiskObjectStore(repo);
    writeRawLoose(repo, id, deflateSync("blob 5\0hello"));

    await expect(store.read(id)).rejects.toMatchObject({ code: "git-object" });
  });

  it("takes no memory for a size that is a lie", async () => {
    const repo = samples.copy("bomb");
    using store = openDiskObjectStore(repo);
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
    const repo = samples.copy("second-copy");
    const expected = snapshot(repo);
    const spare = samples.copy("second-copy-spare");
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
    const repo = samples.copy("large");
    const id = git(repo, "hash-object", "-w", "--stdin", { input: "a".repeat(2000) }).trim();
    using store = openDiskObjectStore(repo, { maxObjectBytes: 1000 });

    await expect(store.read(id)).rejects.toMatchObject({ code: "git-object" });
  });
});

/** Reads everything, and counts what is reported as damaged or missing. What is read otherwise must be right. */
async function countDamage(repo: string, expected: ReadonlyMap<string, SnapshotObject>): Promise<number> {
  using store = openDiskObjectStore(repo);
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

function writeRawLoose(repo: string, id: string, bytes: Buffer): void {
  const folder = join(repo, "objects", id.slice(0, 2));
  if (!existsSync(folder)) mkdirSync(folder);
  writeFileSync(join(folder, id.slice(2)), bytes);
}
