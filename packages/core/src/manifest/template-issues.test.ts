import { describe, expect, it } from "vitest";
import { manifestOrThrow, parseManifest } from "./parse-manifest.ts";
import { templateIssues } from "./template-issues.ts";

function issuesOf(text: string): readonly string[] {
  const parsed = manifestOrThrow(parseManifest(`app: shop\nenv: staging\nnamespace: acme\n${text}`));
  return templateIssues(parsed).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

describe(templateIssues, () => {
  it("names every text and key that is no template, where it stands", () => {
    const text = `values:\n  a: "x {{ .NO }} {{ if }}"\n  "{{ nope }}": 1\n  list: [fine, "{{ .A"]\n`;

    expect(issuesOf(text)).toEqual([
      "5:19 values.a: missing value for if",
      '6:3 values.{{ nope }}: function "nope" not defined',
      "7:17 values.list[1]: unclosed action",
    ]);
  });

  it("takes variables and functions as they are, and leaves cleanup alone", () => {
    const cleanup = 'cleanup: { app: "x-{{ nope }}", branch: "*", event: branchDeleted }\n';

    expect(issuesOf(`${cleanup}values: { a: '{{ .X | default "y" | upper }}' }\n`)).toEqual([]);
  });

  it("reads a block of YAML as a whole", () => {
    expect(issuesOf("manifests: |\n  {{ if .A }}\n  a: 1\n")).toEqual([expect.stringMatching(/unexpected EOF$/)]);
    expect(issuesOf("manifests: |\n  {{ if .A }}\n  a: 1\n  {{ end }}\n")).toEqual([]);
  });
});
