import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { bytesOfText, textOfBytes } from "../../values/text.ts";
import { ofText, textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type TemplateFunction } from "../function.ts";
import { decodeBase64 } from "../standard-base64.ts";
import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";
import { decodeBase32, encodeBase32 } from "./base32.ts";

/** The largest prime below 2^16. */
const ADLER_MODULUS = 65_521;
const BYTES_OF_SIGN = 16;
const PADDED_BASE64 = /^[\dA-Za-z+/]*={0,2}$/;

/** Base64 and base32, and sums of texts. What can't be decoded gives the error's text. */
export const encodingFunctions: FunctionTable = new Map([
  ["b64enc", encoder((text) => btoa(unitsOfText(text)))],
  ["b64dec", ofText((text) => orErrorText(() => base64Text(text)))],
  ["b32enc", ofGroups((text) => encodeBase32(bytesOfText(text)))],
  ["b32dec", ofGroups((text) => orErrorText(() => textOfBytes(decodeBase32(unitsOfText(text)))))],
  ["sha1sum", ofText((text) => bytesToHex(sha1(bytesOfText(text))))],
  ["sha256sum", ofText((text) => bytesToHex(sha256(bytesOfText(text))))],
  ["sha512sum", ofText((text) => bytesToHex(sha512(bytesOfText(text))))],
  ["adler32sum", ofText((text) => String(adler32(bytesOfText(text))))],
] satisfies [string, TemplateFunction][]);

/** What is done group by group needs much more room than the text. */
function ofGroups(call: (text: string) => string): TemplateFunction {
  return {
    params: ["string"],
    call: ([given], { budget }) => {
      const text = textOf(given);
      budget.make(text.length * BYTES_OF_SIGN);
      return call(text);
    },
  };
}

function encoder(encode: (text: string) => string): TemplateFunction {
  return {
    params: ["string"],
    call: ([text], { budget }) => {
      const encoded = encode(textOf(text));
      budget.make(encoded.length);
      return encoded;
    },
  };
}

function base64Text(text: string): string {
  // The engine's own decoder is quicker, but says nothing about what is wrong.
  if (text.length % 4 === 0 && PADDED_BASE64.test(text)) return textOfUnits(atob(text));
  return textOfBytes(decodeBase64(unitsOfText(text)));
}

function orErrorText(decode: () => string): string {
  try {
    return decode();
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
