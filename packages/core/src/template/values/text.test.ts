import { describe, expect, it } from "vitest";
import { byteLength, bytesOfText, compareText, isValidText, rejoined, textOfBytes } from "./text.ts";

/** Bytes in hexadecimal, and the text they are: valid signs, and bytes that are part of none. */
const TEXTS: readonly (readonly [bytes: string, text: string])[] = [
  ["", ""],
  ["61", "a"],
  ["c3a9", "é"],
  ["e697a5", "日"],
  ["f09f9880", "😀"],
  ["f48fbfbf", "\u{10ffff}"],
  ["efbbbf61", "\ufeffa"],
  ["efbfbd", "\ufffd"],
  ["00", "\0"],
  ["ff", "\udcff"],
  ["80", "\udc80"],
  ["c3", "\udcc3"],
  ["c361", "\udcc3a"],
  ["c3c3a9", "\udcc3é"],
  ["e697", "\udce6\udc97"],
  ["f09f98", "\udcf0\udc9f\udc98"],
  ["61f09f9861", "a\udcf0\udc9f\udc98a"],
  // Overlong forms, surrogates and what is beyond Unicode are no signs.
  ["c080", "\udcc0\udc80"],
  ["c1bf", "\udcc1\udcbf"],
  ["e08080", "\udce0\udc80\udc80"],
  ["eda080", "\udced\udca0\udc80"],
  ["f0808080", "\udcf0\udc80\udc80\udc80"],
  ["f4908080", "\udcf4\udc90\udc80\udc80"],
  ["f5808080", "\udcf5\udc80\udc80\udc80"],
];

describe(textOfBytes, () => {
  it("keeps signs, and escapes bytes that are part of none", () => {
    expect(TEXTS.map(([bytes]) => textOfBytes(Buffer.from(bytes, "hex")))).toEqual(TEXTS.map(([, text]) => text));
  });
});

describe(bytesOfText, () => {
  it("gives back the bytes that a text was made of", () => {
    expect(TEXTS.map(([, text]) => Buffer.from(bytesOfText(text)).toString("hex"))).toEqual(
      TEXTS.map(([bytes]) => bytes),
    );
  });

  it("gives back any bytes", () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 31 + (index >> 3) * 7) % 256);

    expect(bytesOfText(textOfBytes(bytes))).toEqual(bytes);
  });
});

describe(byteLength, () => {
  it("counts bytes", () => {
    expect(TEXTS.map(([, text]) => byteLength(text))).toEqual(TEXTS.map(([bytes]) => bytes.length / 2));
  });
});

describe(isValidText, () => {
  it("is false where a byte is part of no sign", () => {
    expect(["", "é😀\ufffd", "\udcff", "a\udc80"].map(isValidText)).toEqual([true, true, false, false]);
  });
});

describe(rejoined, () => {
  it("makes signs of escaped bytes that meet", () => {
    expect(rejoined("\udcc3" + "\udca9")).toBe("é");
    expect(rejoined("a\udcf0\udc9f" + "\udc98\udc80b")).toBe("a😀b");
  });

  it("leaves other texts as they are", () => {
    expect(rejoined("\udcc3x\udca9")).toBe("\udcc3x\udca9");
    expect(rejoined("é😀")).toBe("é😀");
  });
});

describe(compareText, () => {
  it("orders by bytes, not by UTF-16", () => {
    const sorted = ["", "A", "Z", "a", "a1", "a10", "a2", "é", "日", "\uffff", "😀", "\udcff"];

    expect(sorted.toReversed().toSorted(compareText)).toEqual(sorted);
  });

  it("tells a text from its beginning", () => {
    expect(Math.sign(compareText("a", "ab"))).toBe(-1);
    expect(Math.sign(compareText("😀b", "😀"))).toBe(1);
    expect(compareText("é😀\udcff", "é😀\udcff")).toBe(0);
  });
});
