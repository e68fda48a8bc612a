import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { git, wideHistory } from "./git-process.ts";

/** Copies of one bare repository with a history, each packed in one pack, in a folder that goes with this. */
export class SampleRepos {
  readonly root: string = mkdtempSync(join(tmpdir(), "gimlet-objects-"));
  readonly original: string = join(this.root, "original.git");

  constructor() {
    git(this.root, "init", "--bare", "-q", "-b", "main", this.original);
    git(this.original, "fast-import", "--quiet", { input: wideHistory() });
    git(this.original, "tag", "-a", "-m", "a tag", "v1", "main");
    git(this.original, "repack", "-a", "-d", "-q");
  }

  copy(name: string): string {
    const repo = join(this.root, `${name}.git`);
    cpSync(this.original, repo, { recursive: true });
    return repo;
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Makes all objects of the repository loose ones. */
export function unpack(repo: string): void {
  const folder = join(repo, "objects", "pack");
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".pack")) continue;
    const pack = readFileSync(join(folder, name));
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    git(repo, "unpack-objects", "-q", { input: pack });
    return;
  }
}

/** Names of the files that index a pack of the repository. */
export function packs(repo: string): readonly string[] {
  return readdirSync(join(repo, "objects", "pack")).filter((name) => name.endsWith(".idx"));
}
