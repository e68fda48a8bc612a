import { describe, expect, it } from "vitest";
import { RenderLimitError } from "../errors.ts";
import { DEFAULT_LIMITS } from "../template/budget.ts";
import { FORBIDDEN_CHANCE } from "../template/chance/forbidden-chance.ts";
import { SeededRandom } from "../template/chance/seeded-random.ts";
import { loadChart } from "./load-chart.ts";
import { renderChart } from "./render-chart.ts";

function render(files: Readonly<Record<string, string>>, steps: number = DEFAULT_LIMITS.steps) {
  const all = { "Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n", ...files };
  const encoder = new TextEncoder();
  const chart = loadChart(new Map(Object.entries(all).map(([path, text]) => [path, encoder.encode(text)])));
  return renderChart(chart, {
    release: { name: "shop", namespace: "default" },
    limits: { ...DEFAULT_LIMITS, steps },
    chance: { ...FORBIDDEN_CHANCE, random: new SeededRandom("seed") },
  });
}

const LARGE_TEXT = `{{ $s := repeat 1000000 "a" }}`;
const SHARED = `{{ $d := "x" }}{{ range until 20 }}{{ $d = list $d $d }}{{ end }}`;
const LARGE_DICT = `{{ $d := dict }}{{ range until 20000 }}{{ $_ := set $d (print .) . }}{{ end }}`;

function often(action: string): string {
  return `{{ range until 20000 }}{{ $x := ${action} }}{{ end }}`;
}

describe("a hostile chart", () => {
  it.each([
    ["upper", LARGE_TEXT + often("upper $s")],
    ["sha256sum", LARGE_TEXT + often("sha256sum $s")],
    ["b64enc", LARGE_TEXT + often("b64enc $s")],
    ["contains", LARGE_TEXT + often(`contains "b" $s`)],
    ["printf of a text", LARGE_TEXT + often(`printf "%x" $s`)],
    ["a wide printf", often(`printf "%1000000d" 1`)],
    ["many directives", often(`printf (repeat 1000 "%d%d%d") 1`)],
    ["fromYaml", often(`fromYaml (repeat 1000 "- a\\n")`)],
    ["fromJson", often(`fromJson (repeat 1000 "[[")`)],
    ["toYaml", SHARED + often("toYaml $d")],
    ["toJson", SHARED + often("toJson $d")],
    [
      "toToml of shared maps",
      `{{ $d := "x" }}{{ range until 30 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ toToml $d }}`,
    ],
    ["print", SHARED + often("print $d")],
    ["quote", SHARED + often("quote $d")],
    ["toString", SHARED + often("toString $d")],
    ["html", SHARED + often("html $d")],
    ["keys", LARGE_DICT + often("keys $d")],
    ["merge", LARGE_DICT + often("merge (dict) $d")],
    ["omit", LARGE_DICT + often(`omit $d "1"`)],
    ["append", `{{ $l := until 10000 }}{{ range until 20000 }}{{ $l = append $l . }}{{ end }}`],
    ["sortAlpha", `{{ $l := until 10000 }}${often("sortAlpha $l")}`],
    [
      "lists that are kept",
      `{{ $d := dict }}{{ range until 1000 }}{{ $_ := set $d (print .) (until 100000) }}{{ end }}`,
    ],
    ["a growing pattern", often(`regexMatch (printf "^[a-z]{1,%d}$" .) "aaa"`)],
    ["a pattern with many instructions", `{{ regexMatch (repeat 500 "(a?){500}") "aaa" }}`],
    ["a pattern that is none", often(`regexMatch (repeat 1000 "(") "aaa"`)],
    ["many searches to the end", `{{ regexFindAll "a*b|a" (repeat 100000 "a") -1 | len }}`],
    ["texts of tpl", often(`tpl (printf "%s{{ %d }}" (repeat 1000 "{{ 1 }}") .) $`)],
    ["randAlphaNum", often("randAlphaNum 100000")],
    ["shuffle", often("shuffle (repeat 10000 `ab`)")],
    ["bcrypt", often("htpasswd `user` `password`")],
    ["files", often("$.Files.Get `f`")],
    ["lines of files", often("$.Files.Lines `f`")],
    ["secrets of files", often("$.Files.AsSecrets")],
    ["globs", often("$.Files.Glob (repeat 1000 `*a`)")],
  ])("is stopped where it works long with few calls: %s", async (_, template) => {
    const rendering = render({ f: "line\n".repeat(20_000), "templates/a.yaml": template }, 2_000_000);
    await expect(rendering).rejects.toMatchObject({ code: "render-limit" });
  });

  it.each([
    ["print", "{{ $s = print $s $s }}"],
    ["cat", "{{ $s = cat $s $s }}"],
    ["html", "{{ $s = html $s $s }}"],
  ])("makes no text that is too long for the engine: %s", async (_, doubled) => {
    const template = `{{ $s := "&" }}{{ range until 60 }}${doubled}{{ end }}`;
    await expect(render({ "templates/a.yaml": template })).rejects.toBeInstanceOf(RenderLimitError);
  });

  it.each([
    ["lists", "[".repeat(100_000) + "]".repeat(100_000)],
    ["properties", `${'{"properties":{"a":'.repeat(20_000)}{}${"}}".repeat(20_000)}`],
    ["negations", `${'{"not":'.repeat(3000)}{}${"}".repeat(3000)}`],
  ])("has a schema that is too deep: %s", async (_, schema) => {
    const rendering = render({ "values.yaml": "a: 1\n", "values.schema.json": schema });
    await expect(rendering).rejects.toBeInstanceOf(RenderLimitError);
  });

  it.each([
    ["a large pattern", { pattern: "(a?){500}".repeat(60) }, "a: aaa\n"],
    ["a pattern in a long text", { pattern: "^(([a-z])+.)+[A-Z]([a-z]){1,500}$" }, `a: ${"a".repeat(1_000_000)}\n`],
    [
      "patterns for keys",
      patternsForKeys(),
      `a: {${"abcdefgh, ".repeat(1)}${Array.from({ length: 5000 }, (_, at) => `k${at}: v`).join()}}\n`,
    ],
    [
      "choices for many items",
      { items: { enum: Array.from({ length: 50_000 }, String) } },
      `a: [${"z,".repeat(5000)}]\n`,
    ],
    [
      "more problems than anyone reads",
      { items: { allOf: Array.from({ length: 100 }, () => ({ type: "object" })) } },
      `a: [${"1,".repeat(9000)}]\n`,
    ],
  ])("has a schema that takes long: %s", async (_, schema, values) => {
    const text = JSON.stringify({ properties: { a: schema } });
    const rendering = render({ "values.yaml": values, "values.schema.json": text });
    await expect(rendering).rejects.toBeInstanceOf(RenderLimitError);
  });

  it("finds the keys of prototypes to be keys as all others", async () => {
    const { text } = await render({
      "values.yaml": "__proto__:\n  polluted: 1\na:\n  constructor: 2\n",
      "templates/a.yaml":
        "own: {{ .Values.__proto__.polluted }}\nother: {{ .Values.a.polluted }}\nkeys: {{ keys .Values | sortAlpha | join `,` }}\nconstructor: {{ .Values.a.constructor }}\n",
    });
    expect(text).toContain("own: 1\nother: \nkeys: __proto__,a\nconstructor: 2\n");
  });
});

function patternsForKeys(): object {
  const pattern = (at: number): string => `(a|b|c){100}${at}`;
  return { patternProperties: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [pattern(at), {}])) };
}
