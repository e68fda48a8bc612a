import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesOfText, textOfBytes } from "../../values/text.ts";
import { ofText, textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type TemplateFunction } from "../function.ts";
import { decodeBase64, encodeBase64 } from "../standard-base64.ts";
import { unitsOfText } from "../strings/byte-units.ts";
import { decodeBase32, encodeBase32 } from "./base32.ts";

/** The largest prime below 2^16. */
const ADLER_MODULUS = 65_521;

/** Base64 and base32, and sums of texts. What can't be decoded gives the error's text. */
export const encodingFunctions: FunctionTable = new Map([
  ["b64enc", encoder(encodeBase64)],
  ["b64dec", ofText((text) => orErrorText(() => decodeBase64(unitsOfText(text))))],
  ["b32enc", encoder(encodeBase32)],
  ["b32dec", ofText((text) => orErrorText(() => decodeBase32(unitsOfText(text))))],
  ["sha1sum", ofText((text) => bytesToHex(sha1(bytesOfText(text))))],
  ["sha256sum", ofText((text) => bytesToHex(sha256(bytesOfText(text))))],
  ["sha512sum", ofText((text) => bytesToHex(sha512(bytesOfText(text))))],
  ["adler32sum", ofText((text) => String(adler32(bytesOfText(text))))],
] satisfies [string, TemplateFunction][]);

function encoder(encode: (bytes: Uint8Array) => string): TemplateFunction {
  return {
    params: ["string"],
    call: ([text], { budget }) => {
      const encoded = encode(bytesOfText(textOf(text)));
      budget.make(encoded.length);
      return encoded;
    },
  };
}

function orErrorText(decode: () => Uint8Array): string {
  try {
    return textOfBytes(decode());
  } catch (error) {
    if (error instanceof FunctionError) return error.message;
    throw error;
  }
}

function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % ADLER_MODULUS;
    high = (high + low) % ADLER_MODULUS;
  }
  return high * 65_536 + low;
}
