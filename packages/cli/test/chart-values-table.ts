// What helm 4.2.4 printed for values from everywhere; helm 3.21.4 printed the same.
import type { RecordedTemplate } from "./chart-template-table.ts";

/** Flags for values. */
export const RECORDED_VALUES: readonly RecordedTemplate[] = [
  {
    title: "merges values files in their order",
    args: ["shop", "values", "-f", "one.yaml", "-f", "two.yaml"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: one
  b:
    c: two
  e: 1000
`,
  },
  {
    title: "reads values from stdin",
    args: ["shop", "values", "-f", "one.yaml", "-f", "-"],
    stdin: `a: stdin
`,
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: stdin
  b:
    c: one
    d:
    - 1
    - 2
  e: 1000
`,
  },
  {
    title: "sets texts, numbers, lists and nulls",
    args: ["shop", "values", "--set", "a=text,b.c=5,b.d={x,y},n=null", "--set", "b.d[3]=z,k\\.l=t,yes=true"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: text
  b:
    c: 5
    d:
    - x
    - "y"
    - null
    - z
  k.l: t
  "n": null
  "yes": true
`,
  },
  {
    title: "sets texts that look like numbers",
    args: ["shop", "values", "--set-string", "a=1.10,b.c=true"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: "1.10"
  b:
    c: "true"
    d:
    - 1
    - 2
`,
  },
  {
    title: "sets JSON",
    args: ["shop", "values", "--set-json", 'b={"d":[1,{"x":null}]}', "--set-json", "f=1.5"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: 1
  b:
    c: x
    d:
    - 1
    - x: null
  f: 1.5
`,
  },
  {
    title: "sets what a file holds",
    args: ["shop", "values", "--set-file", "a=text.txt"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: |
    line 1
    line 2, with a comma
  b:
    c: x
    d:
    - 1
    - 2
`,
  },
  {
    title: "sets a text as it is",
    args: ["shop", "values", "--set-literal", "a=x,y={z}"],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: x,y={z}
  b:
    c: x
    d:
    - 1
    - 2
`,
  },
  {
    title: "takes the later kind of flag, wherever it stands",
    args: [
      "shop",
      "values",
      "--set-literal",
      "a=literal",
      "--set-file",
      "b.c=text.txt",
      "--set-string",
      "a=string",
      "--set",
      "a=set,b.c=set",
      "--set-json",
      "a=1",
      "-f",
      "one.yaml",
    ],
    stdout: `---
# Source: values/templates/values.yaml
kind: List
items: []
values:
  a: literal
  b:
    c: |
      line 1
      line 2, with a comma
    d:
    - 1
    - 2
  e: 1000
`,
  },
];
