import { describe, expect, it } from "vitest";
import { parseJson } from "../../template/json/json-parser.ts";
import { profileOf } from "../../template/profile.ts";
import { Dict, Int, List, type Value } from "../../template/values/value.ts";
import { parseSet, SetError, type SetKind } from "./parse-set.ts";

/** Kind, text, what was there before as JSON, and what Helm 4.2.4 and 3.21.4 make of it: values or, behind `!`, an error. */
const ROWS: readonly (readonly [SetKind, string, string, string])[] = [
  ["typed", "a=1", "", "{a:1i}"],
  ["typed", "a=1,b=x", "", '{a:1i b:"x"}'],
  ["typed", "a=-5", "", "{a:-5i}"],
  ["typed", "a=+5", "", "{a:5i}"],
  ["typed", "a=05", "", '{a:"05"}'],
  ["typed", "a=0", "", "{a:0i}"],
  ["typed", "a=1.5", "", '{a:"1.5"}'],
  ["typed", "a=1e3", "", '{a:"1e3"}'],
  ["typed", "a=true", "", "{a:true}"],
  ["typed", "a=FALSE", "", "{a:false}"],
  ["typed", "a=null", "", "{a:null}"],
  ["typed", "a=nil", "", '{a:"nil"}'],
  ["typed", "a=", "", '{a:""}'],
  ["typed", "a=,b=1", "", '{a:"" b:1i}'],
  ["typed", "a", "", '!key "a" has no value'],
  ["typed", "a,b=1", "", '!key "a" has no value (cannot end with ,)'],
  ["typed", "a.b.c=1", "", "{a:{b:{c:1i}}}"],
  ["typed", "a.b=1,a.c=2", "", "{a:{b:1i c:2i}}"],
  ["typed", "a={}", "", '{a:[""]}'],
  ["typed", "a={1,2,x}", "", '{a:[1i 2i "x"]}'],
  ["typed", "a={1,2},b=3", "", "{a:[1i 2i] b:3i}"],
  ["typed", "a={1", "", "!list must terminate with '}'"],
  ["typed", "a[0]=1", "", "{a:[1i]}"],
  ["typed", "a[1]=x", "", '{a:[null "x"]}'],
  ["typed", "a[0].b=1,a[0].c=2", "", "{a:[{b:1i c:2i}]}"],
  ["typed", "a[0][1]=z", "", '{a:[[null "z"]]}'],
  ["typed", "a[-1]=1", "", "!negative -1 index not allowed"],
  ["typed", "a[65536]=1", "", "{a:[65537 items]}"],
  ["typed", "a[65537]=1", "", "!index of 65537 is greater than maximum supported index of 65536"],
  ["typed", "a[x]=1", "", '!error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
  ["typed", "a[0]", "", "{a:[]}"],
  ["typed", "a[0]b=1", "", "!unexpected data at end of array index: ['b']"],
  ["typed", "a[0].", "", "{a:[]}"],
  ["typed", "a\\,b=1", "", "{a,b:1i}"],
  ["typed", "a\\.b=1", "", "{a.b:1i}"],
  ["typed", "a=x\\,y", "", '{a:"x,y"}'],
  ["typed", "a=x\\\\y", "", '{a:"x\\\\y"}'],
  ["typed", "a=b=c", "", '{a:"b=c"}'],
  ["typed", ".a=1", "", "{}"],
  ["typed", "a.=1", "", '!key map "a" has no value'],
  ["typed", "=1", "", "{}"],
  ["typed", "", "", "{}"],
  ["typed", "a=9223372036854775807", "", "{a:9223372036854775807i}"],
  ["typed", "a=9223372036854775808", "", '{a:"9223372036854775808"}'],
  ["typed", "a= 1", "", '{a:" 1"}'],
  ["typed", "a=1 ", "", '{a:"1 "}'],
  ["typed", "a={a,{b},c}", "", '!key "c}" has no value'],
  ["typed", "a.b={1,null,true}", "", "{a:{b:[1i null true]}}"],
  ["typed", "a=é", "", '{a:"é"}'],
  ["typed", "a=𝒳", "", '{a:"𝒳"}'],
  ["typed", "a=falſe", "", "{a:false}"],
  ["typed", "a[0]=,a[1]=x", "", '{a:["" "x"]}'],
  [
    "typed",
    "a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b=1",
    "",
    "{a:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:{b:1i}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}",
  ],
  [
    "typed",
    "a.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b=1",
    "",
    "!value name nested level is greater than maximum supported nested level of 30",
  ],
  ["typed", "a=[1]", "", '{a:"[1]"}'],
  ["typed", "a.b[2].c=1", "", "{a:{b:[null null {c:1i}]}}"],
  ["typed", "a=x\\", "", '{a:"x"}'],
  ["typed", "a\\", "", '!key "a" has no value'],
  ["typed", "a={x\\", "", "!list must terminate with '}'"],
  [
    "typed",
    "a.b=1",
    '{"a":"x"}',
    "!unable to parse key: interface conversion: interface {} is string, not map[string]interface {}",
  ],
  [
    "typed",
    "a[0]=1",
    '{"a":"x"}',
    "!unable to parse key: interface conversion: interface {} is string, not []interface {}",
  ],
  ["typed", "a[0]=1", '{"a":[7,8]}', "{a:[1i 8]}"],
  ["typed", "a[3]=1", '{"a":[7]}', "{a:[7 null null 1i]}"],
  ["typed", "a.b=1", '{"a":{"c":2}}', "{a:{b:1i c:2}}"],
  [
    "typed",
    "a.b=1",
    '{"a":null}',
    "!unable to parse key: interface conversion: interface {} is nil, not map[string]interface {}",
  ],
  ["typed", "a[0].b=1", '{"a":["x"]}', "{a:[{b:1i}]}"],
  ["typed", "a[0].b=1", '{"a":[{"c":1}]}', "{a:[{b:1i c:1}]}"],
  ["typed", "a[0][1]=1", '{"a":[[5]]}', "{a:[[5 1i]]}"],
  [
    "typed",
    "a[0][0]=1",
    '{"a":["x"]}',
    "!unable to parse key: interface conversion: interface {} is string, not []interface {}",
  ],
  ["typed", "a=null", '{"a":{"b":1}}', "{a:null}"],
  ["typed", "a[0].", '{"a":["x"]}', "{a:[{}]}"],
  ["json", "a=1", "", "{a:1}"],
  ["json", "a=1.5", "", "{a:1.5}"],
  ["json", 'a="x"', "", '{a:"x"}'],
  ["json", 'a={"b":[1,null,true]}', "", "{a:{b:[1 null true]}}"],
  ["json", "a=[1,2],b=3", "", "{a:[1 2] b:3}"],
  ["json", "a=", "", "{a:null}"],
  ["json", "a=,b=1", "", "{a:null b:1}"],
  ["json", "a=null", "", "{a:null}"],
  ["json", "a.b={}", "", "{a:{b:{}}}"],
  ["json", 'a[1]="x"', "", '{a:[null "x"]}'],
  ["json", "a=tru", "", "!"],
  ["json", "a=[1", "", "!"],
  ["json", "a=x", "", "!"],
  ["json", "a=1b", "", "!"],
  ["json", "a=1 b=2", "", "{a:1 b:2}"],
  ["json", 'a={"b":1}  ,  c=2', "", "{  c:2 a:{b:1}}"],
  ["json", "a=01", "", "!"],
  ["json", "a=1.", "", "!"],
  ["json", 'a="\\u00e9"', "", '{a:"é"}'],
  ["json", "a=1e400", "", "!"],
  ["literal", "a=1", "", '{a:"1"}'],
  ["literal", "a=x,y=z", "", '{a:"x,y=z"}'],
  ["literal", "a.b=c.d=e", "", '{a:{b:"c.d=e"}}'],
  ["literal", "a[0]=x", "", '{a:["x"]}'],
  ["literal", "a=\\,", "", '{a:"\\\\,"}'],
  ["literal", "a={1,2}", "", '{a:"{1,2}"}'],
  ["literal", "a", "", '!key "a" has no value'],
  ["literal", "a.b", "", '!key "b" has no value'],
  ["literal", "=x", "", "{}"],
  ["literal", "a=", "", '{a:""}'],
  ["literal", "a[0].b=true", "", '{a:[{b:"true"}]}'],
  ["string", "a=1", "", '{a:"1"}'],
  ["string", "a=true", "", '{a:"true"}'],
  ["string", "a=null", "", '{a:"null"}'],
  ["string", "a={1,null}", "", '{a:["1" "null"]}'],
  ["string", "a[0]=5", "", '{a:["5"]}'],
  ["string", "a=x\\,y", "", '{a:"x,y"}'],
  ["file", "a=p", "", '{a:"<p>"}'],
  ["file", "a=p,b=q", "", '{a:"<p>" b:"<q>"}'],
  ["file", "a={p,q}", "", '{a:["<p>" "<q>"]}'],
  ["file", "a=bad", "", "!open bad: no"],
  ["file", "a[0]=p", "", '{a:["<p>"]}'],
];

describe(parseSet, () => {
  it.each(ROWS)("reads %s %j over %s", (kind, text, before, expected) => {
    expect(outcome(kind, text, { before, profile: "helm-4.2" })).toBe(expected);
    expect(outcome(kind, text, { before, profile: "helm-3.21" })).toBe(expected);
  });

  it.each(["typed", "literal"] as const)("passes over an open index at the end in Helm 4 only (%s)", (kind) => {
    expect(outcome(kind, "a[0", { before: "", profile: "helm-4.2" })).toBe("{}");
    expect(outcome(kind, "a[0", { before: "", profile: "helm-3.21" })).toBe("!error parsing index: EOF");
  });

  it("refuses to make lists without end", () => {
    const text = Array.from({ length: 200 }, (_, index) => `k${index}[65536]=1`).join(",");

    expect(outcome("typed", text, { before: "", profile: "helm-4.2" })).toBe(
      "!the text sets more than 10000000 items of lists",
    );
  });

  it("takes keys that JavaScript's objects have for keys", () => {
    const text = "__proto__.polluted=1,constructor.name=x";

    expect(outcome("typed", text, { before: "", profile: "helm-4.2" })).toBe(
      '{__proto__:{polluted:1i} constructor:{name:"x"}}',
    );
  });
});

function outcome(
  kind: SetKind,
  text: string,
  { before, profile }: { readonly before: string; readonly profile: "helm-4.2" | "helm-3.21" },
): string {
  const parsed = before === "" ? undefined : parseJson(before).value;
  const into = parsed instanceof Dict ? parsed : new Dict();
  const readFile = (path: string): string => {
    if (path === "bad") throw new Error("open bad: no");
    return `<${path}>`;
  };
  try {
    parseSet(text, into, { kind, profile: profileOf(profile), readFile });
    return shown(into);
  } catch (error) {
    if (error instanceof SetError) return kind === "json" ? "!" : `!${error.message}`;
    throw error;
  }
}

/** Values with their types: `1i` is an int64, `1` a float64. */
function shown(value: Value): string {
  if (value instanceof Int) return `${value.value}i`;
  if (value instanceof List)
    return value.items.length > 100 ? `[${value.items.length} items]` : `[${value.items.map(shown).join(" ")}]`;
  if (value instanceof Dict)
    return `{${value
      .sortedKeys()
      .map((key) => `${key}:${shown(value.get(key))}`)
      .join(" ")}}`;
  return JSON.stringify(value ?? null);
}
