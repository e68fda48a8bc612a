import { describe, expect, it } from "vitest";
import { RenderLimitError } from "../../errors.ts";
import { parseJson } from "../../template/json/json-parser.ts";
import { bytesOfText } from "../../template/values/text.ts";
import { Dict, int64, List, type Value } from "../../template/values/value.ts";
import { checkSchema, type CheckedValues, compileValuesSchema } from "./check-schema.ts";
import { SCHEMA_CASES } from "./schema-cases-table.ts";

const DRAFTS = [
  ["http://json-schema.org/draft-04/schema#", "id"],
  ["http://json-schema.org/draft-06/schema#", "$id"],
  ["http://json-schema.org/draft-07/schema#", "$id"],
  ["https://json-schema.org/draft/2019-09/schema", "$anchor"],
  ["https://json-schema.org/draft/2020-12/schema", "$anchor"],
] as const;

describe(checkSchema, () => {
  it.each(SCHEMA_CASES)("of %s to %s says %s", (schema, values, expected) => {
    const list = parseJson(values).value;
    const verdicts = DRAFTS.map(([draft, anchor]) => {
      const named = `{"${anchor}":"${anchor === "$anchor" ? "" : "#"}named","type":"string"}`;
      const tree = '{"properties":{"kids":{"type":"array","items":{"$ref":"#/definitions/tree"}}}}';
      const definitions = `{"d":{"type":"string"},"named":${named},"tree":${tree}}`;
      const compiled = compileValuesSchema(
        bytesOfText(`{"$schema":"${draft}","properties":{"a":${schema}},"definitions":${definitions}}`),
      );
      const items = list instanceof List ? list.items : [];
      return items.map((item) => (compiled.check(new Dict([["a", item]])).problems.length === 0 ? "1" : "0")).join("");
    });

    const [first = ""] = verdicts;
    expect(verdicts.every((verdict) => verdict === first) ? first : verdicts.join(" ")).toBe(expected);
  });

  it("takes a schema without a draft for one of the latest", () => {
    expect(check('{"properties":{"a":{"prefixItems":[{"type":"string"}]}}}', { a: new List([1]) }).problems).toEqual([
      { path: "a.0", message: "got number, want string" },
    ]);
  });

  it("says what is wrong where", () => {
    const schema =
      '{"required":["b","c"],"properties":{"a":{"properties":{"x":{"minimum":2},"y":{"enum":["p",1]}},"additionalProperties":false}}}';

    expect(
      check(schema, {
        a: new Dict([
          ["x", 1],
          ["y", "q"],
          ["z", 1],
        ] as const),
      }).problems,
    ).toEqual([
      { path: "", message: "missing properties 'b', 'c'" },
      { path: "a.x", message: "minimum: got 1, want 2" },
      { path: "a.y", message: "value must be one of 'p', 1" },
      { path: "a", message: "additional properties 'z' not allowed" },
    ]);
  });

  it("takes numbers of --set for numbers, exactly", () => {
    const schema = '{"properties":{"a":{"maximum":9007199254740993}}}';

    expect(check(schema, { a: int64(9007199254740993n) }).problems).toEqual([]);
    expect(check(schema, { a: int64(9007199254740994n) }).problems).toHaveLength(1);
  });

  it.each([
    [
      "http://example.com/x.json",
      'failing loading "http://example.com/x.json": the schema is not in the chart, and none is fetched',
    ],
    ["defs.json#/a", 'failing loading "file:///defs.json": the schema is not in the chart, and none is fetched'],
  ])("fetches nothing from %s", (reference, message) => {
    expect(check(`{"properties":{"a":{"$ref":"${reference}"}}}`, {}).problems).toEqual([{ path: "", message }]);
  });

  it("divides large numbers exactly", () => {
    expect(check('{"properties":{"a":{"multipleOf":2}}}', { a: int64(9007199254740993n) }).problems).toHaveLength(1);
  });

  it("warns of an urn, which accepts everything", () => {
    expect(check('{"properties":{"a":{"$ref":"urn:example:foo"}}}', { a: 1 })).toEqual({
      problems: [],
      warnings: ["unresolved URN reference ignored; using permissive schema: urn:example:foo"],
    });
  });

  it.each(["{", "", '{"a":1}x', '{"$schema":"http://json-schema.org/draft-03/schema#"}'])(
    "accepts nothing where the schema is %j",
    (schema) => {
      expect(check(schema, {}).problems).toHaveLength(1);
    },
  );

  it("resolves references by the address a schema gives itself", () => {
    const schema =
      '{"$schema":"http://json-schema.org/draft-07/schema#","$id":"http://example.com/root.json","definitions":{"n":{"$id":"n.json","type":"number"}},"properties":{"a":{"$ref":"n.json"}}}';

    expect(check(schema, { a: 1 }).problems).toEqual([]);
    expect(check(schema, { a: "x" }).problems).toHaveLength(1);
  });

  it("stops a schema that multiplies its work", () => {
    const layers = Array.from(
      { length: 30 },
      (_, index) => `"l${index}":{"allOf":[{"$ref":"#/$defs/l${index + 1}"},{"$ref":"#/$defs/l${index + 1}"}]}`,
    );
    const schema = `{"$ref":"#/$defs/l0","$defs":{${layers.join()},"l30":{"type":"object"}}}`;

    expect(() => check(schema, {})).toThrow(RenderLimitError);
  });

  it("stops at values deeper than any real ones", () => {
    let value: Value = new Dict();
    for (let depth = 0; depth < 1000; depth++) value = new Dict([["a", value]]);

    expect(() => check('{"properties":{"a":{"$ref":"#"}}}', { a: value })).toThrow(RenderLimitError);
  });

  it("takes no longer for a pattern made to go back", () => {
    const { problems } = check('{"properties":{"a":{"pattern":"^(a+)+$"}}}', { a: `${"a".repeat(50_000)}b` });

    expect(problems).toHaveLength(1);
  });
});

function check(schema: string, values: Readonly<Record<string, Value>>): CheckedValues {
  return checkSchema(bytesOfText(schema), new Dict(Object.entries(values)));
}
