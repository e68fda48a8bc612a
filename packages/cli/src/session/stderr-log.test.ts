import { describe, expect, it } from "vitest";
import { readRunSettings } from "../run-settings.ts";
import { stderrLog } from "./stderr-log.ts";

function logged(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): string | undefined {
  const settings = readRunSettings(argv, environment, { stdin: {}, stdout: {}, stderr: {} });
  let text = "";
  const log = stderrLog({ settings, environment }, (more) => (text += more));
  log?.debug("a push did not go through", {
    at: "https://ada:pw@git.example.org/x",
    attempt: 2,
    said: "t0ken\n::error::x",
  });
  return log === undefined ? undefined : text;
}

describe(stderrLog, () => {
  it("logs a line with its facts for --verbose and GIMLET_LOG=debug only", () => {
    const line = "a push did not go through  at=https://git.example.org/x  attempt=2  said=t0ken ::error::x\n";

    expect(logged([])).toBe(undefined);
    expect(logged(["--verbose"])).toBe(line);
    expect(logged([], { GIMLET_LOG: "debug" })).toBe(line);
  });

  it("shows no token, whoever quotes it", () => {
    expect(logged(["--verbose"], { GIMLET_GIT_TOKEN: "t0ken" })).toContain("said=*** ");
  });
});
