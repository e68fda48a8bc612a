import { timeOrUnknown } from "../conventions/time.ts";
import { type CommitSha, isCommitSha, type TreeId } from "../conventions/ids.ts";
import { GitObjectError, UsageError } from "../errors.ts";
import type { Signature } from "../gitops/change-set.ts";
import type { CommitFacts } from "../gitops/gitops-repo.ts";

/** A commit as it is stored. */
export interface Commit extends CommitFacts {
  readonly tree: TreeId;
  /** The armoured signature, lines separated by "\n"; absent when it is not signed. */
  readonly signature?: string;
}

/** What makes a commit. */
export interface CommitParts {
  readonly tree: TreeId;
  readonly parents: readonly CommitSha[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

const bytes = new TextEncoder();
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const PERSON = /^([^<]*)<([^>]*)>(?: *(\d{1,15}))?/;

/**
 * Formats a commit. Times are UTC. What git allows in no name or address (line breaks, angle brackets) is left out;
 * an empty name is written as "unknown".
 * @param signature armoured, for the header `gpgsig`
 * @throws {UsageError} when the message holds a NUL, which git does not keep
 */
export function formatCommit(parts: CommitParts, signature?: string): Uint8Array {
  if (parts.message.includes("\0"))
    throw new UsageError("the commit message holds a NUL character", "Remove the NUL character from the text.");
  const headers = [
    `tree ${parts.tree}`,
    ...parts.parents.map((parent) => `parent ${parent}`),
    `author ${formatPerson(parts.author)}`,
    `committer ${formatPerson(parts.committer)}`,
  ];
  if (signature !== undefined) headers.push(`gpgsig ${signature.trimEnd().replaceAll("\n", "\n ")}`);
  return bytes.encode(`${headers.join("\n")}\n\n${parts.message}`);
}

/**
 * Reads a commit, also one that another tool made carelessly: a time it can't read is 0, an unknown encoding UTF-8.
 * @throws {GitObjectError} when it names no tree or a parent that is no id
 */
export function parseCommit(sha: string, data: Uint8Array): Commit {
  const headerEnd = endOfHeaders(data);
  const headers = parseHeaders(utf8.decode(data.subarray(0, headerEnd)));
  const encoding = headers.find(([name]) => name === "encoding")?.[1];
  const decoder = encoding === undefined ? utf8 : decoderFor(encoding);
  const people = encoding === undefined ? headers : parseHeaders(decoder.decode(data.subarray(0, headerEnd)));
  const signature = headers.find(([name]) => name === "gpgsig")?.[1];
  return {
    sha: sha as CommitSha,
    tree: idIn(sha, headers.find(([name]) => name === "tree")?.[1]) as string as TreeId,
    parents: headers.filter(([name]) => name === "parent").map(([, value]) => idIn(sha, value)),
    author: parsePerson(people.find(([name]) => name === "author")?.[1]),
    committer: parsePerson(people.find(([name]) => name === "committer")?.[1]),
    message: decoder.decode(data.subarray(Math.min(headerEnd + 2, data.length))),
    ...(signature === undefined ? {} : { signature }),
  };
}

function formatPerson({ name, email, atSeconds }: Signature): string {
  const seconds = Number.isFinite(atSeconds) ? Math.max(0, Math.floor(atSeconds)) : 0;
  return `${withoutCrud(name) || "unknown"} <${withoutCrud(email)}> ${seconds} +0000`;
}

function withoutCrud(text: string): string {
  return text.replaceAll(/[\p{Cc}<>]+/gu, " ").trim();
}

function parsePerson(line: string | undefined): Signature {
  const match = PERSON.exec(line ?? "");
  if (match === null) return { name: line ?? "", email: "", atSeconds: 0 };
  const [, name = "", email = "", seconds = "0"] = match;
  return { name: name.replace(/ $/, ""), email, atSeconds: timeOrUnknown(Number(seconds)) };
}

/** Where the first empty line is, or the end. */
function endOfHeaders(data: Uint8Array): number {
  for (let at = data.indexOf(0x0a); at >= 0; at = data.indexOf(0x0a, at + 1)) if (data[at + 1] === 0x0a) return at;
  return data.length;
}

/** Headers in their order; lines that start with a space continue the one before. */
function parseHeaders(text: string): readonly (readonly [string, string])[] {
  const headers: [string, string][] = [];
  for (const line of text.split("\n")) {
    const last = headers.at(-1);
    if (line.startsWith(" ") && last !== undefined) last[1] += `\n${line.slice(1)}`;
    else {
      const space = line.indexOf(" ");
      headers.push(space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)]);
    }
  }
  return headers;
}

function idIn(sha: string, value: string | undefined): CommitSha {
  if (value === undefined || !isCommitSha(value)) throw new GitObjectError(sha, "is no proper commit");
  return value;
}

function decoderFor(encoding: string): typeof utf8 {
  try {
    return new TextDecoder(encoding.trim(), { ignoreBOM: true });
  } catch (error) {
    if (error instanceof RangeError) return utf8;
    throw error;
  }
}
