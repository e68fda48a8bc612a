import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseManifest } from "./parse-manifest.ts";
import { resolveManifest } from "./resolve-manifest.ts";

const HEAD = "app: shop\nenv: staging\nnamespace: store\n";

function issuesOf(text: string): readonly string[] {
  const result = parseManifest(text);
  return (result.ok ? result.warnings : result.issues).map(
    ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
  );
}

describe("a hostile manifest", () => {
  it("refuses aliases that grow, nine levels or forty", () => {
    const bomb = (levels: number, width: number) =>
      Array.from({ length: levels }, (_, level) => {
        const items = level === 0 ? "x" : Array.from({ length: width }, () => `*a${level - 1}`).join(",");
        return `  a${level}: &a${level} [${items}]`;
      }).join("\n");

    expect(issuesOf(`${HEAD}values:\n${bomb(9, 9)}\n`)[0]).toContain("aliases make the content too large");
    expect(issuesOf(`${HEAD}values:\n${bomb(40, 2)}\n`)[0]).toContain("aliases make the content too large");
  });

  it("refuses aliases that grow over many documents", () => {
    const document =
      "  ---\n  a: &a [x,x,x,x,x,x,x,x]\n  b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n  c: [*b,*b,*b,*b,*b,*b,*b,*b]\n";

    expect(issuesOf(`${HEAD}manifests: |\n${document}`)).toEqual([]);
    expect(issuesOf(`${HEAD}manifests: |\n${document.repeat(100)}`)[0]).toContain("aliases make the content too large");
  });

  it("refuses what is too deep, too long or has too many values, without running out of stack", () => {
    expect(issuesOf("[".repeat(10_000))).toEqual(["1:101 : is nested deeper than 100 levels"]);
    expect(issuesOf("- ".repeat(100_000))[0]).toContain("is nested deeper than 100 levels");
    expect(issuesOf(`${HEAD}manifests: |\n${`  ${"y".repeat(97)}\n`.repeat(100_000)}`)).toEqual([
      "1:1 : is longer than 4194304 characters",
    ]);
    expect(issuesOf(`values: [${"1,".repeat(300_000)}]`)[0]).toContain("holds more than 150000 values");
  });

  it("reads `__proto__` as a key like others", () => {
    const manifest = parseManifest(`${HEAD}values:\n  __proto__: { polluted: 1 }\n`);

    expect(JSON.stringify(manifest)).toContain('"__proto__":{"polluted":1}');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "app",
      ": ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "<<",
      "|",
      ">",
      "'",
      '"',
      "#",
      "!",
      "?",
      "\t",
      "---",
      "{{",
      "\u0000",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expect(parseManifest(pieces.join("")).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it("has one limit for what all its texts take together, and leaves none of them empty", () => {
    const texts = (count: number) =>
      Array.from({ length: count }, (_, at) => `  v${at}: "{{ repeat 8000000 \\"a\\" | upper | len }}"\n`).join("");
    const resolved = (count: number) => {
      const parsed = parseManifest(`${HEAD}chart:\n  name: ./shop\nvalues:\n${texts(count)}`);
      if (!parsed.ok) throw new Error("the manifest is valid");
      const result = resolveManifest(parsed, new Map());
      return result.ok ? result.manifest.values : result.issues.map(({ message }) => message);
    };

    expect(resolved(1)).toEqual({ v0: "8000000" });
    for (const count of [4, 5, 6, 20])
      expect(resolved(count)).toContainEqual(expect.stringMatching(/more steps|too large/));
  });
});
