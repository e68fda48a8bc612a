import { describe, expect, it } from "vitest";

import { sanitizeDnsName } from "./dns-name.ts";
import { parseTemplate, valueOf } from "./template.ts";

function fill(text: string): string | readonly string[] {
  const template = parseTemplate(text);
  if (!template.ok) return template.problems.map(({ message, index }) => `${index}: ${message}`);
  const variables = new Map([["A", "Fix/It"]]);
  return template.parts.map((part) => (typeof part === "string" ? part : (valueOf(part, variables) ?? "?"))).join("");
}

describe(parseTemplate, () => {
  it.each([
    ["plain }} text { {", "plain }} text { {"],
    ["{{ .A }}", "Fix/It"],
    ["{{.A}}x{{ .A|sanitizeDNSName }}", "Fix/Itxfix-it"],
    ["a {{- .A -}} b", "aFix/Itb"],
    ["a {{- .A -}}   {{ .A }}", "aFix/ItFix/It"],
    ["a\n{{ .A }}\nb", "a\nFix/It\nb"],
    ["{{\n.A\n}}", "Fix/It"],
    ["{{{ .A }}}", ["0: {{{ .A }} is not supported yet"]],
    ["{{ .B }}", "?"],
  ])("%j gives %j", (text, expected) => {
    expect(fill(text)).toEqual(expected);
  });

  it.each([
    "{{ .A | upper }}",
    '{{ env "HOME" }}',
    "{{ if .A }}x",
    "{{ .A.B }}",
    "{{ $x }}",
    "{{/* note */}}",
    '{{ "{{" }}',
    "{{}}",
    "{{-.A}}",
    "{{ . }}",
  ])("says that %s is not supported yet", (text) => {
    expect(fill(text)).toEqual([expect.stringMatching(/^0: .* is not supported yet$/)]);
  });

  it("names every problem and its occurrence", () => {
    expect(fill("{{ x }} {{ x }} {{ .A")).toEqual([
      "0: {{ x }} is not supported yet",
      "1: {{ x }} is not supported yet",
      "0: {{ has no }}",
    ]);
  });
});

describe(sanitizeDnsName, () => {
  it.each([
    ["Feature/Cart_v2", "feature-cart-v2"],
    ["renovate/npm_and_yarn/left-pad-1.3.0", "renovate-npm-and-yarn-left-pad-1-3-0"],
    ["-x-", "x"],
    ["", ""],
    ["ÄÖÜ", ""],
    ["a".repeat(60), "a".repeat(53)],
    [`${"a".repeat(52)}/b`, "a".repeat(52)],
  ])("%s gives %s", (text, name) => {
    expect(sanitizeDnsName(text)).toBe(name);
  });
});
