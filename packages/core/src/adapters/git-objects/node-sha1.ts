import { createHash, hash } from "node:crypto";

/** SHA-1 by Node, several times as fast as in plain JavaScript. */
export function nodeSha1(parts: readonly Uint8Array[]): string {
  const [head, data] = parts;
  // One call costs less than a hash object, and copying a small object less than that.
  if (head !== undefined && data !== undefined && parts.length === 2 && data.length < 4096)
    return hash("sha1", Buffer.concat([head, data]), "hex");
  const sha1 = createHash("sha1");
  for (const part of parts) sha1.update(part);
  return sha1.digest("hex");
}
