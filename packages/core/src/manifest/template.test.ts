import { describe, expect, it } from "vitest";

import { sanitizeDnsName } from "./dns-name.ts";
import { fillTemplate, parseTemplate } from "./template.ts";

const VARIABLES = new Map([
  ["A", "Fix/It"],
  ["NUMBER", "3"],
]);

/** The text, or what is wrong with it: the action, which occurrence, and the message. */
function fill(text: string): string | readonly unknown[] {
  const parsed = parseTemplate(text);
  const filled = parsed.ok
    ? fillTemplate(parsed.template, { variable: (name) => VARIABLES.get(name), names: () => VARIABLES.keys() })
    : parsed;
  if (filled.ok) return filled.text;
  if (!("problem" in filled)) return Object.values(filled);
  const { written, index, message } = filled.problem;
  return [written, index, message];
}

describe(fillTemplate, () => {
  it.each([
    ["plain }} text { {", "plain }} text { {"],
    ["{{ .A }}", "Fix/It"],
    ["{{.A}}x{{ .A|sanitizeDNSName }}", "Fix/Itxfix-it"],
    ["a {{- .A -}} b", "aFix/Itb"],
    ["a {{- .A -}}   {{ .A }}", "aFix/ItFix/It"],
    ["a\n{{ .A }}\nb", "a\nFix/It\nb"],
    ["{{\n.A\n}}", "Fix/It"],
    ["{{ .A | upper }}", "FIX/IT"],
    ['{{ if eq .A "Fix/It" }}yes{{ else }}no{{ end }}', "yes"],
    ['{{ if hasKey . "NO" }}yes{{ else }}no{{ end }}', "no"],
    ["{{/* note */}}", ""],
    ['{{ "{{" }}', "{{"],
    ["{{ add (int .NUMBER) 1 }}", "4"],
    ["{{ range $k, $v := . }}{{ $k }}={{ $v }};{{ end }}", "A=Fix/It;NUMBER=3;"],
    ['{{ define "x" }}[{{ . }}]{{ end }}{{ template "x" .A }}', "[Fix/It]"],
  ])("%j gives %j", (text, expected) => {
    expect(fill(text)).toBe(expected);
  });

  it.each<[string, readonly unknown[]]>([
    ["{{ .B }}", ["{{ .B }}", 0, 'map has no entry for key "B"']],
    ["{{ .A }} {{ .A.B }}", ["{{ .A.B }}", 0, "can't evaluate field B in type interface {}"]],
    ["{{ .A }}\né{{ .A }} {{ .B }}", ["{{ .B }}", 0, 'map has no entry for key "B"']],
    ['{{ if eq .A "x" }}{{ .B }}{{ end }}{{ .B }}', ["{{ .B }}", 1, 'map has no entry for key "B"']],
    ['{{ fail "no" }}', ['{{ fail "no" }}', 0, "no"]],
  ])("says what is wrong with %j, and where", (text, expected) => {
    expect(fill(text)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['{{ env "HOME" }}', 'function "env" not defined'],
    ['{{ expandenv "$HOME" }}', 'function "expandenv" not defined'],
    ['{{ getHostByName "x" }}', 'function "getHostByName" not defined'],
    ['{{ include "x" . }}', 'function "include" not defined'],
    ['{{ tpl "x" . }}', 'function "tpl" not defined'],
    ['{{ lookup "v1" "Secret" "" "" }}', 'function "lookup" not defined'],
    ["{{ if .A }}x", "unexpected EOF"],
    ["{{ .A", "unclosed action"],
    ["{{ $x }}", 'undefined variable "$x"'],
    ["{{}}", "missing value for command"],
  ])("can't read %s: %s", (text, message) => {
    expect(fill(text)).toEqual([expect.any(String), 0, message]);
  });

  it.each(["{{ uuidv4 }}", "{{ randAlphaNum 5 }}"])("refuses %s, which gives something else each time", (text) => {
    expect(fill(text)).toEqual([text, 0, expect.stringMatching(/gives something else each time$/)]);
  });

  it("names functions whose code is loaded on demand", () => {
    expect(fill('{{ date "2006" .A }}')).toEqual([false, "date"]);
  });

  it("does not run out of memory", () => {
    expect(fill("{{ repeat 1000000000 .A }}")).toEqual([false, true]);
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
