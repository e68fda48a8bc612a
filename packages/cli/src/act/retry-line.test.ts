import { describe, expect, it } from "vitest";
import { retryLine, type RetriedPlan } from "./retry-line.ts";

const ID = "01M8199DDGQ8V5T7X2N6M9R4BH";
const PLAN = { act: "release", instances: [], requestId: ID } as unknown as RetriedPlan;

describe(retryLine, () => {
  it("is the same command with the request's id, as a shell takes it", () => {
    expect(retryLine(["release", "make", "web", "staging", "-a", "my artifact.json", "-m", "it's $HOME"], PLAN)).toBe(
      `gimlet release make web staging -a 'my artifact.json' -m 'it'\\''s $HOME' --request-id ${ID}`,
    );
  });

  it.each([[["--request-id", ID]], [[`--request-id=${ID}`]]])("has the id once with %j", (given) => {
    expect(retryLine(given, PLAN)).toBe(`gimlet ${given.join(" ")}`);
  });

  it("names the target of a rollback", () => {
    const target = "a".repeat(40);
    const plan = { ...PLAN, act: "rollback", instances: [{ outcome: "change", target }] } as unknown as RetriedPlan;

    expect(retryLine(["release", "rollback"], plan)).toBe(`gimlet release rollback --request-id ${ID} --to ${target}`);
    expect(retryLine(["--to", "1.0.0"], plan)).toBe(`gimlet --to 1.0.0 --request-id ${ID}`);
  });

  it("shows no credentials", () => {
    expect(retryLine(["--apps-repo", "https://ada:pw@git.example.org/x"], PLAN)).not.toContain("pw");
  });
});
