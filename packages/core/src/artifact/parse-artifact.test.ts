import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { ArtifactInvalidError } from "../errors.ts";
import type { Artifact } from "./artifact.ts";
import { formatArtifact } from "./format-artifact.ts";
import { parseArtifact } from "./parse-artifact.ts";

const VERSION = { repositoryName: "acme/shop", sha: "9c1e0f4b7d2a" };

function problemsOf(input: unknown): readonly string[] {
  try {
    parseArtifact(typeof input === "string" ? input : JSON.stringify(input));
  } catch (error) {
    if (error instanceof ArtifactInvalidError) return error.problems;
    throw error;
  }
  return [];
}

describe(parseArtifact, () => {
  it("reads what the original writes", () => {
    const written = {
      id: "acme/shop-7b3f",
      created: 1767225600,
      version: { ...VERSION, created: 1767225600, branch: "main", event: "pr", message: "Faster cart" },
      environments: [{ app: "shop", env: "staging", namespace: "store", values: { a: "{{ .SHA }}" } }],
      context: { OLD: "1" },
      items: [{ name: "CI", url: "https://ci.example.org/7", count: 3 }],
      vars: { SHA: "9c1e0f4b7d2a" },
      fake: true,
    };

    expect(parseArtifact(JSON.stringify(written))).toEqual(written);
  });

  it("takes keys in any case, and null for absent", () => {
    const text = JSON.stringify({
      Version: { RepositoryName: "acme/shop", SHA: "9c1e", Created: 5, Branch: "main" },
      Environments: [{ App: "shop", ENV: "staging", Values: { Kept: 1 } }],
      Items: null,
    });

    expect(parseArtifact(text)).toEqual({
      version: { repositoryName: "acme/shop", sha: "9c1e", created: 5, branch: "main" },
      environments: [{ app: "shop", env: "staging", Values: { Kept: 1 } }],
    });
  });

  it("takes a version without event, and time 0 where there is none", () => {
    expect(parseArtifact(JSON.stringify({ version: VERSION })).version).toEqual({ ...VERSION, created: 0 });
  });

  it("keeps manifests in CUE, keys it does not know, and manifests that are broken", () => {
    const written = {
      version: { ...VERSION, created: 0 },
      cueEnvironments: ["configs: []"],
      environments: [{ app: "shop", env: "staging", deploy: { event: "psh" } }],
      later: { a: 1 },
    };

    expect(parseArtifact(JSON.stringify(written))).toEqual(written);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["no JSON", "{", ["it is not JSON"]],
    ["an empty text", "", ["it is not JSON"]],
    ["a list", [], ["it is not a JSON object"]],
    ["an empty object", {}, ["version is missing"]],
    ["no commit", { version: { repositoryName: "a/b" } }, ["version.sha is missing"]],
    [
      "empty texts",
      { version: { repositoryName: "", sha: "" } },
      ["version.repositoryName must not be empty", "version.sha must not be empty"],
    ],
    [
      "an unknown event",
      { version: { ...VERSION, event: "merge" } },
      ['version.event must be "push" or "tag" or "pr", is "merge"'],
    ],
    ["a variable that is a number", { version: VERSION, vars: { A: 1 } }, ["vars.A must be a text, is 1"]],
    [
      "a manifest without env",
      { version: VERSION, environments: [{ app: "shop" }, 3] },
      ["environments[0].env is missing", "environments[1] must be a map of keys and values, is 3"],
    ],
    ["a time as text", { version: VERSION, created: "two" }, ['created must be a whole number, is "two"']],
    ["too deep", `{"version":${"[".repeat(200)}${"]".repeat(200)}}`, ["it is nested deeper than 100 levels"]],
    ["too large", " ".repeat(10 * 1024 * 1024 + 1), ["it is larger than 10485760 bytes"]],
  ])("refuses %s, with every problem", (_, input, problems) => {
    expect(problemsOf(input)).toEqual(problems);
  });

  it("refuses bytes that are no UTF-8", () => {
    expect(() => parseArtifact(Uint8Array.from([0x7b, 0xff]))).toThrow("byte 2 is not UTF-8");
  });
});

const artifacts: fc.Arbitrary<Artifact> = fc.record(
  {
    version: fc.record({
      repositoryName: fc.string({ minLength: 1 }),
      sha: fc.string({ minLength: 1 }),
      created: fc.nat(),
      branch: fc.string({ minLength: 1 }),
      event: fc.constantFrom("tag", "pr"),
    }),
    vars: fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }),
    environments: fc.array(
      fc.record({ app: fc.string(), env: fc.string(), values: fc.dictionary(fc.string(), fc.jsonValue()) }),
      { minLength: 1 },
    ),
    fake: fc.constant(true),
  },
  { requiredKeys: ["version"] },
) as fc.Arbitrary<Artifact>;

describe(formatArtifact, () => {
  it("orders keys, sorts those of maps, and leaves out what is empty", () => {
    const artifact: Artifact = {
      vars: { b: "1", a: "" },
      environments: [
        JSON.parse('{"zeta":1,"values":{"b":{"y":1,"x":""},"a":[]},"env":"e","app":"a"}') as {
          app: string;
          env: string;
        },
      ],
      version: { sha: "9c1e", repositoryName: "a/b", created: 0, event: "push", branch: "" },
      context: {},
      items: [],
      fake: false,
      id: "",
    };

    expect(formatArtifact(artifact)).toBe(`{
  "version": {
    "repositoryName": "a/b",
    "sha": "9c1e"
  },
  "environments": [
    {
      "app": "a",
      "env": "e",
      "values": {
        "a": [],
        "b": {
          "x": "",
          "y": 1
        }
      },
      "zeta": 1
    }
  ],
  "vars": {
    "a": "",
    "b": "1"
  }
}
`);
  });

  it("is read back as the same artifact, and written again as the same bytes", () => {
    fc.assert(
      fc.property(artifacts, (artifact) => {
        const plain = JSON.parse(JSON.stringify(artifact)) as Artifact;
        const text = formatArtifact(plain);

        const read = parseArtifact(text);

        expect(JSON.parse(JSON.stringify(read))).toEqual(plain);
        expect(formatArtifact(read)).toBe(text);
      }),
    );
  });
});

describe("a commit time in milliseconds", () => {
  it("is refused: no later commit could ever be newer", () => {
    const version = { repositoryName: "acme/web", sha: "26fc62ff", created: 1_767_225_600_000 };

    expect(() => parseArtifact(JSON.stringify({ version }))).toThrow("version.created must be at most 253402300799");
  });
});
