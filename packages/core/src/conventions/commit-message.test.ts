import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ActRecord, formatCommitMessage, parseCommitMessage } from "./commit-message.ts";
import { parseCommitSha, parseRequestId } from "./ids.ts";

const shop = [{ env: "staging", app: "shop" }];
const request = parseRequestId("01KJPRZB00Q8V5T7X2N6M9R4BH");
const target = parseCommitSha("4f1c0e2a55d1b7c8d9e0f1a2b3c4d5e6f7081929");
const undone = parseCommitSha("8d77a1c09be2c0d3e4f5a6b7c8d9e0f1a2b3c4d5");

describe(formatCommitMessage, () => {
  it("writes a rollback with the releases it undoes", () => {
    const record: ActRecord = { act: "rollback", instances: shop, request, actor: "ada", target };

    expect(formatCommitMessage(record, [undone]))
      .toBe(`[Gimlet] staging/shop rolled back to 4f1c0e2a55d1b7c8d9e0f1a2b3c4d5e6f7081929 by ada

This reverts commit 8d77a1c09be2c0d3e4f5a6b7c8d9e0f1a2b3c4d5.

Gimlet-Act: rollback
Gimlet-App: staging/shop
Gimlet-Request: 01KJPRZB00Q8V5T7X2N6M9R4BH
Gimlet-Actor: ada
Gimlet-Target: 4f1c0e2a55d1b7c8d9e0f1a2b3c4d5e6f7081929
`);
  });

  it("writes a release with all it knows", () => {
    const record: ActRecord = {
      act: "release",
      instances: shop,
      request,
      actor: "ada",
      via: "cli",
      reason: "faster cart\n\nas promised",
      artifact: "acme/shop-7b3f",
      source: "acme/shop@9c1e0f4b7d2a",
      replaces: "acme/shop-6a2e",
      plan: "p-9f2c41d7",
      approvals: ["anna", "pia"],
    };

    expect(formatCommitMessage(record)).toBe(`[Gimlet] staging/shop automated deploy

Gimlet-Act: release
Gimlet-App: staging/shop
Gimlet-Request: 01KJPRZB00Q8V5T7X2N6M9R4BH
Gimlet-Actor: ada
Gimlet-Via: cli
Gimlet-Reason: faster cart
 as promised
Gimlet-Artifact: acme/shop-7b3f
Gimlet-Source: acme/shop@9c1e0f4b7d2a
Gimlet-Replaces: acme/shop-6a2e
Gimlet-Plan: p-9f2c41d7
Gimlet-Approval: anna
Gimlet-Approval: pia
`);
  });

  it.each([
    ["release", "ada", "[Gimlet] staging/shop automated deploy"],
    ["removal", "ada", "[Gimlet] staging/shop deleted by ada"],
    ["removal", "policy", "[Gimlet] staging/shop deleted by cleanup policy"],
    ["restore", "ada", "[Gimlet] staging/shop restored by ada"],
    ["hold", "ada", "[Gimlet] staging/shop held by ada"],
    ["resume", "ada", "[Gimlet] staging/shop resumed by ada"],
  ] as const)("gives a %s by %s its subject", (act, actor, subject) => {
    expect(formatCommitMessage({ act, instances: shop, actor }).split("\n", 1)[0]).toBe(subject);
  });

  it("names the first app and the number of others in the subject of a common commit", () => {
    const instances = [...shop, { env: "staging", app: "cart" }, { env: "staging", app: "mail" }];

    const message = formatCommitMessage({ act: "release", instances, actor: "ada" });

    expect(message.split("\n", 1)[0]).toBe("[Gimlet] staging/shop and 2 more automated deploy");
    expect(parseCommitMessage(message).record?.instances).toEqual(instances);
  });

  it("lets no text forge a trailer, a paragraph or a revert", () => {
    const breaks = ["\n", "\r", "\v", "\f", "\u0085", "\u2028", "\0", " "];
    const forged = ["Gimlet-Act: removal", "Gimlet-App: a/b", `This reverts commit ${target}.`, "text"];
    const hostile = fc.array(fc.constantFrom(...breaks, ...forged), { maxLength: 12 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(hostile, hostile, hostile, (actor, reason, artifact) => {
        const record: ActRecord = { act: "rollback", instances: shop, request, actor, reason, artifact, target };
        const parsed = parseCommitMessage(formatCommitMessage(record, [undone]));

        expect(parsed.record).toMatchObject({ act: "rollback", instances: shop, request, target });
        expect(parsed.reverts).toEqual([undone]);
      }),
    );
  });

  it("is undone by parsing, but for white space and control characters", () => {
    const word = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
      .map((text) => text.replaceAll(/[\p{C}\p{Z}]/gu, "x"));
    const lines = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n"));
    const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const record = fc.record({
      act: fc.constantFrom("release", "rollback", "removal", "restore", "hold", "resume"),
      instances: fc.array(fc.record({ env: name, app: name }), { minLength: 1, maxLength: 3 }),
      request: fc.constantFrom(request, undefined),
      actor: some(word),
      via: some(word),
      reason: some(lines),
      artifact: some(word),
      source: some(word),
      replaces: some(word),
      target: fc.constantFrom(target, undefined),
      plan: some(word),
      approvals: some(fc.array(word, { minLength: 1, maxLength: 3 })),
    });
    fc.assert(
      fc.property(record, fc.constantFrom([], [undone], [undone, target]), (written, reverts) => {
        const parsed = parseCommitMessage(formatCommitMessage(written, reverts));

        expect(parsed.record).toEqual(JSON.parse(JSON.stringify(written)));
        expect(parsed.reverts).toEqual(reverts);
      }),
    );
  });
});

describe(parseCommitMessage, () => {
  it("reads a rollback of the original, which has no record", () => {
    const message = `Revert "[Gimlet] dev/worker automated deploy"\n\nThis reverts commit ${undone}.\n`;

    expect(parseCommitMessage(message)).toEqual({
      subject: 'Revert "[Gimlet] dev/worker automated deploy"',
      reverts: [undone],
    });
  });

  it.each([
    ["trailers that are not the last paragraph", "x\n\nGimlet-Act: release\nGimlet-App: a/b\n\nmore text"],
    ["a line among them that is none", "x\n\nGimlet-Act: release\nGimlet-App: a/b\n(cherry picked from commit 1)"],
    ["two acts", "x\n\nGimlet-Act: release\nGimlet-Act: removal\nGimlet-App: a/b"],
    ["an act that is none", "x\n\nGimlet-Act: destroy\nGimlet-App: a/b"],
    ["no app", "x\n\nGimlet-Act: release"],
    ["an app without env", "x\n\nGimlet-Act: release\nGimlet-App: b"],
    ["trailers in place of the subject", "Gimlet-Act: release\nGimlet-App: a/b"],
    ["an empty message", ""],
    ["blank lines only", "\n \n\n"],
  ])("finds no record in a message with %s", (_what, message) => {
    expect(parseCommitMessage(message).record).toBeUndefined();
  });

  it("reads a record beside trailers of others and with line ends of Windows", () => {
    const message = "x\r\n\r\nSigned-off-by: Ada\r\nGimlet-Act: hold\r\nGimlet-App: a/b\r\n";

    expect(parseCommitMessage(message).record).toEqual({ act: "hold", instances: [{ env: "a", app: "b" }] });
  });

  it("leaves out ids that are none", () => {
    const message = "x\n\nGimlet-Act: rollback\nGimlet-App: a/b\nGimlet-Target: 4f1c\nGimlet-Request: 7";

    expect(parseCommitMessage(message).record).toEqual({ act: "rollback", instances: [{ env: "a", app: "b" }] });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        expect(() => parseCommitMessage(message)).not.toThrow();
      }),
    );
  });
});
