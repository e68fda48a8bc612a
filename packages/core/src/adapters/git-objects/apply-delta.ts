/**
 * Rebuilds an object from its base and a delta.
 * @throws {Error} when the delta does not fit the base, leaves it, or gives another size than it says
 * @see https://git-scm.com/docs/pack-format#_deltified_representation
 */
export function applyDelta(base: Buffer, delta: Buffer, options: { readonly maxBytes: number }): Buffer {
  let at = 0;
  const next = (): number => {
    const byte = delta[at++];
    if (byte === undefined) throw new Error("delta is cut off");
    return byte;
  };
  const readSize = (): number => {
    let size = 0;
    let factor = 1;
    let byte: number;
    do {
      byte = next();
      size += (byte & 0x7f) * factor;
      factor *= 128;
    } while (byte & 0x80 && factor < 2 ** 49);
    return size;
  };

  if (readSize() !== base.length) throw new Error("delta is for another base");
  const size = readSize();
  if (size > options.maxBytes) throw new Error(`object is larger than ${options.maxBytes} bytes`);
  const result = allocate(size);
  let filled = 0;
  while (at < delta.length) {
    const op = next();
    if (op & 0x80) {
      let from = 0;
      let bytes = 0;
      if (op & 0x01) from = next();
      if (op & 0x02) from |= next() << 8;
      if (op & 0x04) from |= next() << 16;
      if (op & 0x08) from += next() * 2 ** 24;
      if (op & 0x10) bytes = next();
      if (op & 0x20) bytes |= next() << 8;
      if (op & 0x40) bytes |= next() << 16;
      if (bytes === 0) bytes = 0x10000;
      if (from + bytes > base.length || filled + bytes > size) throw new Error("delta leaves its base");
      base.copy(result, filled, from, from + bytes);
      filled += bytes;
    } else {
      if (op === 0 || at + op > delta.length || filled + op > size) throw new Error("delta is damaged");
      delta.copy(result, filled, at, at + op);
      filled += op;
      at += op;
    }
  }
  if (filled !== size) throw new Error("delta gives another size than it says");
  return result;
}

/** Large results get memory of their own, so that the cache does not pin a shared pool. */
function allocate(size: number): Buffer {
  return size > 4096 ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size);
}
