import { type CommitSha, isCommitSha } from "../conventions/ids.ts";
import { concatBytes } from "./bytes.ts";
import { formatPktLine, formatPktMark, parsePktLines } from "./pkt-line.ts";

/** What a repository says of itself before a fetch or push. */
export interface RefAdvertisement {
  /** Full name of a ref → what it points at. */
  readonly refs: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlySet<string>;
}

/** One ref to be moved, if it is still where we think it is. */
export interface RefUpdate {
  readonly ref: string;
  /** `undefined` makes the ref. */
  readonly from: CommitSha | undefined;
  readonly to: CommitSha;
}

/** The answer to a push. */
export type PushAnswer = { readonly status: "landed" } | { readonly status: "refused"; readonly text: string };

const NO_COMMIT = "0".repeat(40);
const text = new TextDecoder();

/**
 * Parses the answer to `info/refs?service=<service>`.
 * @throws {SyntaxError} when it is something else
 */
export function parseRefAdvertisement(data: Uint8Array, service: string): RefAdvertisement {
  const lines = [...parsePktLines(data)].flatMap((line) =>
    typeof line === "string" ? [] : [text.decode(line).replace(/\n$/, "")],
  );
  if (lines[0] !== `# service=${service}`) throw new SyntaxError("no git service answered");
  const refs = new Map<string, string>();
  let capabilities: ReadonlySet<string> = new Set();
  for (const line of lines.slice(1)) {
    if (line.startsWith("shallow ")) continue;
    if (line.startsWith("ERR ")) throw new SyntaxError(line.slice(4));
    const [ref = "", listed] = line.split("\0");
    if (listed !== undefined) capabilities = new Set(listed.trim().split(" "));
    const [id = "", name = ""] = ref.split(" ");
    if (!isCommitSha(id)) throw new SyntaxError("a ref without an id of 40 digits");
    // A repository without refs names its capabilities all the same.
    if (name !== "capabilities^{}" && id !== NO_COMMIT) refs.set(name, id);
  }
  return { refs, capabilities };
}

/** The head of a push, to be followed by the pack. */
export function formatRefUpdate({ ref, from, to }: RefUpdate, capabilities: readonly string[]): Uint8Array {
  const line = `${from ?? NO_COMMIT} ${to} ${ref}\0 ${capabilities.join(" ")}`;
  return concatBytes([formatPktLine(line), formatPktMark("flush")]);
}

/**
 * Parses the answer to a push that asked for `report-status`, and for `side-band-64k` if the server offers it.
 * @throws {SyntaxError} when it ends before the server says what became of the ref
 */
export function parsePushAnswer(data: Uint8Array, { ref, sideBand }: { ref: string; sideBand: boolean }): PushAnswer {
  const { report, messages } = sideBand ? demultiplex(data) : { report: data, messages: "" };
  const lines = [...parsePktLines(report)].flatMap((line) =>
    typeof line === "string" ? [] : [text.decode(line).trimEnd()],
  );
  const unpack = lines.find((line) => line.startsWith("unpack "));
  const status = lines.find((line) => line === `ok ${ref}` || line.startsWith(`ng ${ref} `));
  if (unpack === "unpack ok" && status === `ok ${ref}`) return { status: "landed" };
  // Without a word on the ref it may have landed, unless the objects themselves were not taken.
  if (status === undefined && (unpack === undefined || unpack === "unpack ok"))
    throw new SyntaxError(`no answer to the push: ${messages}`);
  const refused = [unpack === "unpack ok" ? "" : (unpack ?? ""), status?.slice(`ng ${ref} `.length) ?? "", messages];
  return { status: "refused", text: refused.filter((part) => part !== "").join("\n") };
}

/** Takes the report (band 1) and what is meant for people (2 and 3) apart. */
function demultiplex(data: Uint8Array): { readonly report: Uint8Array; readonly messages: string } {
  const report: Uint8Array[] = [];
  const messages: Uint8Array[] = [];
  for (const line of parsePktLines(data)) {
    if (typeof line === "string") continue;
    (line[0] === 1 ? report : messages).push(line.subarray(1));
  }
  return { report: concatBytes(report), messages: text.decode(concatBytes(messages)).trim() };
}
