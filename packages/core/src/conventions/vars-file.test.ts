import { describe, expect, it } from "vitest";

import { parseVarsFile } from "./vars-file.ts";

function vars(text: string): Record<string, string> {
  const file = parseVarsFile(text);
  expect(file.issues).toEqual([]);
  return Object.fromEntries(file.vars);
}

describe(parseVarsFile, () => {
  it.each<[string, string, Record<string, string>]>([
    ["an equals sign", "A=1", { A: "1" }],
    ["a colon", "A: 1", { A: "1" }],
    ["export", "export A=1", { A: "1" }],
    ["spaces around", "  A =  b c  ", { A: "b c" }],
    ["an equals sign in the value", "A=b=c", { A: "b=c" }],
    ["an empty value", "A=\nB=2", { A: "", B: "2" }],
    ["comments and empty lines", "# x\n\nA=1 # y\n  # z\nB=a#b", { A: "1", B: "a#b" }],
    ["a comment right after", "A= # y", { A: "" }],
    ["single quotes", "A='$B \\n # x'", { A: "$B \\n # x" }],
    ["double quotes", 'A="a\\nb \\"c\\" # x"', { A: 'a\nb "c" # x' }],
    ["a comment after quotes", 'A="a" # x', { A: "a" }],
    ["lines in quotes", 'A="a\nb"\nB=2', { A: "a\nb", B: "2" }],
    [
      "variables of lines before",
      "A=1\nB=$A-${A}\nC=\"$B\"\nD='$A'\nE=\\$A\nF=$NONE",
      { A: "1", B: "1-1", C: "1-1", D: "$A", E: "$A", F: "" },
    ],
    ["the same key again", "A=1\nA=2", { A: "2" }],
    ["CRLF and a byte order mark", "\ufeffA=1\r\nB='2'\r\n", { A: "1", B: "2" }],
    ["a template", "HOST=web-{{ .BRANCH | sanitizeDNSName }}.x", { HOST: "web-{{ .BRANCH | sanitizeDNSName }}.x" }],
    ["`__proto__`", "__proto__=1", JSON.parse('{"__proto__":"1"}') as Record<string, string>],
  ])("reads %s", (_, text, expected) => {
    expect(vars(text)).toEqual(expected);
  });

  it("names every line that is no variable, and reads the others", () => {
    const file = parseVarsFile('A=1\nnonsense\nB="x\ny" z\nC="open\nD=1');

    expect(file.issues.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      "2:1 the line is no variable",
      "3:1 more text follows the value of B",
      "4:1 the line is no variable",
      "5:1 the quote of C is not closed",
    ]);
    expect(Object.fromEntries(file.vars)).toEqual({ A: "1", D: "1" });
  });

  it("stops where values that double with every line grow too long", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `A${index + 1}=$A${index}$A${index}`);

    const file = parseVarsFile(`A0=12345678\n${lines.join("\n")}\n`);

    expect(file.issues).toMatchObject([{ line: 17, message: "the values are longer than 1000000 characters" }]);
    expect(file.vars.size).toBe(0);
  });
});
