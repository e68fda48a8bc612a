import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { maskSecretChange, maskSecrets } from "./mask-secrets.ts";

const SECRET =
  "# Source: manifests\napiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  password: aHVudGVyMg==\n  other: eA==\n";
const CONFIG = "apiVersion: v1\nkind:   ConfigMap # kept\ndata: { secret: hunter2 }\n";

describe(maskSecrets, () => {
  it("replaces values of a Secret and keeps its keys", () => {
    expect(parse(maskSecrets(SECRET))).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "a" },
      data: { password: "(secret)", other: "(secret)" },
    });
  });

  it("leaves everything else as written", () => {
    expect(maskSecrets(CONFIG)).toBe(CONFIG);
    expect(maskSecrets(`${CONFIG}---\n${SECRET}`)).toContain(CONFIG);
    expect(maskSecrets("# Read me\n\n* not [yaml\n")).toBe("# Read me\n\n* not [yaml\n");
  });

  it.each<[string, string]>([
    ["stringData", "kind: Secret\nstringData: { a: hunter2 }"],
    ["block scalars", "kind: Secret\ndata:\n  a: |\n    hunter2\n    hunter2"],
    ["comments", "kind: Secret\n# hunter2\ndata: { a: x } # hunter2"],
    ["another field", "kind: Secret\nextra: { a: [hunter2] }\nmore: hunter2"],
    ["data that is no map", "kind: Secret\ndata: hunter2"],
    [
      "the annotation of kubectl",
      `kind: Secret\nmetadata:\n  annotations:\n    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"a":"hunter2"}}'`,
    ],
    ["a List", "kind: List\nitems:\n  - kind: Secret\n    data: { a: hunter2 }"],
    ["a SecretList without kinds", "kind: SecretList\nitems:\n  - data: { a: hunter2 }"],
    ["JSON", '{"kind":"Secret","data":{"a":"hunter2"}}'],
    ["an escaped kind", 'kind: "Secre\\x74"\ndata: { a: hunter2 }'],
    ["a broken document", "kind: Secret\ndata: { a: hunter2"],
    ["a key twice", "kind: Secret\ndata: { a: hunter2, a: x }"],
    ["a tag", "kind: Secret\ndata: { a: !!binary hunter2 }"],
  ])("hides the values of %s", (_, text) => {
    expect(maskSecrets(text)).not.toContain("hunter2");
  });

  it("follows an alias", () => {
    const text = "x: &p hunter2\nkind: List\nitems: [{ kind: Secret, data: { a: *p } }]";

    expect(parse(maskSecrets(text))).toMatchObject({ items: [{ data: { a: "(secret)" } }] });
  });
});

describe(maskSecretChange, () => {
  it("tells changed values from others, without showing either", () => {
    const after = SECRET.replace("aHVudGVyMg==", "aHVudGVyMw==").replace("other: eA==", "other: eA==\n  new: eA==");

    const change = maskSecretChange({ before: SECRET, after });

    expect(parse(change.before ?? "")).toMatchObject({ data: { password: "(secret, old)", other: "(secret)" } });
    expect(parse(change.after ?? "")).toMatchObject({
      data: { password: "(secret, new)", other: "(secret)", new: "(secret)" },
    });
  });

  it("takes files that come or go", () => {
    expect(maskSecretChange({ before: undefined, after: CONFIG })).toEqual({ before: undefined, after: CONFIG });
    expect(maskSecretChange({ before: SECRET, after: undefined }).before).not.toContain("aHVudGVyMg");
  });
});
