import { readFile } from "node:fs/promises";

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";

import { ManifestInvalidError } from "../errors.ts";
import { checkManifest, manifestOrThrow, parseManifest } from "./parse-manifest.ts";

const HEAD = "app: shop\nenv: staging\nnamespace: store\n";

/** `line:column path: message (hint)` of every issue. */
function issuesOf(input: string | Uint8Array, file?: string): readonly string[] {
  const result = parseManifest(input, file === undefined ? {} : { file });
  const issues = result.ok ? result.warnings : result.issues;
  return issues.map(({ line, column, path, message, hint, severity }) => {
    const mark = severity === "warning" ? "warning " : "";
    return `${mark}${line}:${column} ${path}: ${message}${hint === undefined ? "" : ` (${hint})`}`;
  });
}

function manifestOf(input: string | Uint8Array): unknown {
  const result = parseManifest(input);
  return result.ok ? result.manifest : result.issues;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe(parseManifest, () => {
  it("gives the manifest as written", () => {
    const text = `${HEAD}deploy:\n  event: push\nvalues:\n  image: { tag: "{{ .SHA }}" }\n  port: 80\n  8080: x\n  1.10: y\n`;

    expect(manifestOf(text)).toEqual({
      app: "shop",
      env: "staging",
      namespace: "store",
      deploy: { event: "push" },
      values: { image: { tag: "{{ .SHA }}" }, port: 80, "8080": "x", "1.10": "y" },
    });
  });

  it("names every issue with its place and a hint, in the order of the file", () => {
    const text = [
      "app: Shop",
      "env: flux",
      "namspace: x",
      "deploy:",
      "  event: psh",
      "  brnch: main",
      "  tag: '['",
      "  commitMessagePatterns: [ok, '{']",
      "chart:",
      "  version: 1.0",
      "preview: maybe",
      "cleanup: []",
      "json6902Patches:",
      "  - patch: 3",
      "    target: { kind: x, version: v1 }",
    ].join("\n");

    expect(issuesOf(text)).toEqual([
      "1:1 : namespace is missing",
      '1:6 app: app "Shop" is not a valid name (Use lower-case letters a-z, digits and inner hyphens, a letter first.)',
      '2:6 env: env "flux" is not a valid name (Use another name: "flux" is a folder of the layout.)',
      'warning 3:1 namspace: unknown key "namspace" is kept, but does nothing (Did you mean "namespace"?)',
      '5:10 deploy.event: deploy.event must be "push" or "tag" or "pr", is "psh" (Did you mean "push"?)',
      'warning 6:3 deploy.brnch: unknown key "brnch" is kept, but does nothing (Did you mean "branch"?)',
      "7:8 deploy.tag: deploy.tag is not a valid pattern: a [ has no ] (Put \\ before a character that is meant as itself.)",
      "8:31 deploy.commitMessagePatterns[1]: deploy.commitMessagePatterns[1] is not a valid pattern: a { has no } (Put \\ before a character that is meant as itself.)",
      "10:3 chart: chart.name is missing",
      "10:12 chart.version: chart.version must be a text, is 1 (Put it in quotes.)",
      '11:10 preview: preview must be true or false, is "maybe"',
      "12:10 cleanup: cleanup must be a map of keys and values, is a list",
      "14:12 json6902Patches[0].patch: json6902Patches[0].patch must be a text, is 3 (Put it in quotes.)",
      "15:13 json6902Patches[0].target: json6902Patches[0].target.name is missing",
    ]);
  });

  it("keeps unknown keys, and those of values are nobody's business", () => {
    expect(manifestOf(`${HEAD}owner: { team: a }\nvalues: { whatever: 1 }\n`)).toMatchObject({
      owner: { team: "a" },
      values: { whatever: 1 },
    });
    expect(issuesOf(`${HEAD}values: { whatever: 1 }\n`)).toEqual([]);
  });

  it("takes a key without value as absent", () => {
    expect(manifestOf(`${HEAD}deploy:\nvalues:\n  a:\n`)).toEqual({
      app: "shop",
      env: "staging",
      namespace: "store",
      values: { a: null },
    });
    expect(issuesOf("app:\nenv: e\nnamespace: n\n")).toEqual(["1:1 : app is missing"]);
  });

  it("leaves names with variables until these are filled in", () => {
    expect(issuesOf("app: 'X-{{ .BRANCH }}'\nenv: '{{ .E }}'\nnamespace: '{{ .N }}'\n")).toEqual([]);
  });

  it("takes JSON, with keys in any case", () => {
    const json = JSON.stringify({
      App: "shop",
      ENV: "staging",
      nameSpace: "store",
      Deploy: { Event: "push" },
      Values: { Ab: 1 },
    });

    expect(manifestOf(json)).toEqual({
      app: "shop",
      env: "staging",
      namespace: "store",
      deploy: { event: "push" },
      values: { Ab: 1 },
    });
    expect(issuesOf('{"App":"shop","env":"x","namespace":"y","Deploy":{"Event":"psh"}}')).toEqual([
      '1:59 deploy.event: deploy.event must be "push" or "tag" or "pr", is "psh" (Did you mean "push"?)',
    ]);
    expect(manifestOf('{"app":"shop","APP":"x","env":"x","namespace":"y"}')).toMatchObject({ app: "shop", APP: "x" });
    expect(issuesOf("App: shop\nenv: x\nnamespace: y\n")).toContain("1:1 : app is missing");
  });

  it("takes CRLF, a byte order mark, and both at once", () => {
    const crlf = `\ufeff${HEAD}manifests: |\n  a: 1\n`.replaceAll("\n", "\r\n");

    expect(manifestOf(crlf)).toMatchObject({ app: "shop", manifests: "a: 1\n" });
    expect(manifestOf(bytes(crlf))).toMatchObject({ app: "shop", manifests: "a: 1\n" });
  });

  it("follows anchors and merge keys", () => {
    expect(manifestOf(`${HEAD}values:\n  a: &a { x: 1, y: 2 }\n  b:\n    <<: *a\n    y: 3\n  c: *a\n`)).toMatchObject({
      values: { a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: { x: 1, y: 2 } },
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "1:1 : the file is empty"],
    ["comments alone", "# nothing\n", "1:1 : the file is empty"],
    ["a list", "- a\n", "1:1 : the file must be a map of keys and values, is a list"],
    ["a text", "hello\n", '1:1 : the file must be a map of keys and values, is "hello"'],
    [
      "several documents",
      `${HEAD}---\n${HEAD}`,
      "5:1 : the file holds several documents (Write one manifest per file.)",
    ],
    ["a key twice", `${HEAD}app: cart\n`, '4:1 app: key "app" appears twice (Keep one of them.)'],
    [
      "a key twice inside",
      `${HEAD}values: { a: 1, a: 2 }\n`,
      '4:17 values.a: key "a" appears twice (Keep one of them.)',
    ],
    [
      "a custom tag",
      `${HEAD}values: { a: !foo b }\n`,
      '4:19 values.a: the tag "!foo" is not supported (Write the plain value.)',
    ],
    [
      "a binary tag",
      `${HEAD}values: !!binary aGk=\n`,
      '4:18 values: the tag "tag:yaml.org,2002:binary" is not supported (Write the plain value.)',
    ],
    [
      "a template without quotes",
      `${HEAD}values: { a: {{ .SHA }} }\n`,
      "4:15 values.a: a map or list can't be a key (Put a text with {{ }} in quotes.)",
    ],
    [
      "a number that would be rounded",
      `${HEAD}values: { a: 12345678901234567890 }\n`,
      "4:14 values.a: the number 12345678901234567890 can't be kept exactly (Put it in quotes.)",
    ],
    [
      "infinity",
      `${HEAD}values: { a: .inf }\n`,
      "4:14 values.a: the number .inf can't be kept exactly (Put it in quotes.)",
    ],
    ["an alias to nothing", `${HEAD}values: *a\n`, '4:9 values: alias "a" names no anchor before it'],
    ["an alias to itself", `${HEAD}values: &a [*a]\n`, '4:13 values[0]: alias "a" names no anchor before it'],
    ["a directive", `%YAML 1.1\n---\n${HEAD}`, "1:1 : YAML directives are not supported (Remove the line.)"],
    [
      "a control character",
      `${HEAD}values: { a: "\u0007" }\n`,
      "4:15 : holds a control character (Write it as an escape in double quotes.)",
    ],
    [
      "a line break of other readers",
      `${HEAD}values: { a: "\u2028" }\n`,
      "4:15 : holds a control character (Write it as an escape in double quotes.)",
    ],
    [
      "a lone carriage return",
      `${HEAD}a: 1\rb: 2\n`,
      "4:5 : holds a control character (Write it as an escape in double quotes.)",
    ],
    ["a tab as indentation", `${HEAD}values:\n\ta: 1\n`, "5:1 : tabs are not allowed as indentation"],
    [
      "a block that is no YAML",
      `${HEAD}manifests: |\n  a: 1\n  b: [\n`,
      "6:7 manifests: flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
    [
      "an alias to another document of a block",
      `${HEAD}manifests: |\n  a: &x 1\n  ---\n  b: *x\n`,
      '7:6 manifests: alias "x" names no anchor before it',
    ],
    [
      "bytes after a long character",
      Uint8Array.from([0xc3, 0xa9, 0xc3, 0xa9, 0xff]),
      "1:1 : byte 5 is not UTF-8 (Save the file as UTF-8.)",
    ],
    [
      "bytes that are no UTF-8",
      Uint8Array.from([...bytes(HEAD), 0x61, 0xff]),
      "1:1 : byte 42 is not UTF-8 (Save the file as UTF-8.)",
    ],
    [
      "a character cut off",
      Uint8Array.from([...bytes(HEAD), 0xc3]),
      "1:1 : byte 41 is not UTF-8 (Save the file as UTF-8.)",
    ],
  ])("refuses %s", (_, input, issue) => {
    expect(issuesOf(input)).toContain(issue);
    expect(parseManifest(input).ok).toBe(false);
  });

  it("refuses CUE", () => {
    expect(issuesOf("a: 1", "x.cue")).toEqual([
      "1:1 : manifests in CUE are not supported (Write the manifest as YAML.)",
    ]);
  });

  it("reads every recorded manifest", async () => {
    const cases = ["08-missing-variable", "09-policies-do-not-render", "10-preview", "13-raw-manifests-only"];
    for (const name of cases) {
      const text = await readFile(new URL(`./fixtures/${name}/manifest.yaml`, import.meta.url));
      expect(issuesOf(text)).toEqual([]);
      expect(manifestOf(text)).toEqual(parse(text.toString()));
    }
  });

  it("gives back what was written, whatever the values", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (values) => {
        const written = { app: "shop", env: "staging", namespace: "store", values };

        const asJson = manifestOf(JSON.stringify(written));

        // JSON has no negative zero.
        expect(asJson).toEqual(JSON.parse(JSON.stringify(written)));
        expect(manifestOf(stringify(asJson, { defaultStringType: "QUOTE_DOUBLE", indent: 4 }))).toEqual(asJson);
      }),
    );
  });
});

describe(checkManifest, () => {
  it("checks a value that is JSON already", () => {
    expect(checkManifest({ App: "shop", env: "staging", namespace: "store" })).toMatchObject({
      ok: true,
      warnings: [],
    });
    expect(checkManifest(null)).toMatchObject({ ok: false });
  });
});

describe(manifestOrThrow, () => {
  it("throws with the issues", () => {
    expect(() => manifestOrThrow(parseManifest("a: 1"), { file: "x.yaml" })).toThrow(ManifestInvalidError);
    expect(() => manifestOrThrow(parseManifest("a: 1"), { file: "x.yaml" })).toThrow(
      /^x\.yaml:1:1: .* \(and 2 more\)$/,
    );
  });
});
