import { describe, expect, it } from "vitest";

import { ArtifactInvalidError, UsageError } from "../errors.ts";
import { artifactFile } from "./artifact-file.ts";
import { addToArtifact, createArtifact, parseAssignments } from "./create-artifact.ts";
import { parseArtifact } from "./parse-artifact.ts";
import { variablesOf } from "./variables-of.ts";

const VERSION = { repositoryName: "acme/shop", sha: "9c1e0f4b7d2a", created: 1767225600, branch: "main" };
const SHOP = { app: "shop", env: "staging", namespace: "store" };

describe(createArtifact, () => {
  it("holds the version alone", () => {
    expect(createArtifact(VERSION)).toEqual({ version: VERSION });
  });

  it("refuses a version without commit", () => {
    expect(() => createArtifact({ ...VERSION, sha: "" })).toThrow(ArtifactInvalidError);
  });
});

describe(addToArtifact, () => {
  it("adds fields as one new item and as variables, variables to both maps, and lets the file win", () => {
    const artifact = addToArtifact(createArtifact(VERSION), {
      manifests: [SHOP],
      fields: new Map([
        ["name", "CI"],
        ["url", "https://ci.example.org/7"],
        ["A", "field"],
      ]),
      vars: new Map([
        ["A", "var"],
        ["B", "var"],
      ]),
      varsFile: new Map([["B", "file"]]),
    });

    expect(artifact).toEqual({
      version: VERSION,
      environments: [SHOP],
      items: [{ name: "CI", url: "https://ci.example.org/7", A: "field" }],
      context: { A: "var", B: "file" },
      vars: { name: "CI", url: "https://ci.example.org/7", A: "var", B: "file" },
    });
  });

  it("keeps what was there", () => {
    const once = addToArtifact(createArtifact(VERSION), {
      manifests: [SHOP],
      vars: new Map([["A", "1"]]),
      fields: new Map([["f", "1"]]),
    });

    const twice = addToArtifact(once, { manifests: [{ ...SHOP, env: "production" }], fields: new Map([["g", "2"]]) });

    expect(twice.environments).toHaveLength(2);
    expect(twice.items).toEqual([{ f: "1" }, { g: "2" }]);
    expect(twice.vars).toEqual({ A: "1", f: "1", g: "2" });
    expect(once.items).toEqual([{ f: "1" }]);
  });
});

describe(parseAssignments, () => {
  it("splits at the first equals sign", () => {
    expect([...parseAssignments(["a=b=c", "d=", "a=e"])]).toEqual([
      ["a", "e"],
      ["d", ""],
    ]);
  });

  it.each(["a", "=b", ""])("refuses %j", (assignment) => {
    expect(() => parseAssignments([assignment])).toThrow(UsageError);
  });
});

describe(variablesOf, () => {
  it("lets the later source win: context, items, vars, APP, env", () => {
    const names = ["A", "B", "C", "D", "E"];
    const all = (from: number, value: string) => Object.fromEntries(names.slice(from).map((name) => [name, value]));
    const artifact = {
      version: VERSION,
      context: { ...all(0, "context"), APP: "context" },
      items: [all(1, "item 1"), { ...all(2, "item 2"), N: 3 }],
      vars: { ...all(3, "vars"), APP: "vars" },
    };

    const variables = variablesOf(artifact, { app: "shop", envVars: new Map([["E", "env"]]) });

    expect(Object.fromEntries(variables)).toEqual({
      A: "context",
      B: "item 1",
      C: "item 2",
      D: "vars",
      E: "env",
      APP: "shop",
    });
    expect(variablesOf(artifact, { app: "shop", envVars: new Map([["APP", "env"]]) }).get("APP")).toBe("env");
  });
});

describe(artifactFile, () => {
  it("keeps the released manifest and the variables it used, wherever they came from", () => {
    const artifact = {
      id: "acme/shop-1",
      version: VERSION,
      environments: [SHOP, { ...SHOP, env: "production" }],
      cueEnvironments: ["x"],
      context: { OLD: "1", SHA: "old" },
      items: [{ CI_URL: "https://ci.example.org/7", name: "CI" }],
      vars: { SHA: "9c1e", UNUSED: "x", APP: "y" },
    };

    const text = artifactFile(artifact, {
      manifest: SHOP,
      variablesUsed: new Set(["SHA", "OLD", "CI_URL", "APP", "FROM_ENV"]),
    });

    expect(parseArtifact(text)).toEqual({
      id: "acme/shop-1",
      version: VERSION,
      environments: [SHOP],
      vars: { CI_URL: "https://ci.example.org/7", OLD: "1", SHA: "9c1e" },
    });
  });
});
