import { spawn } from "node:child_process";
import type { Run } from "../run.ts";

/** A table with more lines than this goes through the pager. */
const LONG = 200;

/** Shows a long text in the pager of `GIMLET_PAGER` or `PAGER`. @returns whether it did */
export async function pageThrough(text: string, { environment, settings }: Run): Promise<boolean> {
  const pager = environment["GIMLET_PAGER"] ?? environment["PAGER"] ?? "less";
  if (!settings.interactive || pager === "" || pager === "cat" || text.split("\n").length <= LONG) return false;
  // What the user set is a shell command line, as with every program that reads PAGER.
  const child = spawn(pager, {
    shell: true,
    stdio: ["pipe", "inherit", "inherit"],
    env: { LESS: "FRX", ...process.env },
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on("error", () => resolve(false));
  child.on("close", (code) => resolve(code !== 127));
  child.stdin.on("error", () => undefined);
  child.stdin.end(`${text}\n`);
  return promise;
}
