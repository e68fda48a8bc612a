import { describe, expect, it } from "vitest";
import { parseCommit } from "./commit.ts";

function commitBy(author: string): Uint8Array {
  const tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  return new TextEncoder().encode(`tree ${tree}\nauthor ${author}\ncommitter ${author}\n\nhello\n`);
}

describe(parseCommit, () => {
  it.each([
    [
      "as git writes it",
      "Ada Lovelace <ada@example.com> 1767225600 +0100",
      ["Ada Lovelace", "ada@example.com", 1767225600],
    ],
    ["without a name", "<ada@example.com> 1 +0000", ["", "ada@example.com", 1]],
    ["a time no calendar has", "Ada <a@x> 99999999999999 +0000", ["Ada", "a@x", 0]],
    ["a time before 1970", "Ada <a@x> -5 +0000", ["Ada", "a@x", 0]],
    ["no address", "Ada", ["Ada", "", 0]],
  ])("reads a person %s", (_, line, [name, email, atSeconds]) => {
    expect(parseCommit("a".repeat(40), commitBy(line)).author).toEqual({ name, email, atSeconds });
  });

  it("takes a line of a hundred thousand brackets without a second thought", () => {
    const { author } = parseCommit("a".repeat(40), commitBy("<".repeat(100_000)));

    expect(author.atSeconds).toBe(0);
  });
});
