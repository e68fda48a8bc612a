// Names that a file system could take for `.git`, the parent folder or a longer path. The rules are those of git's own
// checks for HFS+ (`is_hfs_dotgit`) and NTFS (`is_ntfs_dotgit`), which hold everywhere: a repository travels.
const IGNORED_BY_HFS = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu;
const DOT_GIT = /^(\.git|git~1)[ .]*(:|$)/i;

/**
 * Says why an entry's name is not safe to read as a path or to write, as `is …`; `undefined` when it is safe.
 * Safe is not nice: names that are odd but harmless pass.
 */
export function whyUnsafeName(name: string): string | undefined {
  if (name === "") return "has an empty name";
  if (name === "." || name === "..") return "is named like a step in a path";
  if (/[/\0]/.test(name)) return "has a name with a slash or NUL";
  if (!name.isWellFormed()) return "has a name that is not Unicode";
  // On Windows a backslash separates folders.
  for (const segment of name.split("\\")) {
    if (segment === "..") return "is named like a step in a path";
    if (DOT_GIT.test(segment.replaceAll(IGNORED_BY_HFS, ""))) return "has a name that can mean .git";
  }
  return undefined;
}
