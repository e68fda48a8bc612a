import { cbc } from "@noble/ciphers/aes.js";
import { bytesOfText, textOfBytes } from "../../values/text.ts";
import type { Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { decodeBase64, encodeBase64 } from "../standard-base64.ts";
import { concatBytes } from "./der.ts";

const BLOCK = 16;

/** `encryptAES` and `decryptAES`: AES-256 in CBC, the password as key, the first block the start vector. */
export const aesFunctions: FunctionTable = new Map([
  ["encryptAES", { params: ["string", "string"], call: encrypt }],
  ["decryptAES", { params: ["string", "string"], call: decrypt }],
] satisfies [string, TemplateFunction][]);

function encrypt([password, text]: readonly Value[], { random }: RenderContext): string {
  const bytes = bytesOfText(textOf(text));
  if (bytes.length === 0) return "";
  const start = random.bytes(BLOCK, "encryptAES");
  return encodeBase64(concatBytes(start, cbc(keyOf(textOf(password)), start).encrypt(bytes)));
}

function decrypt([password, encrypted]: readonly Value[]): string {
  if (textOf(encrypted) === "") return "";
  const bytes = decodeBase64(textOf(encrypted));
  if (bytes.length < BLOCK)
    throw new FunctionError(`runtime error: slice bounds out of range [:${BLOCK}] with capacity ${capacityOf(bytes)}`);
  const content = bytes.subarray(BLOCK);
  if (content.length % BLOCK !== 0) throw new FunctionError("crypto/cipher: input not full blocks");
  if (content.length === 0) throw new FunctionError("runtime error: index out of range [-1]");
  const clear = cbc(keyOf(textOf(password)), bytes.subarray(0, BLOCK), { disablePadding: true }).decrypt(content);
  // The padding isn't checked: with a wrong password the result is rubbish, or cut where there is nothing.
  const end = clear.length - (clear.at(-1) ?? 0);
  if (end < 0) throw new FunctionError(`runtime error: slice bounds out of range [:${end}]`);
  return textOfBytes(clear.subarray(0, end));
}

/** A long password is cut, a short one filled with zeros. */
function keyOf(password: string): Uint8Array {
  const key = new Uint8Array(32);
  key.set(bytesOfText(password).subarray(0, 32));
  return key;
}

/** Go makes room for whole groups of base64. */
function capacityOf(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / 3) * 3;
}
