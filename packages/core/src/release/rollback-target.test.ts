import { describe, expect, it } from "vitest";
import { parseCommitSha, type RequestId, type TreeId } from "../conventions/ids.ts";
import { ReleaseNotFoundError } from "../errors.ts";
import { chooseRollbackTarget, type PastAct } from "./rollback-target.ts";

const where = { app: "web", env: "production" };

/** An act whose commit and tree are the same digit all over. */
function act(digit: string, facts: Partial<PastAct> = {}): PastAct {
  const commit = parseCommitSha(digit.repeat(40));
  const version = { repositoryName: "acme/web", sha: `${digit}ff`.repeat(14), created: 1, tag: `v${digit}` };
  return {
    kind: "release",
    commit,
    tree: digit.repeat(40) as TreeId,
    version,
    request: undefined,
    rolledBack: false,
    ...facts,
  };
}

async function* log(...acts: readonly PastAct[]): AsyncIterable<PastAct> {
  yield* acts;
}

describe(chooseRollbackTarget, () => {
  it("goes back to the release before the newest one when nobody names a target", async () => {
    const target = await chooseRollbackTarget(log(act("3"), act("2"), act("1")), { ...where, to: undefined });

    expect(target.act.commit).toBe("2".repeat(40));
    expect(target.undone).toEqual(["3".repeat(40)]);
  });

  it("skips releases that were rolled back themselves, and what the rollback brought back", async () => {
    const rollback = act("5", { kind: "rollback", tree: act("2").tree });
    const acts = log(rollback, act("4", { rolledBack: true }), act("3", { rolledBack: true }), act("2"), act("1"));

    const target = await chooseRollbackTarget(acts, { ...where, to: undefined });

    expect(target.act.commit).toBe("1".repeat(40));
    expect(target.undone).toEqual(["2".repeat(40)]);
  });

  it("goes past an edit from outside to the release before the one that was edited", async () => {
    const edit = act("9", { kind: "edit", version: undefined });

    const target = await chooseRollbackTarget(log(edit, act("2"), act("1")), { ...where, to: undefined });

    expect(target.act.commit).toBe("1".repeat(40));
  });

  it("takes a rolled back release when it is named", async () => {
    const acts = log(act("3"), act("2", { rolledBack: true }), act("1"));

    const target = await chooseRollbackTarget(acts, { ...where, to: "2".repeat(40) });

    expect(target.act.commit).toBe("2".repeat(40));
    expect(target.undone).toEqual(["3".repeat(40)]);
  });

  it.each([
    ["a tag", "v1"],
    ["the start of a commit", "1111111"],
    ["the start of the version's commit", "1ff1ff1"],
    ["a request id", "01KJPRZB00Q8V5T7X2N6M9R4BH"],
  ])("finds a release by %s", async (_, to) => {
    const request = "01KJPRZB00Q8V5T7X2N6M9R4BH" as RequestId;

    const target = await chooseRollbackTarget(log(act("3"), act("2"), act("1", { request })), { ...where, to });

    expect(target.act.commit).toBe("1".repeat(40));
  });

  it("prefers the newest of two releases of one version", async () => {
    const again = act("3", { version: act("1").version });

    const target = await chooseRollbackTarget(log(act("4"), again, act("2"), act("1")), { ...where, to: "v1" });

    expect(target.act.commit).toBe("3".repeat(40));
  });

  it.each([
    ["an unknown commit", "8".repeat(40), "no such commit"],
    ["an edit from outside", "9".repeat(40), "it is an edit from outside"],
    ["a removal", "7".repeat(40), "it is a removal"],
    ["a start that is too short", "11111", "no such commit"],
  ])("refuses %s", async (_, to, why) => {
    const acts = log(act("9", { kind: "edit" }), act("7", { kind: "removal", tree: undefined }), act("2"), act("1"));

    const choosing = chooseRollbackTarget(acts, { ...where, to });

    await expect(choosing).rejects.toBeInstanceOf(ReleaseNotFoundError);
    await expect(choosing).rejects.toThrow(why);
  });

  it("refuses when there is no earlier release", async () => {
    const choosing = chooseRollbackTarget(log(act("1")), { ...where, to: undefined });

    await expect(choosing).rejects.toThrow("no release before v1 is left to go back to");
  });
});
