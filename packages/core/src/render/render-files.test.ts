import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { identityOf, renderFiles } from "./render-files.ts";
import type { Resource } from "./renderer.ts";

function aResource(fields: Partial<Resource>): Resource {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    name: "a",
    namespace: undefined,
    origin: "manifests",
    text: "a: 1\n",
    ...fields,
  };
}

function namesOf(...resources: readonly Partial<Resource>[]): readonly string[] {
  return [...renderFiles(resources.map(aResource)).keys()];
}

describe(renderFiles, () => {
  it("names files for kind and name, sorted", () => {
    expect(namesOf({ name: "b" }, { kind: "Service", name: "web" }, { name: "a.b" })).toEqual([
      "configmap-a.b.yaml",
      "configmap-b.yaml",
      "service-web.yaml",
    ]);
  });

  it("adds the namespace on a collision only", () => {
    expect(namesOf({ namespace: "x" }, { namespace: "y" }, { name: "b", namespace: "x" })).toEqual([
      "configmap-a-x.yaml",
      "configmap-a-y.yaml",
      "configmap-b.yaml",
    ]);
  });

  it("adds digits of a hash where the namespace is not enough", () => {
    const names = namesOf(
      { kind: "Ingress", apiVersion: "a/v1" },
      { kind: "Ingress", apiVersion: "b/v1" },
      { name: "X" },
      { name: "x" },
    );

    expect(names).toEqual([
      expect.stringMatching(/^configmap-x-[0-9a-f]{8}\.yaml$/),
      expect.stringMatching(/^configmap-x-[0-9a-f]{8}\.yaml$/),
      expect.stringMatching(/^ingress-a-[0-9a-f]{8}\.yaml$/),
      expect.stringMatching(/^ingress-a-[0-9a-f]{8}\.yaml$/),
    ]);
  });

  it("adds digits of a hash where the namespace is the same too", () => {
    const names = namesOf({ apiVersion: "a/v1", namespace: "x" }, { apiVersion: "b/v1", namespace: "x" });

    expect(names).toEqual(
      Array.from({ length: 2 }, () => expect.stringMatching(/^configmap-a-[0-9a-f]{8}\.yaml$/) as string),
    );
  });

  it("keeps a name with a namespace apart from a longer name", () => {
    expect(
      new Set(namesOf({ namespace: "x" }, { namespace: "y" }, { name: "a-x" }, { name: "a-x", namespace: "z" })).size,
    ).toBe(4);
  });

  it("ends files with a newline and keeps the origin on one line", () => {
    expect([...renderFiles([aResource({ origin: "a\nb", text: "x: 1" })]).values()]).toEqual(["# Source: a b\nx: 1\n"]);
  });

  it("never leaves the folder, never loses a resource, and does not depend on the order", () => {
    const name = fc.oneof(
      fc.constantFrom(
        "../x",
        "a/b",
        "system:x",
        ".git",
        "release.json",
        "CON",
        "a",
        "A",
        "é",
        "x".repeat(300),
        "a\u0000b",
      ),
      fc.string({ minLength: 1 }),
    );
    const resource = fc.record({
      apiVersion: fc.constantFrom("v1", "a/v1", "b/v1"),
      kind: fc.oneof(fc.constantFrom("ConfigMap", "Configmap", "../K"), name),
      name,
      namespace: fc.option(fc.constantFrom("x", "y", "../z"), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(resource.map(aResource), { selector: identityOf, maxLength: 12 }), (resources) => {
        const files = renderFiles(resources);

        expect(files.size).toBe(resources.length);
        for (const path of files.keys()) expect(path).toMatch(/^[a-z0-9][a-z0-9.-]{0,200}\.yaml$/);
        expect([...renderFiles(resources.toReversed()).keys()]).toEqual([...files.keys()]);
      }),
      { numRuns: 500 },
    );
  });
});
