import { describe, expect, it } from "vitest";
import { GimletError, NotReproducibleError, RenderLimitError, TemplateError } from "../../errors.ts";
import { Budget } from "../budget.ts";
import { FORBIDDEN_CHANCE } from "../chance/forbidden-chance.ts";
import { FunctionError, type FunctionTable, type RenderContext } from "../functions/function.ts";
import { eagerFunctions } from "../functions/function-table.ts";
import { randomFunctions } from "../functions/random.ts";
import { type ProfileName, profileOf } from "../profile.ts";
import { decodeJson } from "../json/decode.ts";
import { Bytes, Dict, Int, int, List, type Method, type Methods, Struct, type Value } from "../values/value.ts";
import { compileFile } from "./compile-file.ts";
import { GroupMissing } from "./failure.ts";
import { HELM_FUNCTIONS } from "./helm-functions.ts";
import { RECORDED_RANDOM_TEMPLATES } from "./recorded-random-templates-table.ts";
import { RECORDED_TEMPLATES } from "./recorded-templates-table.ts";
import { executeTemplate, explainTemplate, linkTemplates, type TemplateSet } from "./template-set.ts";

const HELPERS = `{{ define "d1" }}[{{ . }}]{{ end }}{{ define "d2" }}{{ $x := . }}<{{ template "d1" $x }}{{ include "d1" . }}>{{ end }}
{{ define "d3" }}{{ .Values.m.nope }}{{ .Values.deep.er }}{{ end }}`;
const VALUES =
  '{"s":"hello","n":5,"m":{"a":1,"c":{"d":[1,{"e":"f"}]},"l":["x"],"b":{"c":null}},"l":["a",2,null,true,{"x":1}],"nul":null,"t":true,"e":"","em":{}}';
const FILE = "x/templates/t.yaml";

interface Given {
  readonly profile?: ProfileName;
  readonly values?: string;
  readonly budget?: Budget;
  readonly helpers?: string;
  readonly missingKey?: "zero" | "error";
  readonly file?: string;
}

describe(executeTemplate, () => {
  it.each(["helm-4.2", "helm-3.21"] as const)("prints and fails as %s does", (profile) => {
    const rows = (RECORDED_TEMPLATES + RECORDED_RANDOM_TEMPLATES)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as [string, string | Record<string, string>]);

    const wrong = rows.flatMap(([template, result]) => {
      const expected = typeof result === "string" ? result : (result["both"] ?? result[profile.slice(5)]);
      const actual = outcome(template, { profile });
      return actual === expected ? [] : [{ template, expected, actual }];
    });

    expect(rows.length).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
  });

  it("names the places of an error from within, and what it is", () => {
    const error = failure('a\n  {{ include "d3" . }}', { file: "web/templates/a.yaml" });

    expect(error).toBeInstanceOf(TemplateError);
    expect(error).toMatchObject({
      failure: "execution",
      message: "web/templates/_h.tpl:2:47: nil pointer evaluating interface {}.er",
      places: [
        { template: "web/templates/_h.tpl", line: 2, column: 47 },
        { template: "web/templates/a.yaml", line: 2, column: 5 },
      ],
    });
  });

  it("tells what a chart asks for with required and fail", () => {
    const error = failure('{{ template "ask" . }}', {
      helpers: '{{ define "ask" }}{{ required "set s" .x }}{{ end }}',
    });

    expect(error).toMatchObject({
      failure: "fail",
      helmText: "execution error at (x/templates/_h.tpl:1:21): set s",
      message: "x/templates/_h.tpl:1:21: set s",
      places: [
        { template: "x/templates/_h.tpl", line: 1, column: 21 },
        { template: FILE, line: 1, column: 12 },
      ],
    });
  });

  it("refuses keys that are not there, when it is told to", () => {
    expect(failure("{{ .Values.nope }}", { missingKey: "error" }).message).toBe(
      `${FILE}:1:10: map has no entry for key "nope"`,
    );
    expect(outcome("{{ .Values.nul }}", { missingKey: "error" })).toBe("");
  });

  it("fails with Helm's words when a template includes itself without end", () => {
    const endless = failure('{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" 1 }}');
    const mutual = failure(
      '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}{{ include "a" 1 }}',
    );

    expect(endless).toMatchObject({ code: "template-failed", failure: "execution" });
    expect(endless.message).toContain("rendering template has a nested reference name: r: unable to execute template");
    expect(mutual).toMatchObject({ code: "template-failed", failure: "execution" });
  });

  it("lets a template include itself some hundred times", () => {
    const template =
      '{{ define "r" }}{{ if gt . 0 }}x{{ include "r" (int (sub . 1)) }}{{ end }}{{ end }}{{ include "r" 500 }}';

    expect(outcome(template)).toBe("x".repeat(500));
  });

  it.each([
    ['{{ define "r" }}{{ template "r" . }}{{ end }}{{ template "r" 1 }}', "depth"],
    ["{{ range 100000 }}{{ range 100000 }}{{ end }}{{ end }}", "steps"],
    ["{{ range 100000 }}{{ print `0123456789` }}{{ end }}", "bytes"],
  ])("stops %s", (template, limit) => {
    const budget = new Budget({ steps: 1_000_000, bytes: 100_000, depth: 300 });

    const error = failure(template, { budget });

    expect(error).toBeInstanceOf(RenderLimitError);
    expect(error).toMatchObject({ limit });
    expect((error as RenderLimitError).places[0]).toMatchObject({ template: FILE, line: 1 });
  });

  it("names the values to set where a template asks for chance", () => {
    const error = failure("a:\n  p: {{ if .Values.e }}{{ .Values.e }}{{ else }}{{ randAlphaNum 5 }}{{ end }}", {
      file: "shop/charts/db/templates/secret.yaml",
    });

    expect(error).toBeInstanceOf(NotReproducibleError);
    expect(error).toMatchObject({
      wanted: "randAlphaNum",
      hint: expect.stringContaining("db.e, or render with random: seeded") as string,
      places: [{ template: "shop/charts/db/templates/secret.yaml", line: 2, column: 51 }],
    });
  });

  it("asks for the group of a function that only a text of tpl names", () => {
    const known = new Set(["late"]);
    const set = linkTemplates([
      compileFile(
        { name: "t", text: "{{ tpl `{{ late 2 }}` . }}" },
        { functions: HELM_FUNCTIONS, knownFunctions: known, profile: profileOf("helm-4.2"), missingKey: "zero" },
      ),
    ]);
    const late: FunctionTable = new Map([["late", { params: ["string"], call: ([text]) => text }]]);
    const options = { name: "t", data: new Dict(), context: contextOf({}) };

    expect(() => executeTemplate(set, options)).toThrow(GroupMissing);
    expect(() => executeTemplate(set, { ...options, functions: late })).toThrow("expected string; found 2");
  });
});

describe("methods and typed values", () => {
  const methods: Methods = new Map<string, Method>([
    ["Has", { params: ["string"], call: (list, [text]) => list instanceof List && list.items.includes(text) }],
    ["Twice", { params: ["int"], call: (_value, [count]) => (count instanceof Int ? int(count.value * 2n) : null) }],
    ["Name", { params: [], call: () => "named" }],
    ["Fails", { params: [], call: () => refuse() }],
  ]);
  const values = {
    set: new List(["a", "b"], { type: "common.VersionSet", methods }),
    version: new Struct("*common.KubeVersion", [{ name: "Major", value: "1" }], { methods, toText: () => "v1.2" }),
    size: new Int(3n, "int64", { type: "time.Duration", methods }),
    map: new Dict([["Name", "own"]], { type: "map[string]string", methods }),
    bytes: new Bytes(new Uint8Array([104, 105])),
  };

  it.each([
    [
      '{{ .set.Has "a" }}{{ "c" | .set.Has }}{{ $x := .set }}{{ $x.Has "b" }}{{ (.set).Has "x" }}',
      "truefalsetruefalse",
    ],
    ["{{ .version.Twice 2 }}{{ .version.Major }}{{ .version }}{{ .size.Twice 4 }}", "41v1.28"],
    ["{{ .map.Name }}{{ .map.nope }}|{{ .map.nope | len }}", "named|0"],
    ["{{ range .set }}{{ . }};{{ end }}{{ range $i, $b := .bytes }}{{ $i }}{{ $b }};{{ end }}", "a;b;0104;1105;"],
    ["{{ index .bytes 1 }}{{ len .bytes }}{{ slice .bytes 1 | len }}{{ if .version }}yes{{ end }}", "10521yes"],
  ])("%s prints %s", (template, text) => {
    expect(executeTemplate(goSet(template), { name: FILE, data: valuesOf(values), context: contextOf({}) })).toBe(text);
  });

  it.each([
    ["{{ .set.Has }}", "wrong number of args for Has: want 1 got 0"],
    ['{{ .set.Has "a" "b" }}', "wrong number of args for Has: want 1 got 2"],
    ["{{ .set.Has 1 }}", "expected string; found 1"],
    ['{{ .version.Twice "x" }}', 'expected integer; found "x"'],
    ["{{ .version.Nope }}", "can't evaluate field Nope in type interface {}"],
    ["{{ $v := .version }}{{ $v.Nope }}", "can't evaluate field Nope in type *common.KubeVersion"],
    ["{{ .version.Major 1 }}", "Major has arguments but cannot be invoked as function"],
    ["{{ .version.Fails }}", "error calling Fails: refused"],
    ["{{ range .set }}{{ .x }}{{ end }}", "can't evaluate field x in type string"],
    ["{{ range .version }}{{ end }}", "range can't iterate over v1.2"],
  ])("%s fails: %s", (template, complaint) => {
    const options = { name: FILE, data: valuesOf(values), context: contextOf({}) };

    expect(() => executeTemplate(goSet(template), options)).toThrow(complaint);
  });

  function refuse(): never {
    throw new FunctionError("refused");
  }

  function valuesOf(entries: Readonly<Record<string, Value>>): Dict {
    return new Dict(Object.entries(entries));
  }

  /** With Go's own functions only, of which sprig hides some. */
  function goSet(text: string): TemplateSet {
    const options = { functions: new Map(), profile: profileOf("helm-4.2"), missingKey: "zero" } as const;
    return linkTemplates([compileFile({ name: FILE, text }, options)]);
  }
});

describe(linkTemplates, () => {
  it("takes the last definition of a name that is not empty", () => {
    const set = linkAll({
      first: '{{ define "a" }}one{{ end }}{{ define "b" }}one{{ end }}',
      second: '{{ define "a" }}two{{ end }}{{ define "b" }} {{/* c */}} {{ end }}',
      main: '{{ include "a" . }} {{ template "b" }}',
    });

    expect(executeTemplate(set, { name: "main", data: new Dict(), context: contextOf({}) })).toBe("two one");
  });
});

describe(explainTemplate, () => {
  it("tells for each line the places and the values it comes from", () => {
    const template = `kind: {{ .Values.s }}
  labels:
    {{- include "labels" . | nindent 4 }}
  {{- range .Values.l }}
  - {{ . | quote }}
  {{- end }}
  {{- with .Values.m }}
  m: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- $x := .Values.n }}
  n: {{ $x }} {{ tpl .Values.t . }}`;
    const helpers = '{{ define "labels" }}a: 1\nb: {{ .Values.s }}{{ end }}';
    const values = '{"s":"hello","l":["p","q"],"m":{"k":{"y":[1,2]}},"n":1,"t":"{{ .Values.s }}"}';

    const { text, lines } = explain(template, { helpers, values });

    expect(
      text.split("\n").map((line, index) => {
        const { places = [], values: looked = [] } = lines[index] ?? {};
        return [line, places.map((at) => `${at.template.slice(12)}:${at.line}:${at.column}`).join(" "), ...looked];
      }),
    ).toEqual([
      ["kind: hello", "t.yaml:1:9", "s"],
      ["  labels:", "t.yaml:2:2"],
      ["    a: 1", "_h.tpl:1:21 t.yaml:3:8"],
      ["    b: hello", "_h.tpl:2:6 t.yaml:3:8", "s"],
      ['  - "p"', "t.yaml:5:7", "l[0]"],
      ['  - "q"', "t.yaml:5:7", "l[1]"],
      ["  m:", "t.yaml:8:2"],
      ["    k:", "t.yaml:8:9", "m.k"],
      ['      "y":', "t.yaml:8:9", "m.k.y"],
      ["      - 1", "t.yaml:8:9", "m.k.y[0]"],
      ["      - 2", "t.yaml:8:9", "m.k.y[1]"],
      ["  n: 1 hello", "t.yaml:11:8", "n", "t", "s"],
    ]);
  });

  it("finds lines again in their order where several are alike", () => {
    const helpers = '{{ define "two" }}same\nother\nsame{{ end }}';

    const { lines } = explain('{{ include "two" . | indent 2 }}', { helpers });

    expect(lines.map(({ places: [at] }) => at?.line)).toEqual([1, 2, 3]);
  });

  it("prints what executeTemplate prints", () => {
    const template =
      '{{ template "d2" .Values.l }}{{ range $k, $v := .Values.m }}{{ $k }}{{ tpl "{{ . }}" $v }}{{ end }}';

    expect(explain(template).text).toBe(outcome(template));
  });
});

/** What the template prints, or the words of Helm's error. */
function outcome(template: string, given: Given = {}): string {
  try {
    return execute(template, given);
  } catch (error) {
    if (error instanceof TemplateError) return error.helmText;
    throw error;
  }
}

function failure(template: string, given: Given = {}): GimletError {
  try {
    execute(template, given);
  } catch (error) {
    if (error instanceof GimletError) return error;
    throw error;
  }
  throw new Error("the template did not fail");
}

function execute(template: string, given: Given): string {
  const { file = FILE } = given;
  return executeTemplate(link(template, given), { name: file, data: dataOf(given), context: contextOf(given) });
}

function explain(template: string, given: Given = {}): ReturnType<typeof explainTemplate> {
  const { file = FILE } = given;
  return explainTemplate(link(template, given), { name: file, data: dataOf(given), context: contextOf(given) });
}

function link(template: string, given: Given): TemplateSet {
  const { file = FILE, helpers = HELPERS } = given;
  const folder = file.slice(0, file.lastIndexOf("/") + 1);
  return linkAll({ [file]: template, [`${folder}_h.tpl`]: helpers }, given);
}

function linkAll(
  files: Readonly<Record<string, string>>,
  { profile = "helm-4.2", missingKey = "zero" }: Given = {},
): TemplateSet {
  const functions = new Map([...eagerFunctions(profileOf(profile)), ...randomFunctions, ...HELM_FUNCTIONS]);
  const options = { functions, profile: profileOf(profile), missingKey };
  return linkTemplates(Object.entries(files).map(([name, text]) => compileFile({ name, text }, options)));
}

function dataOf({ values = VALUES, profile = "helm-4.2" }: Given): Dict {
  return new Dict(
    Object.entries<Value>({
      Values: decodeJson(values),
      Release: new Dict([["Name", "rel"]]),
      Template: new Dict([["Name", FILE]]),
    }),
    { type: `${profileOf(profile).valuesPackage}.Values` },
  );
}

function contextOf({ profile = "helm-4.2", budget = new Budget() }: Given): RenderContext {
  return {
    profile: profileOf(profile),
    budget,
    ...FORBIDDEN_CHANCE,
  };
}
