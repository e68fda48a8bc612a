// Tar archives as charts are packaged in, and as hostile ones are.

/** An entry of a tar archive. */
export interface TarEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  /** The type's letter. @defaultValue `0`, a file */
  readonly type?: string;
  /** The size the header tells. @defaultValue the content's */
  readonly size?: number;
}

const encoder = new TextEncoder();

/** A tar archive in ustar format. */
export function writeTar(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap(({ name, content = "", type = "0", size }) => {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    const padded = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    padded.set(bytes);
    return [header(name, { type, size: size ?? bytes.length }), padded];
  });
  const archive = new Uint8Array(blocks.reduce((length, block) => length + block.length, 1024));
  let at = 0;
  for (const block of blocks) {
    archive.set(block, at);
    at += block.length;
  }
  return archive;
}

/** A PAX header for the entry after it. */
export function paxEntry(key: string, value: string): TarEntry {
  const rest = ` ${key}=${value}\n`;
  const bytes = encoder.encode(rest).length;
  const digits = String(bytes + String(bytes).length).length;
  return { name: "pax", type: "x", content: `${bytes + digits}${rest}` };
}

function header(name: string, { type, size }: { readonly type: string; readonly size: number }): Uint8Array {
  const block = new Uint8Array(512);
  const put = (at: number, text: string): void => block.set(encoder.encode(text), at);
  put(0, name.slice(0, 100));
  put(100, "0000644\0");
  put(124, `${size.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, type);
  put(257, "ustar\x0000");
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  return block;
}
