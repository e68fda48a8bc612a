import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import { parseVarsFile } from "../conventions/vars-file.ts";
import { manifestOrThrow, parseManifest } from "./parse-manifest.ts";
import { type ResolveResult, resolveManifest } from "./resolve-manifest.ts";

const HEAD = "app: shop\nenv: staging\nnamespace: store\n";

function resolve(text: string, variables: Readonly<Record<string, string>> = {}): ResolveResult {
  return resolveManifest(manifestOrThrow(parseManifest(text)), new Map(Object.entries(variables)));
}

function resolved(text: string, variables?: Readonly<Record<string, string>>): unknown {
  const result = resolve(text, variables);
  return result.ok ? result.manifest : result.issues;
}

function issuesOf(text: string, variables?: Readonly<Record<string, string>>): readonly string[] {
  const result = resolve(text, variables);
  return (result.ok ? result.warnings : result.issues).map(
    ({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`,
  );
}

function block(text: string, variables?: Readonly<Record<string, string>>): unknown {
  const manifest = resolved(`${HEAD}manifests: |\n${text.replaceAll(/^/gm, "  ")}\n`, variables);
  return typeof manifest === "object" && manifest !== null && "manifests" in manifest ? manifest.manifests : manifest;
}

describe(resolveManifest, () => {
  it("fills texts and keys, and leaves cleanup alone", () => {
    const text = `${HEAD}cleanup:\n  app: shop-{{ .BRANCH }}\n  branch: "*"\nvalues:\n  "k-{{ .A }}": ["{{ .A }}", 1]\n`;

    expect(resolved(text, { A: "x" })).toEqual({
      app: "shop",
      env: "staging",
      namespace: "store",
      cleanup: { app: "shop-{{ .BRANCH }}", branch: "*" },
      values: { "k-x": ["x", 1] },
    });
  });

  it("always gives texts, whatever the value looks like", () => {
    const text = `${HEAD}values:\n  a: 1.{{ .MINOR }}\n  host: web-{{ .BRANCH }}.x\n`;

    expect(resolved(text, { MINOR: "10", BRANCH: "main #1\ninjected: true" })).toMatchObject({
      values: { a: "1.10", host: "web-main #1\ninjected: true.x" },
    });
  });

  it("fills variables into each other once, and says which were used", () => {
    const result = resolve(`${HEAD}values: { a: "{{ .HOST }}" }`, {
      HOST: "web-{{ .BRANCH | sanitizeDNSName }}.{{ .DOMAIN }}",
      BRANCH: "Fix/It",
      DOMAIN: "acme.dev",
      UNUSED: "{{ nonsense }}",
    });

    expect(result).toMatchObject({ ok: true, manifest: { values: { a: "web-fix-it.acme.dev" } } });
    expect(result.ok && [...result.variablesUsed].toSorted()).toEqual(["BRANCH", "DOMAIN", "HOST"]);
  });

  it("refuses a variable that still holds a template after one time", () => {
    expect(issuesOf(`${HEAD}values: { a: "{{ .A }}" }`, { A: "{{ .B }}", B: "{{ .C }}", C: "x" })).toEqual([
      "4:15 values.a: variable A still holds {{ after variables were filled into it once",
    ]);
  });

  it("reports what is missing or not supported where it stands", () => {
    const text = `${HEAD}values:\n  a: "x {{ .NO }} {{ .NO }}"\n  b: '{{ .A | nope }}'\n  c: "{{ .BAD }}"\n`;

    expect(issuesOf(text, { A: "x", BAD: "{{ .NOPE }}" })).toEqual([
      '5:9 values.a: variable NO is not set: map has no entry for key "NO"',
      '5:19 values.a: variable NO is not set: map has no entry for key "NO"',
      '6:7 values.b: function "nope" not defined',
      '7:7 values.c: in variable BAD: variable NOPE is not set: map has no entry for key "NOPE"',
    ]);
  });

  it("checks names once they are final", () => {
    expect(issuesOf("app: shop\nenv: '{{ .E }}'\nnamespace: '{{ .N }}'\n", { E: "../x", N: "A" })).toEqual([
      '2:6 env: env "../x" is not a valid name',
      '3:12 namespace: namespace "A" is not a valid name',
    ]);
    expect(issuesOf("app: 'shop-{{ .B }}'\nenv: e\nnamespace: n\n", { B: "a/../b" })).toEqual([
      '1:6 app: app "shop-a/../b" is not a valid name',
    ]);
  });

  it("shortens the name of an app with variables, and fills the short one in for APP", () => {
    const text = "app: 'shop-{{ .B | sanitizeDNSName }}'\nenv: e\nnamespace: n\nvalues: { a: '{{ .APP }}' }\n";

    const manifest = resolved(text, { B: "x".repeat(60), APP: "shop-{{ .B | sanitizeDNSName }}" });

    expect(manifest).toMatchObject({ app: expect.stringMatching(/^shop-x{39}-[0-9a-f]{8}$/) as string });
    expect(manifest).toMatchObject({ values: { a: (manifest as { app: string }).app } });
  });

  it("does not make the app's name of APP", () => {
    expect(issuesOf("app: 'x-{{ .APP }}'\nenv: e\nnamespace: n\n", { APP: "y" })[0]).toContain(
      'no entry for key "APP"',
    );
  });

  it("takes another APP as given", () => {
    expect(resolved(`${HEAD}values: { a: "{{ .APP }}" }`, { APP: "other" })).toMatchObject({ values: { a: "other" } });
    expect(resolved(`${HEAD}values: { a: "{{ .APP }}" }`)).toMatchObject({ values: { a: "shop" } });
  });

  it("refuses variables that make the manifest too large, in values and in blocks", () => {
    const variables = { A: "x".repeat(1024 * 1024) };

    expect(issuesOf(`${HEAD}values: { a: [${"'{{ .A }}',".repeat(100)}] }`, variables)).toContain(
      "1:1 : variables make the manifest too large",
    );
    expect(issuesOf(`${HEAD}manifests: |\n${"  - '{{ .A }}'\n".repeat(100)}`, variables)).toContain(
      "1:1 : variables make the manifest too large",
    );
  });

  it("refuses keys that become one", () => {
    expect(issuesOf(`${HEAD}values: { "{{ .A }}": 1, x: 2 }`, { A: "x" })).toEqual([
      '4:29 values.x: key "x" appears twice',
    ]);
  });

  it("gives the recorded case its error, with the words of the original", async () => {
    const folder = new URL("./fixtures/08-missing-variable/", import.meta.url);
    const recorded = await readFile(new URL("expected-error.txt", folder), "utf8");
    const { vars } = parseVarsFile(await readFile(new URL("vars.env", folder), "utf8"));
    const parsed = manifestOrThrow(parseManifest(await readFile(new URL("manifest.yaml", folder))));

    const result = resolveManifest(parsed, vars);

    const phrase = /map has no entry for key ".*"/.exec(recorded)?.[0] ?? "?";
    expect(result).toMatchObject({ ok: false, issues: [{ line: 9, column: 11, path: "values.image.tag" }] });
    expect(!result.ok && result.issues[0]?.message).toContain(phrase);
  });
});

describe("blocks of YAML", () => {
  it("are filled in scalar by scalar, and else stay as written", () => {
    const text = [
      "# for {{ .A }}",
      "kind:   ConfigMap   # kept",
      "plain: web-{{ .A }}",
      "image: ghcr.io/acme/web:{{ .A }}",
      'double: "{{ .A }}"',
      "single: 'it''s {{ .A }}'",
      'flow: [ x-{{ .A }}, {k: "{{ .A }}"} ]',
      "file: |",
      "  a: {{ .A }}",
      "    b: {{ .A }}",
      '"k-{{ .A }}": 0644',
    ].join("\n");

    expect(block(text, { A: "v1" })).toBe(`${text.replaceAll("{{ .A }}", "v1")}\n`);
  });

  it("quote a value that would read as something else", () => {
    const text = 'a: x-{{ .A }}\nb: 8{{ .N }}\nc: o{{ .F }}\nd: "{{ .A }}"\ne: |\n  x {{ .A }}\nf: y{{ .E }}\n';

    expect(block(text, { A: "main #1\nk: v", N: "0", F: "ff", E: "" })).toBe(
      'a: "x-main #1\\nk: v"\nb: "80"\nc: "off"\nd: "main #1\\nk: v"\ne: "x main #1\\nk: v\\n"\nf: "y"\n',
    );
  });

  it("that are YAML only afterwards are filled in as text, with a warning", () => {
    const text = "replicas: {{ .N }}\nname: web-{{ .A }}";
    const manifest = `${HEAD}manifests: |\n  replicas: {{ .N }}\n`;

    expect(block(text, { N: "3", A: "x" })).toBe("replicas: 3\nname: web-x\n");
    expect(issuesOf(manifest, { N: "3" })).toEqual([
      "4:12 manifests: is YAML only with its variables filled in, so they were filled in as text",
    ]);
  });

  it.each([
    ["a line break", "3\nb: 4"],
    ["a comment", "3 #"],
    ["a key", "b: 4"],
    ["a map", "{ a: 1 }"],
    ["a list", "[1]"],
    ["a quote", '"3"'],
    ["an alias", "*x"],
    ["nothing at all", "{"],
  ])("filled in as text refuse %s in a value", (_, value) => {
    expect(issuesOf(`${HEAD}manifests: |\n  a: {{ .V }}\n`, { V: value })).toEqual([
      "4:12 manifests: is no valid YAML with its variables filled in, or their values would change its structure",
    ]);
  });

  it("keep characters from variables that other readers take as a line break from being one", () => {
    const text = "a: x{{ .A }}\nb: '{{ .A }}'\nc: \"{{ .A }}\"\nd: |\n  x {{ .A }}\n";
    const escaped = "1\\u2028k: v\\u0085";

    expect(block(text, { A: "1\u2028k: v\u0085" })).toBe(
      `a: "x${escaped}"\nb: "${escaped}"\nc: "${escaped}"\nd: "x ${escaped}\\n"\n`,
    );
    expect(issuesOf(`${HEAD}manifests: |\n  a: {{ .V }}\n`, { V: "1\u2028b: 2" })[0]).toContain("is no valid YAML");
  });

  it("filled in as text refuse a line break in a comment", () => {
    expect(issuesOf(`${HEAD}manifests: |\n  a: {{ .N }} # {{ .V }}\n`, { N: "1", V: "x\n# y" })[0]).toContain(
      "is no valid",
    );
  });

  it("refuse a value that makes two keys one", () => {
    expect(issuesOf(`${HEAD}manifests: |\n  "{{ .A }}": 1\n  x: 2\n`, { A: "x" })[0]).toContain("is no valid YAML");
  });

  it("report what is missing at its place in the block", () => {
    expect(issuesOf(`${HEAD}manifests: |\n  a: 1\n  b: x {{ .NO }}\n  c: '{{ .NO }}'\n`)).toEqual([
      '6:8 manifests: variable NO is not set: map has no entry for key "NO"',
      '7:7 manifests: variable NO is not set: map has no entry for key "NO"',
    ]);
  });

  it("are patches as well", () => {
    const text = `${HEAD}strategicMergePatches: |\n  a: x{{ .A }}\njson6902Patches:\n  - patch: |\n      - { op: add, path: /x, value: "{{ .A }}" }\n    target: { version: v1, kind: K, name: "n-{{ .A }}" }\n`;

    expect(resolved(text, { A: "a: b" })).toMatchObject({
      strategicMergePatches: 'a: "xa: b"\n',
      json6902Patches: [{ patch: '- { op: add, path: /x, value: "a: b" }\n', target: { name: "n-a: b" } }],
    });
  });
});
