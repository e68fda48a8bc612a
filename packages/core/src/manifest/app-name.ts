import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import { MAX_NAME_LENGTH } from "../conventions/names.ts";
import { sanitizeDnsNameUncut } from "./dns-name.ts";

/** Fills an app's template in, with this for `sanitizeDNSName`. */
export type FillApp = (sanitize: (text: string) => string) => string;

/**
 * The name that an app's template gives, at most 53 characters long.
 *
 * A longer one is cut, and ends in `-` and 8 hexadecimal digits of a hash of the name with its variables as they are:
 * two long branches that start alike get two apps.
 */
export function appNameOf(fill: FillApp): string {
  const whole = fill(sanitizeDnsNameUncut);
  if (whole.length <= MAX_NAME_LENGTH) return whole;
  const hash = bytesToHex(sha256(utf8ToBytes(fill((text) => text)))).slice(0, 8);
  return `${whole.slice(0, MAX_NAME_LENGTH - 9)}-${hash}`;
}
