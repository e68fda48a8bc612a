// Git's wire protocol, version 2, as far as fetching needs it. https://git-scm.com/docs/protocol-v2

import { isCommitSha } from "../conventions/ids.ts";
import { concatBytes } from "./bytes.ts";
import { formatPktLine, formatPktMark, parsePktLines } from "./pkt-line.ts";

/** What a host can do: name → its values, separated by spaces. */
export type Capabilities = ReadonlyMap<string, string>;

/** What to fetch. Ids are of any kind of object. */
export interface FetchRequest {
  readonly wants: readonly string[];
  /** Commits that are here with all they need. */
  readonly haves: readonly string[];
  /** Commits that are here without their parents. */
  readonly shallow: readonly string[];
  /** How far back to go; `undefined` deepens nothing. */
  readonly deepen: string | undefined;
  readonly withoutBlobs: boolean;
}

export interface FetchAnswer {
  /** Commits that now are without their parents, and those that no longer are. */
  readonly shallow: readonly string[];
  readonly unshallow: readonly string[];
  readonly pack: Uint8Array;
}

const text = new TextDecoder();

/** What the host can do by version 2; `undefined` when it answers in an older one. */
export function parseCapabilities(data: Uint8Array): Capabilities | undefined {
  const lines = [...parsePktLines(data)].flatMap((line) => (typeof line === "string" ? [] : [lineOf(line)]));
  const start = lines.indexOf("version 2");
  if (start < 0 || start > 1) return undefined;
  return new Map(
    lines.slice(start + 1).map((line) => {
      const equals = line.indexOf("=");
      return equals < 0 ? [line, ""] : [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}

/** Asks for the refs whose names start like that. */
export function formatRefsRequest(prefix: string): Uint8Array {
  return formatCommand("ls-refs", [`ref-prefix ${prefix}\n`]);
}

/** @throws {SyntaxError} when the answer is something else */
export function parseRefs(data: Uint8Array): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of parsePktLines(data)) {
    if (typeof line === "string") continue;
    const [id = "", name = ""] = lineOf(line).split(" ");
    if (!isCommitSha(id) || name === "") throw new SyntaxError(lineOf(line));
    refs.set(name, id);
  }
  return refs;
}

export function formatFetchRequest({ wants, haves, shallow, deepen, withoutBlobs }: FetchRequest): Uint8Array {
  return formatCommand("fetch", [
    "ofs-delta\n",
    "no-progress\n",
    ...(withoutBlobs ? ["filter blob:none\n"] : []),
    ...shallow.map((id) => `shallow ${id}\n`),
    ...(deepen === undefined ? [] : [`${deepen}\n`]),
    ...wants.map((id) => `want ${id}\n`),
    ...haves.map((id) => `have ${id}\n`),
    "done\n",
  ]);
}

/** @throws {SyntaxError} when the answer is something else, cut off, or what went wrong in the host's words */
export function parseFetchAnswer(data: Uint8Array): FetchAnswer {
  const shallow: string[] = [];
  const unshallow: string[] = [];
  const pack: Uint8Array[] = [];
  let section: string | undefined;
  for (const line of parsePktLines(data)) {
    if (typeof line === "string") section = undefined;
    else if (section === undefined) section = lineOf(line);
    else if (section === "packfile") {
      if (line[0] === 1) pack.push(line.subarray(1));
      else if (line[0] === 3) throw new SyntaxError(text.decode(line.subarray(1)));
    } else if (section === "shallow-info") {
      const [kind, id = ""] = lineOf(line).split(" ");
      if (!isCommitSha(id)) throw new SyntaxError(lineOf(line));
      (kind === "unshallow" ? unshallow : shallow).push(id);
    }
    if (section?.startsWith("ERR ") === true) throw new SyntaxError(section.slice(4));
  }
  if (pack.length === 0) throw new SyntaxError("the answer holds no pack");
  return { shallow, unshallow, pack: concatBytes(pack) };
}

function formatCommand(command: string, lines: readonly string[]): Uint8Array {
  return concatBytes([
    formatPktLine(`command=${command}\n`),
    formatPktLine("agent=git/gimlet\n"),
    formatPktMark("delim"),
    ...lines.map(formatPktLine),
    formatPktMark("flush"),
  ]);
}

function lineOf(line: Uint8Array): string {
  return text.decode(line).replace(/\n$/, "");
}
