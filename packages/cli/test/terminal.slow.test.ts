import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;
let repo: string;

beforeEach(() => {
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
  repo = place.bareRepo();
});

afterEach(() => place.dispose());

/** Gives a command line a terminal. That of util-linux: other systems' takes other words. */
const SCRIPT = "script";
const canType = spawnSync(SCRIPT, ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") === true;

async function inTerminal(args: readonly string[]): Promise<string> {
  const dev = new URL("../bin/dev.js", import.meta.url).pathname;
  const line = [process.execPath, "--conditions=@gimlet/source", dev, ...args].map((word) => `'${word}'`).join(" ");
  const env = { NO_COLOR: "1", TERM: "xterm" };
  return (await place.run([SCRIPT, "-qec", `stty cols 80; ${line}`, "/dev/null"], { input: "y\n", env })).stdout;
}

describe.skipIf(!canType)("on a terminal", () => {
  it.each([
    ["one", ["web"], "✓ web 1.0.0 released, staging, commit"],
    ["each of several", ["web", "pay"], "web  staging  1.0.0    ✓ landed"],
  ])("says the result of %s once, and whose repository it is", async (_, apps, shown) => {
    const artifact = place.artifact({ tag: "1.0.0", apps });

    const text = await inTerminal(["release", "make", "--env", "staging", "-a", artifact, "--apps-repo", repo]);

    expect(text).toContain(`${repo} as ada`);
    expect(text).toContain(shown);
    expect(text.split("✓")).toHaveLength(apps.length + 1);
  });
});
