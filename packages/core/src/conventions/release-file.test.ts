import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRequestId } from "./ids.ts";
import { formatReleaseFile, parseReleaseFile, type ReleaseRecord } from "./release-file.ts";

const ofTheOriginal =
  '{"app":"shop","env":"staging","artifactId":"acme/shop-7b3f","triggeredBy":"ada","version":{"repositoryName":"acme/shop","sha":"9c1e0f4b7d2a","created":1767225600,"branch":"main","message":"a \\u003c b"},"gitopsRef":"","gitopsRepo":"","gitopsCommitStatus":"","gitopsCommitStatusDesc":""}\n';

const shop: ReleaseRecord = {
  app: "shop",
  env: "staging",
  artifactId: "acme/shop-7b3f",
  triggeredBy: "ada",
  version: { repositoryName: "acme/shop", sha: "9c1e0f4b7d2a", created: 1767225600, branch: "main" },
};

describe(formatReleaseFile, () => {
  it("writes one line in the field order of the original, with our facts last", () => {
    const request = parseRequestId("01KJPRZB00Q8V5T7X2N6M9R4BH");
    const gimlet = { reason: "why", actor: "ada", request, via: "cli", lock: { chart: "sha256:1" } };

    expect(formatReleaseFile({ ...shop, gimlet })).toBe(
      '{"app":"shop","env":"staging","artifactId":"acme/shop-7b3f","triggeredBy":"ada","version":{"repositoryName":"acme/shop","sha":"9c1e0f4b7d2a","created":1767225600,"branch":"main"},"gitopsRef":"","gitopsRepo":"","gitopsCommitStatus":"","gitopsCommitStatusDesc":"","gimlet":{"v":1,"request":"01KJPRZB00Q8V5T7X2N6M9R4BH","actor":"ada","via":"cli","reason":"why","lock":{"chart":"sha256:1"}}}\n',
    );
  });

  it("writes back what the original wrote, as JSON", () => {
    const record = parseReleaseFile(ofTheOriginal);

    expect(record?.version?.message).toBe("a < b");
    expect(JSON.parse(formatReleaseFile(record!))).toEqual(JSON.parse(ofTheOriginal));
  });

  it("keeps fields it does not know, also of details of a later format", () => {
    const later = '{"artifactId":"a","new":[1],"gimlet":{"v":2,"actor":["ada"]}}';
    const now = '{"artifactId":"a","gimlet":{"v":1,"actor":"ada","new":{"deep":1}}}';

    expect(JSON.parse(formatReleaseFile(parseReleaseFile(later)!))).toMatchObject(JSON.parse(later));
    expect(JSON.parse(formatReleaseFile(parseReleaseFile(now)!))).toMatchObject(JSON.parse(now));
  });

  it("is undone by parsing, and follows the published schema", () => {
    const schema: object = JSON.parse(
      readFileSync(new URL("../../schemas/release.schema.json", import.meta.url), "utf8"),
    );
    const validate = new Ajv2020({ strict: true }).compile(schema);
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    const record = fc.record(
      {
        app: text,
        env: text,
        artifactId: text,
        triggeredBy: text,
        version: fc.record(
          {
            repositoryName: text,
            sha: text,
            created: fc.nat(),
            branch: text,
            event: fc.constantFrom("push", "tag", "pr"),
            tag: text,
            message: text,
          },
          { requiredKeys: ["repositoryName", "sha", "created"] },
        ),
        gimlet: fc.record(
          {
            request: fc.constant(parseRequestId("01KJPRZB00Q8V5T7X2N6M9R4BH")),
            actor: text,
            via: text,
            reason: text,
            source: text,
            replaces: text,
            lock: fc.dictionary(fc.stringMatching(/^[a-z]+$/), text),
            others: fc.constant({ later: 1 }),
          },
          { requiredKeys: [] },
        ),
        others: fc.constant({ later: { deep: true } }),
      },
      { requiredKeys: ["app", "env", "artifactId", "triggeredBy", "version"] },
    );
    fc.assert(
      fc.property(record, (written) => {
        const file = formatReleaseFile(written);

        expect(parseReleaseFile(file)).toEqual(written);
        validate(JSON.parse(file));
        expect(validate.errors).toBeNull();
      }),
    );
  });
});

describe(parseReleaseFile, () => {
  it.each([
    ["nothing", ""],
    ["half a file", '{"app":"shop","env'],
    ["a list", "[]"],
    ["null", "null"],
    ["an object that says nothing", '{"app":"shop","env":"staging"}'],
    ["conflict markers", "<<<<<<< HEAD\n{}\n"],
    ["bytes that are no UTF-8", Uint8Array.of(0x7b, 0xff, 0x7d)],
  ])("cannot read %s", (_what, content) => {
    expect(parseReleaseFile(content)).toBeUndefined();
  });

  it("takes fields of a wrong type for absent", () => {
    const record = parseReleaseFile(
      '{"app":7,"artifactId":"a","version":{"repositoryName":"r"},"gimlet":{"v":1,"actor":7,"request":"x"}}',
    );

    expect(record).toEqual({ app: "", env: "", artifactId: "a", triggeredBy: "", version: undefined, gimlet: {} });
  });

  it("reads a file with a byte order mark and line ends of Windows", () => {
    expect(parseReleaseFile(new TextEncoder().encode(`\uFEFF{"artifactId":\r\n"a"}\r\n`))?.artifactId).toBe("a");
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(() => parseReleaseFile(text)).not.toThrow();
      }),
    );
  });
});
