import { bytesOfText } from "../../values/text.ts";
import { decodeBase64, encodeBase64 } from "../standard-base64.ts";
import { FunctionError } from "../function.ts";

/** A block between `-----BEGIN …-----` and `-----END …-----`. */
export interface PemBlock {
  /** Such as `RSA PRIVATE KEY`. */
  readonly label: string;
  readonly bytes: Uint8Array;
}

const LINE = 64;

/** The block as text, with a final newline. */
export function formatPem({ label, bytes }: PemBlock): string {
  const lines = encodeBase64(bytes).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** The first block in the text; text before, between and behind is skipped, as are headers. */
export function findPem(text: string): PemBlock | undefined {
  const lines = text.split("\n").map((line) => line.replace(/[ \t\r]+$/, ""));
  for (let at = 0; at < lines.length; at++) {
    const label = /^-----BEGIN (.*)-----$/.exec(lines[at] ?? "")?.[1];
    if (label === undefined) continue;
    const end = lines.findIndex((line, index) => index > at && line.startsWith("-----END "));
    if (end < 0) return undefined;
    const bytes = lines[end] === `-----END ${label}-----` ? bytesOf(lines.slice(at + 1, end)) : undefined;
    if (bytes !== undefined) return { label, bytes };
  }
  return undefined;
}

function bytesOf(lines: readonly string[]): Uint8Array | undefined {
  const firstWithoutHeader = lines.findIndex((line) => !line.includes(":"));
  if (firstWithoutHeader < 0) return lines.length === 0 ? bytesOfText("") : undefined;
  try {
    return decodeBase64(lines.slice(firstWithoutHeader).join("\n").replace(/[ \t]/g, ""));
  } catch (error) {
    if (error instanceof FunctionError) return undefined;
    throw error;
  }
}
