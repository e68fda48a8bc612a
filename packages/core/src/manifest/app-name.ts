import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import { MAX_NAME_LENGTH } from "../conventions/names.ts";
import { sanitizeDnsNameUncut } from "./dns-name.ts";
import type { TemplatePart, Variables } from "./template.ts";

/**
 * The name that an app's template gives, at most 53 characters long.
 *
 * A longer one is cut, and ends in `-` and 8 hexadecimal digits of a hash of the name with its variables as they are:
 * two long branches that start alike get two apps. Variables must all be set.
 */
export function appNameOf(parts: readonly TemplatePart[], variables: Variables): string {
  const join = (textOf: (value: string, sanitized: boolean) => string) =>
    parts
      .map((part) => (typeof part === "string" ? part : textOf(variables.get(part.variable) ?? "", part.sanitized)))
      .join("");
  const whole = join((value, sanitized) => (sanitized ? sanitizeDnsNameUncut(value) : value));
  if (whole.length <= MAX_NAME_LENGTH) return whole;
  const hash = bytesToHex(sha256(utf8ToBytes(join((value) => value)))).slice(0, 8);
  return `${whole.slice(0, MAX_NAME_LENGTH - 9)}-${hash}`;
}
