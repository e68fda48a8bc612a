import { describe, expect, it } from "vitest";

import { readHead } from "./read-head.ts";
import { YamlError } from "./yaml-error.ts";

// What sigs.k8s.io/yaml 1.6 decodes into the struct of Helm, without what is empty.
const HEADS: readonly (readonly [text: string, head: Readonly<Record<string, unknown>>])[] = [
  ["kind: !!binary yAo=", { kind: "\ufffd\n" }],
  ["kind: 345679.125", { kind: "345679.12" }],
  ["", {}],
  [
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  annotations:\n    a: b\n",
    { apiVersion: "v1", kind: "Pod", name: "x", annotations: { a: "b" } },
  ],
  ["kind: 5\napiVersion: 1.10\n", { apiVersion: "1.1", kind: "5" }],
  ["kind: true\n", { kind: "true" }],
  ["metadata: null\n", {}],
  [
    "metadata:\n  annotations:\n    a: 1\n    b: true\n    c: null\n    d: 1.5\n    e: 1e10\n    f: 18446744073709551615\n",
    { annotations: { a: "1", b: "true", c: "", d: "1.5", e: "1e+10", f: "18446744073709551615" } },
  ],
  ["Kind: X\nKIND: Y\n", { kind: "X" }],
  ["Kind: X\nkind: Z\n", { kind: "Z" }],
  ["METADATA:\n  name: a\nmetadata:\n  annotations: {b: c}\n", { name: "a", annotations: { b: "c" } }],
  [
    "metadata: {name: a, Name: b, annotations: {x: '1'}, ANNOTATIONS: {y: 2}}\n",
    { name: "a", annotations: { true: "2", x: "1" } },
  ],
  ["kind: null\n", {}],
  ["kind: .nan\n", { kind: "NaN" }],
  ["kind: 0x10\n", { kind: "16" }],
  ["metadata:\n  name: a\nmetadata: null\n", {}],
  ["METADATA: {name: x}\nmetadata: null\n", {}],
  ["\u212aind: X\n", { kind: "X" }],
  ['{"kind": 1e400}', { kind: "1e400" }],
  ["kind: -0.0\n", { kind: "-0" }],
  ["kind: 123456789.125\n", { kind: "1.2345679e+08" }],
  ["metadata: {annotations: {a: .nan, b: .inf, c: -.inf}}\n", { annotations: { a: "NaN", b: "+Inf", c: "-Inf" } }],
  ["metadata: {annotations: {1: 2, true: 3, 1.5: 4}}\n", { annotations: { "1": "2", "1.5": "4", true: "3" } }],
  ["metadata: {annotations: null, name: null}\n", {}],
  ["apiversion: x\n", { apiVersion: "x" }],
  ["metadata: {Annotations: {a: b}, annotations: null}\n", {}],
  ["kind: ''\nmetadata: {namespace: 5}\n", {}],
];

// What it says; "…" stands for "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal".
const ERRORS: readonly (readonly [text: string, message: string])[] = [
  ["kind: [a]\n", "\u2026 array into Go struct field SimpleHead.kind of type string"],
  ["kind: {a: b}\n", "\u2026 object into Go struct field SimpleHead.kind of type string"],
  ["- a\n", "\u2026 array into Go value of type util.SimpleHead"],
  ["foo", "\u2026 string into Go value of type util.SimpleHead"],
  ["5", "\u2026 number into Go value of type util.SimpleHead"],
  [
    "metadata: 5\n",
    '\u2026 number into Go struct field SimpleHead.metadata of type struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  ],
  [
    "metadata: [a]\n",
    '\u2026 array into Go struct field SimpleHead.metadata of type struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  ],
  [
    "metadata: foo\n",
    '\u2026 string into Go struct field SimpleHead.metadata of type struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  ],
  ["metadata:\n  name: [1]\n", "\u2026 array into Go struct field .metadata.name of type string"],
  [
    "metadata:\n  annotations: [1]\n",
    "\u2026 array into Go struct field .metadata.annotations of type map[string]string",
  ],
  [
    "metadata:\n  annotations: x\n",
    "\u2026 string into Go struct field .metadata.annotations of type map[string]string",
  ],
  ["metadata:\n  annotations:\n    a: [1]\n", "\u2026 array into Go struct field .metadata.annotations of type string"],
  [
    "metadata:\n  annotations:\n    a: {x: 1}\n",
    "\u2026 object into Go struct field .metadata.annotations of type string",
  ],
  ["kind: .inf\nx: .inf\n", "error converting YAML to JSON: json: unsupported value: +Inf"],
  ["x: .nan\n", "error converting YAML to JSON: json: unsupported value: NaN"],
  ["kind: [a]\nmetadata: [b]\n", "\u2026 array into Go struct field SimpleHead.kind of type string"],
  [
    "metadata: true\n",
    '\u2026 bool into Go struct field SimpleHead.metadata of type struct { Name string "json:\\"name\\""; Annotations map[string]string "json:\\"annotations\\"" }',
  ],
  ["true", "\u2026 bool into Go value of type util.SimpleHead"],
  ["kind: {}\napiVersion: []\n", "\u2026 array into Go struct field SimpleHead.apiVersion of type string"],
  [
    "metadata:\n  annotations: true\n",
    "\u2026 bool into Go struct field .metadata.annotations of type map[string]string",
  ],
  ["metadata: {name: {a: .nan}}\n", "error converting YAML to JSON: json: unsupported value: NaN"],
  ["kind: a\n~: x\n", 'error converting YAML to JSON: unsupported map key of type: %!s(<nil>), key: <nil>, value: "x"'],
  [
    "metadata: {annotations: {a: [1], b: [2]}, name: [3]}\n",
    "\u2026 array into Go struct field .metadata.annotations of type string",
  ],
  ["x: 1\nkind: [.nan]\n", "error converting YAML to JSON: json: unsupported value: NaN"],
  ["metadata: [.inf]\n", "error converting YAML to JSON: json: unsupported value: +Inf"],
];

describe(readHead, () => {
  it.each(HEADS)("reads %j as %j", (text, head) => {
    const { annotations, namespace: _, ...texts } = readHead(text);

    const empty = { apiVersion: "", kind: "", name: "", annotations: {} };
    expect({ ...texts, annotations: Object.fromEntries(annotations) }).toStrictEqual({ ...empty, ...head });
  });

  it.each(ERRORS)("refuses %j: %s", (text, message) => {
    const words = message.replace("…", "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal");

    expect(() => readHead(text)).toThrow(new YamlError(words));
  });

  it("names the type as Helm 3 does where that is asked for", () => {
    expect(() => readHead("- a", { typeName: "releaseutil.SimpleHead" })).toThrow(
      "cannot unmarshal array into Go value of type releaseutil.SimpleHead",
    );
  });

  it("refuses a fault far below the head", () => {
    const text = "kind: A\nspec:\n  a:\n    - b: c: d\n";

    expect(() => readHead(text)).toThrow("yaml: line 4: mapping values are not allowed in this context");
  });

  it("reads a namespace, but only a text", () => {
    const namespaces = ["a", "5", "[a]"].map((text) => readHead(`metadata: {namespace: ${text}}`).namespace);

    expect(namespaces).toStrictEqual(["a", "", ""]);
  });
});
