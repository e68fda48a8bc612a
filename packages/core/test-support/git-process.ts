import { execFileSync } from "node:child_process";
import type { NamedObject } from "../src/git/object-store.ts";

/** An object that can be compared byte by byte. */
export type SnapshotObject = NamedObject & { readonly data: Buffer };

/** Goes to the standard input of git. */
export type GitInput = { readonly input: string | Uint8Array };

/** Runs git without anybody's configuration, and returns what it prints. */
export function git(cwd: string, ...args: readonly (string | GitInput)[]): string {
  return gitBytes(cwd, ...args).toString();
}

/** As {@link git}, for output that is no text. */
export function gitBytes(cwd: string, ...args: readonly (string | GitInput)[]): Buffer {
  const options = args.find((arg): arg is GitInput => typeof arg !== "string");
  return execFileSync(
    "git",
    args.filter((arg) => typeof arg === "string"),
    {
      cwd,
      input: options?.input ?? "",
      stdio: "pipe",
      maxBuffer: 1 << 28,
      env: {
        PATH: process.env["PATH"],
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_COMMITTER_NAME: "T",
        GIT_COMMITTER_EMAIL: "t@example.com",
      },
    },
  );
}

/** Every object that refs reach, as git reads it. */
export function snapshot(repo: string): ReadonlyMap<string, SnapshotObject> {
  const objects = new Map<string, SnapshotObject>();
  const out = gitBytes(repo, "cat-file", "--batch", { input: `${objectIds(repo).join("\n")}\n` });
  for (let at = 0; at < out.length;) {
    const end = out.indexOf(10, at);
    const [id = "", type = "", size = ""] = out.toString("latin1", at, end).split(" ");
    const data = out.subarray(end + 1, end + 1 + Number(size));
    objects.set(id, { id, type: type as "blob", data });
    at = end + 2 + data.length;
  }
  return objects;
}

/** Ids of every object that refs reach. */
export function objectIds(repo: string): readonly string[] {
  return git(repo, "rev-list", "--objects", "--all", "--no-object-names").trim().split("\n");
}

/** Input for fast-import: a history whose root tree is wide and changes little by little. */
export function wideHistory(): string {
  const lines: string[] = [];
  for (let i = 0; i < 40; i++) {
    lines.push("commit refs/heads/main", `committer T <t@example.com> ${1_700_000_000 + i} +0000`);
    lines.push(`data <<E`, `change ${i}`, "E", "");
    const apps = i === 0 ? Array.from({ length: 150 }, (_, n) => n) : [i];
    for (const app of apps) {
      const text = `${`line of ${app}\n`.repeat(60)}${i}\n`;
      lines.push(`M 100644 inline app-${app}/deployment.yaml`, `data ${text.length}`, text);
    }
  }
  return `${lines.join("\n")}\ndone\n`;
}
