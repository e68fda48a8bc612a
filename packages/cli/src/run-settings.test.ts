import { describe, expect, it } from "vitest";
import { readRunSettings } from "./run-settings.ts";

const TERMINAL = {
  stdin: { isTTY: true },
  stdout: { isTTY: true, columns: 100 },
  stderr: { isTTY: true, columns: 100 },
};
const PIPE = { stdin: {}, stdout: {}, stderr: {} };

describe(readRunSettings, () => {
  it("asks and colours on a terminal", () => {
    const settings = readRunSettings([], { LANG: "C.UTF-8" }, TERMINAL);

    expect(settings).toMatchObject({
      interactive: true,
      json: false,
      out: { colour: true, ascii: false, columns: 100 },
    });
  });

  it("never asks and never colours in a pipe", () => {
    expect(readRunSettings([], {}, PIPE)).toMatchObject({
      interactive: false,
      out: { colour: false, columns: undefined },
    });
  });

  it.each([
    [["--json"], {}],
    [["--no-input"], {}],
    [[], { GIMLET_NO_INPUT: "1" }],
    [[], { CI: "true" }],
    [[], { GITHUB_ACTIONS: "true" }],
  ])("never asks with %j %j", (argv, environment) => {
    expect(readRunSettings(argv, environment, TERMINAL).interactive).toBe(false);
  });

  it.each([
    [["--no-color"], {}, false],
    [[], { NO_COLOR: "1" }, false],
    [[], { GIMLET_NO_COLOR: "1" }, false],
    [[], { TERM: "dumb" }, false],
    [[], { FORCE_COLOR: "0" }, false],
    [["--json"], { FORCE_COLOR: "1" }, false],
    [[], { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    [[], { FORCE_COLOR: "1" }, true],
  ])("decides about colour with %j %j", (argv, environment, colour) => {
    expect(readRunSettings(argv, environment, TERMINAL).out.colour).toBe(colour);
  });

  it("colours a pipe only when forced", () => {
    expect(readRunSettings([], { FORCE_COLOR: "1" }, PIPE).out.colour).toBe(true);
  });

  it.each([
    [["--ascii"], {}],
    [[], { LANG: "C" }],
    [[], { TERM: "dumb" }],
    [[], { LANG: "de_DE.UTF-8", LC_ALL: "POSIX" }],
  ])("uses ASCII with %j %j", (argv, environment) => {
    expect(readRunSettings(argv, environment, TERMINAL).out.ascii).toBe(true);
  });

  it("reads no flag after --", () => {
    expect(readRunSettings(["--", "--json"], {}, TERMINAL).json).toBe(false);
  });

  it("knows who runs a CI job, and whether a person started it", () => {
    const github = readRunSettings(
      [],
      { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "ada", GITHUB_EVENT_NAME: "push" },
      PIPE,
    ).ci;
    const byHand = readRunSettings(
      [],
      { GITLAB_CI: "true", GITLAB_USER_LOGIN: "pia", CI_PIPELINE_SOURCE: "web" },
      PIPE,
    ).ci;

    expect(github).toMatchObject({ kind: "github", login: "ada", startedByPerson: false });
    expect(byHand).toMatchObject({ kind: "gitlab", login: "pia", startedByPerson: true });
  });

  it("lets GIMLET_CI decide", () => {
    expect(readRunSettings([], { CI: "true", GIMLET_CI: "off" }, TERMINAL)).toMatchObject({
      ci: undefined,
      interactive: true,
    });
    expect(readRunSettings([], { GIMLET_CI: "github" }, PIPE).ci?.kind).toBe("github");
  });
});
