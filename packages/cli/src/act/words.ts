import { shortVersion, type Act, type PlannedInstance, type Version } from "@gimlet/core";
import { cleanLine } from "../terminal/clean-text.ts";

/** The version as people call it: its tag, else the first 8 characters of the commit. */
export function versionName(version: Version | undefined): string | undefined {
  return version === undefined ? undefined : cleanLine(shortVersion(version));
}

/** The act on one instance as a sentence without its end: `Release web 1.42.0 to production`. */
export function actSentence(act: Act, instance: PlannedInstance): string {
  const { app, env } = { app: cleanLine(instance.app), env: instance.env };
  const change = instance.outcome === "change" ? instance : undefined;
  const from = versionName(change?.from);
  const to = versionName(change?.to);
  switch (act) {
    case "release":
      return to === undefined ? `Release ${app} to ${env}` : `Release ${app} ${to} to ${env}`;
    case "rollback":
      return `Roll back ${app} in ${env}${from === undefined ? "" : ` from ${from}`}${to === undefined ? "" : ` to ${to}`}`;
    case "removal":
      return `Remove ${app}${from === undefined ? "" : ` ${from}`} from ${env}`;
    case "restore":
      return `Restore ${app}${to === undefined ? "" : ` ${to}`} in ${env}`;
    case "hold":
      return `Hold automatic releases of ${app} in ${env}`;
    case "resume":
      return `Resume automatic releases of ${app} in ${env}`;
  }
}

/** What an act is called when it is over. */
export const ACT_DONE: Readonly<Record<Act, string>> = {
  release: "released",
  rollback: "rolled back",
  removal: "removed",
  restore: "restored",
  hold: "held",
  resume: "resumed",
};

/** `1 file`, `2 files`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
