import type { CommitSha } from "../conventions/ids.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo, TreeEntry } from "./gitops-repo.ts";

/** An entry that is no folder. */
export type FileEntry = Exclude<TreeEntry, { readonly kind: "folder" }>;

/** Every entry below `folder` that is no folder: path relative to it → entry. Empty when there is no such folder. */
export async function listFiles(
  repo: GitopsRepo,
  folder: string,
  options: CallOptions & { readonly at: CommitSha },
): Promise<ReadonlyMap<string, FileEntry>> {
  const found = new Map<string, FileEntry>();
  await collect("");
  return found;

  async function collect(below: string): Promise<void> {
    const path = [folder, below].filter((part) => part !== "").join("/");
    for (const entry of await repo.list(path, options.at, options)) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.kind === "folder") await collect(name);
      else found.set(name, entry);
    }
  }
}
