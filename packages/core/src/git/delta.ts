// Git's delta format: the sizes of base and result, then instructions that copy a stretch of the base or insert bytes.

const MAX_COPY = 0x10000;
const MAX_INSERT = 0x7f;
/** Stretches of the base are found by blocks of this size: about the shortest worth copying. */
const BLOCK = 16;
/** Looking for stretches in more than this costs more time than it saves bytes. */
const MAX_SEARCHED = 4 << 20;

/** Describes `target` by what it shares with `base`. Quick when they differ in one place, however large they are. */
export function makeDelta({ base, target }: { readonly base: Uint8Array; readonly target: Uint8Array }): Uint8Array {
  const out = new Instructions();
  out.size(base.length);
  out.size(target.length);
  const shorter = Math.min(base.length, target.length);
  let prefix = 0;
  while (prefix < shorter && base[prefix] === target[prefix]) prefix++;
  let suffix = 0;
  while (suffix < shorter - prefix && base[base.length - 1 - suffix] === target[target.length - 1 - suffix]) suffix++;
  out.copy(0, prefix);
  encodeMiddle(out, { base, target, from: prefix, to: target.length - suffix, baseTo: base.length - suffix });
  out.copy(base.length - suffix, suffix);
  return out.bytes();
}

interface Middle {
  readonly base: Uint8Array;
  readonly target: Uint8Array;
  /** Where the middle starts in both. */
  readonly from: number;
  readonly to: number;
  readonly baseTo: number;
}

function encodeMiddle(out: Instructions, { base, target, from, to, baseTo }: Middle): void {
  if (to - from < BLOCK || baseTo - from < BLOCK || to - from + baseTo - from > MAX_SEARCHED) {
    out.insert(target, from, to);
    return;
  }
  const blocks = new Map<number, number>();
  for (let at = from; at + BLOCK <= baseTo; at += BLOCK) blocks.set(keyAt(base, at), at);
  let pending = from;
  for (let at = from; at + BLOCK <= to;) {
    const found = blocks.get(keyAt(target, at));
    const length = found === undefined ? 0 : sharedLength({ base, target, found, at, to });
    if (found === undefined || length < BLOCK) {
      at++;
      continue;
    }
    out.insert(target, pending, at);
    out.copy(found, length);
    at += length;
    pending = at;
  }
  out.insert(target, pending, to);
}

/** A number that equal blocks share. */
function keyAt(data: Uint8Array, at: number): number {
  let key = 0;
  for (let i = at; i < at + BLOCK; i++) key = (Math.imul(key, 0x01000193) ^ (data[i] ?? 0)) | 0;
  return key;
}

interface Match {
  readonly base: Uint8Array;
  readonly target: Uint8Array;
  readonly found: number;
  readonly at: number;
  readonly to: number;
}

function sharedLength({ base, target, found, at, to }: Match): number {
  let length = 0;
  while (at + length < to && found + length < base.length && base[found + length] === target[at + length]) length++;
  return length;
}

class Instructions {
  #bytes = new Uint8Array(256);
  #length = 0;

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  size(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#push((rest % 0x80) | 0x80);
    this.#push(rest);
  }

  copy(start: number, length: number): void {
    for (let done = 0; done < length;) {
      const size = Math.min(length - done, MAX_COPY);
      this.#copyOnce(start + done, size);
      done += size;
    }
  }

  insert(from: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end;) {
      const size = Math.min(end - at, MAX_INSERT);
      this.#push(size);
      this.#room(size);
      this.#bytes.set(from.subarray(at, at + size), this.#length);
      this.#length += size;
      at += size;
    }
  }

  /** Only the bytes of offset and size that are not zero are written; a size of zero stands for 0x10000. */
  #copyOnce(offset: number, size: number): void {
    const written = size === MAX_COPY ? 0 : size;
    const parts = [
      offset & 0xff,
      (offset >>> 8) & 0xff,
      (offset >>> 16) & 0xff,
      offset >>> 24,
      written & 0xff,
      written >>> 8,
    ];
    this.#push(parts.reduce((flags, part, bit) => (part === 0 ? flags : flags | (1 << bit)), 0x80));
    for (const part of parts) if (part !== 0) this.#push(part);
  }

  #push(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  #room(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + size));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
