import { describe, expect, it } from "vitest";
import { Dict, type Value } from "../values/value.ts";
import { analyzeText } from "./emit-analysis.ts";
import { emitYaml, emitYamlPretty } from "./emit-yaml.ts";

// Signs and places at the edges of the rules: what `toYaml` gives, and `toYamlPretty` where that is something else.
const EDGES: readonly (readonly [value: Plain, yaml: string, pretty?: string])[] = [
  ["\u00a0\u202a\n", "|\n  \u00a0\u202a\n"],
  ["\u0000]", '"\\0]"\n'],
  [{ "{\r": "v" }, '? "{\\r"\n: v\n'],
  ["\ud800\udc00", '"\\U00010000"\n'],
  [{ "\ufffd9@": 1, "\ufffd9\u00aa": 2 }, "\ufffd9@: 1\n\ufffd9\u00aa: 2\n", "\ufffd9\u00aa: 2\n\ufffd9@: 1\n"],
  ["0o+7", "0o+7\n", '"0o+7"\n'],
  [{ a100: 1, a101: 1, a1000: 1 }, "a100: 1\na101: 1\na1000: 1\n"],
  [{ "a0\u00a0": false, "a09z:": 1, a000: 2 }, "a0\u00a0: false\na000: 2\n'a09z:': 1\n"],
  [{ '\u00aa\ue000"': 1, "\u00aa\ufefe": 2 }, '\u00aa\ue000": 1\n\u00aa\ufefe: 2\n'],
  [
    { "\ud835\udfd8\u00a1\u00aa\u2027": 1, "\ud835\udfd8z9": 2 },
    '"\\U0001D7D8\u00a1\u00aa\u2027": 1\n"\\U0001D7D8z9": 2\n',
    '"\\U0001D7D8z9": 2\n"\\U0001D7D8\u00a1\u00aa\u2027": 1\n',
  ],
  [{ "11\ue000<": 1, "11\ue000z\n": 2 }, "11\ue000<: 1\n? |\n  11\ue000z\n: 2\n"],
  [{ "z~": 1, zz: 2 }, "z~: 1\nzz: 2\n"],
  [{ ":ZZ0": 2, ":9": 1 }, ":9: 1\n:ZZ0: 2\n"],
  [{ "1[\u0100{": 1, "1[\u01009": 2 }, "1[\u0100{: 1\n1[\u01009: 2\n"],
  [{ "\u0669_": 1, "\u0669[": 2 }, "\u0669[: 2\n\u0669_: 1\n"],
  [
    "df: ihdhbadccgaihebdegfihiaaigbijicefdehighhidhdjjcibfecggiheaadbeieijiaag b ha a",
    "'df: ihdhbadccgaihebdegfihiaaigbijicefdehighhidhdjjcibfecggiheaadbeieijiaag b ha a'\n",
  ],
  ["\u2029\u2028", "'\u2029\u2028'\n"],
  [
    "d\u2028ggigaghbcgadjiichdjfbjcfaffgcddifdhjebeeaajcjijbigibhbbgbdadgicjhhdcbc   bj  j eaib ",
    "'d\u2028  ggigaghbcgadjiichdjfbjcfaffgcddifdhjebeeaajcjijbigibhbbgbdadgicjhhdcbc   bj  j eaib '\n",
  ],
  [
    "\u2028fhajaabebghchhaaegigaadgihijhbfcjaiceidbjcagfeafhiaigacieehbgdjciaegjaaccai d b ",
    "'\u2028  fhajaabebghchhaaegigaadgihijhbfcjaiceidbjcagfeafhiaigacieehbgdjciaegjaaccai d b '\n",
  ],
  [
    "\u2028fbcifcjdbedaheifdgbcjabhdgiidgjaffdcbgjiaffeccfejbicbeebdgaghbbechabijde   ih  b  ",
    "'\u2028  fbcifcjdbedaheifdgbcjabhdgiidgjaffdcbgjiaffeccfejbicbeebdgaghbbechabijde   ih  b  '\n",
  ],
  [
    "e\tciggiajjacdeiefgcfeeifchhgebfbehgbfdiahhiecfhicihcijifhjgjbjhhhafdbgcg   aca  ",
    '"e\\tciggiajjacdeiefgcfeeifchhgebfbehgbfdiahhiecfhicihcijifhjgjbjhhhafdbgcg   aca  "\n',
  ],
  [
    "\tbejicbjjedecgjgfhghadjejacfhjgfbcgdcacheagjajibbfbjchgaiijfdefbjegedbjbefj j a ",
    '"\\tbejicbjjedecgjgfhghadjejacfhjgfbcgdcacheagjajibbfbjchgaiijfdefbjegedbjbefj j a "\n',
  ],
  [
    { a: { bc: { jceicjibfgedehdcibcdiceebhbiiafidficafbhajebhefgibjhcebfjbbdcficbjcejcfjeffjcjhbfeah: " |\u0007" } } },
    'a:\n  bc:\n    jceicjibfgedehdcibcdiceebhbiiafidficafbhajebhefgibjhcebfjbbdcficbjcejcfjeffjcjhbfeah: " |\\a"\n',
  ],
  [
    "\thgfijcbijafhiigbjcabjefcbigejaeechcdhfjebhheccddjadfacageejaejgbciceiiddi  ie  gej",
    '"\\thgfijcbijafhiigbjcabjefcbigejaeechcdhfjebhheccddjadfacageejaejgbciceiiddi  ie  gej"\n',
  ],
  ['"\u0007', '"\\"\\a"\n'],
  ["\u000b\\", '"\\v\\\\"\n'],
  ["\ufeff\u00a0", '"\\uFEFF\\_"\n'],
  ["\ufeff\u00ff", '"\\uFEFF\\xFF"\n'],
  ["\ufeff\u0100", '"\\uFEFF\\u0100"\n'],
  [
    { k: "'giecjfiibbiahjbcjdadgjajcjafjhbhjfjgadcfcbjjadggbecegfgijeijffgjagihgiccga i" },
    "k: '''giecjfiibbiahjbcjdadgjajcjafjhbhjfjgadcfcbjjadggbecegfgijeijffgjagihgiccga i'\n",
  ],
  [
    {
      "c djgjef idbijcjhcd dfjbch fgicggjj dfccjdaebh abbaiehgg cicghd dhcbga cjd hb idedhhdd aigadcbjg hdhg cejfgbeh ad didfibh b ejhfdb jghdj ":
        "v",
    },
    "? 'c djgjef idbijcjhcd dfjbch fgicggjj dfccjdaebh abbaiehgg cicghd dhcbga cjd hb idedhhdd\n  aigadcbjg hdhg cejfgbeh ad didfibh b ejhfdb jghdj '\n: v\n",
    "? 'c djgjef idbijcjhcd dfjbch fgicggjj dfccjdaebh abbaiehgg cicghd dhcbga cjd hb idedhhdd aigadcbjg hdhg cejfgbeh ad didfibh b ejhfdb jghdj '\n: v\n",
  ],
  [false, "false\n"],
];

// What JSON has and YAML has not, and what `toYamlPretty` gives for it.
const CONTROL_SIGNS: readonly (readonly [value: Plain, pretty: string])[] = [
  ["\u0080", '"\\x80"\n'],
  ["\u007f", '"\\x7F"\n'],
  [{ "\ufffe\ufffd-  \u0085 ": "v" }, '? "\\uFFFE\ufffd-  \\N "\n: v\n'],
  ["\u009f", '"\\x9F"\n'],
  ["\ufffe", '"\\uFFFE"\n'],
  ["!\uffffZ", '"!\\uFFFFZ"\n'],
  ["\uffff", '"\\uFFFF"\n'],
];

describe(analyzeText, () => {
  it.each(EDGES.map(([value, yaml, pretty = yaml]) => ({ value, yaml, pretty })))(
    "knows the edges of its rules: $value",
    ({ value, yaml, pretty }) => {
      expect([emitYaml(valueOf(value)), emitYamlPretty(valueOf(value))]).toEqual([yaml, pretty]);
    },
  );

  it.each(CONTROL_SIGNS)("knows that %j can't be read back from JSON", (value, pretty) => {
    expect(() => emitYaml(valueOf(value))).toThrow("yaml: control characters are not allowed");
    expect(emitYamlPretty(valueOf(value))).toBe(pretty);
  });
});

type Plain = boolean | number | string | { readonly [key: string]: Plain };

function valueOf(plain: Plain): Value {
  if (typeof plain !== "object") return plain;
  return new Dict(Object.entries(plain).map(([key, value]) => [key, valueOf(value)] as const));
}
