import { constants, deflateSync } from "node:zlib";
import { GitObjectError } from "../../errors.ts";
import type { NamedObject, ObjectStore } from "../../git/object-store.ts";
import { formatPack } from "../../git/pack.ts";
import { packCreated } from "../../git/pack-created.ts";
import { nodeSha1 } from "../git-objects/node-sha1.ts";

export interface PackOfOptions {
  readonly ids: readonly string[];
  /** Whether whoever reads the pack has what the objects stand on. */
  readonly thin: boolean;
}

/**
 * Packs objects that were made here: what replaced something, as a delta against that.
 * @throws {GitObjectError} when one is missing
 */
export async function packOf(store: ObjectStore, { ids, thin }: PackOfOptions): Promise<Uint8Array> {
  const objects: NamedObject[] = [];
  for (const id of ids) {
    const object = await store.read(id);
    if (object === undefined) throw new GitObjectError(id, "is missing");
    objects.push({ id, ...object });
  }
  const entries = await packCreated({ objects, read: async (id) => await store.read(id), thin });
  const deflate = (data: Uint8Array): Uint8Array => deflateSync(data, { level: constants.Z_BEST_SPEED });
  return formatPack(entries, { deflate, hash: nodeSha1 }).bytes;
}
