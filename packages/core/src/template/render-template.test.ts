import { describe, expect, it } from "vitest";
import { NotReproducibleError, RenderLimitError, TemplateError } from "../errors.ts";
import { seededChance } from "./chance/seeded-chance.ts";
import { DEFAULT_LIMITS } from "./budget.ts";
import { renderTemplate } from "./render-template.ts";
import { dictOfJson } from "./values/dict-of-json.ts";
import { Dict, Int } from "./values/value.ts";

const data = dictOfJson({ name: "web", ports: [80, 443] });

describe(renderTemplate, () => {
  it.each([
    ["Go's own functions", '{{ index .ports 1 | printf "%v" }}', "443"],
    ["sprig's", "{{ .name | upper | quote }}", '"WEB"'],
    ["Helm's", '{{ dict "ports" .ports | toYaml }}', "ports:\n- 80\n- 443"],
    ["regular expressions and versions", '{{ regexFind "e." .name }} {{ semverCompare ">1" "2.0.0" }}', "eb true"],
    ["those that are loaded when they are named", '{{ toDate "2006-01-02" "2024-02-29" | date "02 Jan" }}', "29 Feb"],
    ["those that only a text of tpl names", '{{ tpl "{{ dict `a` 1 | toToml }}" . }}', "a = 1\n"],
  ])("knows %s", async (_, template, expected) => {
    expect(await renderTemplate(template, { data })).toBe(expected);
  });

  it("includes what partials define, the template's own definitions first", async () => {
    const partials = new Map([
      ["labels", '{{ define "label" }}app={{ .name }}{{ end }}{{ define "own" }}partial{{ end }}'],
      ["whole", "whole {{ .name }}"],
    ]);
    const template =
      '{{ include "label" . }} {{ template "own" }} {{ include "whole" . }}{{ define "own" }}own{{ end }}';

    expect(await renderTemplate(template, { data, partials })).toBe("app=web own whole web");
  });

  it("leaves the data as it is, also where it has to begin anew", async () => {
    const counter = new Dict([["count", new Int(0n)]]);
    const template = '{{ $_ := set . "count" (add1 .count) }}{{ .count }}{{ tpl "{{ now | unixEpoch }}" . }}';

    const text = await renderTemplate(template, { data: counter, chance: seededChance("web", { atSeconds: 7 }) });

    expect(text).toBe("17");
    expect(counter.get("count")).toEqual(new Int(0n));
  });

  it("gives the same chance to a template that has to begin anew", async () => {
    const template = '{{ randAlphaNum 8 }}{{ tpl "{{ if false }}{{ now }}{{ end }}" . }}';
    const named = "{{ randAlphaNum 8 }}{{ if false }}{{ now }}{{ end }}";
    const render = async (text: string): Promise<string> =>
      await renderTemplate(text, { data, chance: seededChance("web", { atSeconds: 0 }) });

    expect(await render(template.replace("if false", "if true"))).toMatch(/^\w{8}1970-01-01/);
    expect(await render(template)).toBe(await render(named));
  });

  it("has nothing for a missing key, or an error where that is wanted", async () => {
    const place = { template: "greeting", line: 1, column: 9 };

    expect(await renderTemplate("a{{ .missing }}b", { data })).toBe("ab");
    await expect(
      renderTemplate("Hello {{ .missing }}", { data, name: "greeting", missingKey: "error" }),
    ).rejects.toMatchObject({ code: "template-failed", failure: "execution", places: [place] });
  });

  it("has the functions of the profile", async () => {
    await expect(renderTemplate("{{ mustToToml . }}", { data })).resolves.toContain('name = "web"');
    await expect(renderTemplate("{{ mustToToml . }}", { data, profile: "helm-3.21" })).rejects.toThrow(
      'template:1: function "mustToToml" not defined',
    );
  });

  it.each(["env", "expandenv"])("has no %s", async (name) => {
    await expect(renderTemplate(`{{ ${name} "HOME" }}`, { data })).rejects.toThrow(TemplateError);
  });

  it("refuses chance and time unless they are given", async () => {
    await expect(renderTemplate("{{ randAlpha 3 }}", { data })).rejects.toThrow(NotReproducibleError);
    await expect(renderTemplate("{{ now }}", { data })).rejects.toThrow(NotReproducibleError);
  });

  it("stops at the limits, and counts anew for each render", async () => {
    const limits = { ...DEFAULT_LIMITS, steps: 100 };
    const render = async (count: number): Promise<string> =>
      await renderTemplate(`{{ range until ${count} }}x{{ end }}`, { data, limits });

    await expect(render(1000)).rejects.toThrow(RenderLimitError);
    expect(await render(10)).toBe("xxxxxxxxxx");
    expect(await render(10)).toBe("xxxxxxxxxx");
  });
});
