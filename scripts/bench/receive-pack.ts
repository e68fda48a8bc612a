import { git, gitBytes } from "./git.ts";

/** A push as the wire carries it: one branch moves, with the objects that takes. */
export interface WirePush {
  readonly before: string;
  readonly after: string;
  readonly pack: Uint8Array;
}

/** The pack that `git push` would send for these commits: deltas, also against what the other side has. */
export async function thinPack(repo: string, { before, after }: Omit<WirePush, "pack">): Promise<Buffer> {
  const args = [
    "-C",
    repo,
    "pack-objects",
    "--revs",
    "--thin",
    "--stdout",
    "--delta-base-offset",
    "--no-use-bitmap-index",
    "-q",
  ];
  return gitBytes(args, { input: `${after}\n^${before}\n` });
}

/** Feeds a push to a bare `git receive-pack`, with nothing else around it. */
export async function receivePack(repo: string, { before, after, pack }: WirePush): Promise<void> {
  const command = packetLine(`${before} ${after} refs/heads/main\0 report-status agent=bench`);
  const input = Buffer.concat([Buffer.from(`${command}0000`), pack]);
  const report = await gitBytes(["receive-pack", repo], { input });
  if (!report.includes("ok refs/heads/main"))
    throw new Error(`receive-pack did not take the push: ${report.toString()}`);
}

export async function headOf(repo: string): Promise<string> {
  return (await git(["-C", repo, "rev-parse", "refs/heads/main"])).trim();
}

function packetLine(text: string): string {
  return (text.length + 4).toString(16).padStart(4, "0") + text;
}
