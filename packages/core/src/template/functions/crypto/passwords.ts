import { encodeBase64 as encodeBcryptBase64, hashSync } from "bcryptjs";
import { hmac } from "@noble/hashes/hmac.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { byteLength, bytesOfText, isValidText } from "../../values/text.ts";
import type { Int, Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { concatBytes } from "./der.ts";

/** `bcrypt`, `htpasswd` and `derivePassword`. */
export const passwordFunctions: FunctionTable = new Map([
  ["bcrypt", { params: ["string"], call: ([text], context) => bcrypt(textOf(text), { context, wanted: "bcrypt" }) }],
  [
    "htpasswd",
    { params: ["string", "string"], call: ([user, password], context) => htpasswd(user, password, context) },
  ],
  ["derivePassword", { params: ["uint32", "string", "string", "string", "string"], call: derivePassword }],
] satisfies [string, TemplateFunction][]);

// They take as long as so many steps of a render.
const STEPS_OF_BCRYPT = 600_000;
const STEPS_OF_SCRYPT = 3_000_000;

const COST = 10;
const MOST_BYTES = 72;

/** Go's cost and version; what it can't encrypt it says in place of the result. */
function bcrypt(text: string, { context, wanted }: { context: RenderContext; wanted: string }): string {
  if (byteLength(text) > MOST_BYTES)
    return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
  // The library takes text only, and would hash other bytes than Go.
  if (!isValidText(text)) throw new FunctionError(`${wanted} of bytes that are not UTF-8 is not supported`);
  context.budget.step(STEPS_OF_BCRYPT);
  const salt = encodeBcryptBase64(Array.from(context.random.bytes(16, wanted)), 16);
  return hashSync(text, `$2a$${COST}$${salt}`);
}

function htpasswd(user: Value, password: Value, context: RenderContext): string {
  const name = textOf(user);
  if (name.includes(":")) return `invalid username: ${name}`;
  return `${name}:${bcrypt(textOf(password), { context, wanted: "htpasswd" })}`;
}

// The Master Password algorithm, https://spectre.app, which derivePassword follows.
const SCOPE = "com.lyndir.masterpassword";

const LAYOUTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["maximum", ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"]],
  [
    "long",
    (
      "CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno CvcvnoCvccCvcv " +
      "CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno CvccnoCvccCvcv CvccCvccnoCvcv " +
      "CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno"
    ).split(" "),
  ],
  ["medium", ["CvcnoCvc", "CvcCvcno"]],
  ["short", ["Cvcn"]],
  ["basic", ["aaanaaan", "aannaaan", "aaannaaa"]],
  ["pin", ["nnnn"]],
]);

const VOWELS = "aeiou";
const CONSONANTS = "bcdfghjklmnpqrstvwxyz";
const LARGE_LETTERS = (VOWELS + CONSONANTS).toUpperCase();
const LETTERS = `${VOWELS.toUpperCase()}${VOWELS}${CONSONANTS.toUpperCase()}${CONSONANTS}`;
const DIGITS = "0123456789";
const SIGNS: ReadonlyMap<string, string> = new Map([
  ["V", VOWELS.toUpperCase()],
  ["C", CONSONANTS.toUpperCase()],
  ["v", VOWELS],
  ["c", CONSONANTS],
  ["A", LARGE_LETTERS],
  ["a", LETTERS],
  ["n", DIGITS],
  ["o", "@&%?,=[]_:-+*$#!'^~;()/."],
  ["x", `${LETTERS}${DIGITS}!@#$%^&*()`],
]);

function derivePassword([counter, type, password, user, site]: readonly Value[], { budget }: RenderContext): string {
  const layouts = LAYOUTS.get(textOf(type));
  if (layouts === undefined) return `cannot find password template ${textOf(type)}`;
  budget.step(STEPS_OF_SCRYPT);
  const key = scrypt(bytesOfText(textOf(password)), scoped(textOf(user)), { N: 32_768, r: 8, p: 2, dkLen: 64 });
  const count = bigEndian(Number((counter as Int).value));
  const seed = hmac(sha256, key, concatBytes(scoped(textOf(site)), count));
  const layout = layouts[(seed[0] ?? 0) % layouts.length] ?? "";
  return Array.from(layout, (kind, at) => {
    const signs = SIGNS.get(kind) ?? "";
    return signs.charAt((seed[at + 1] ?? 0) % signs.length);
  }).join("");
}

function scoped(text: string): Uint8Array {
  const bytes = bytesOfText(text);
  return concatBytes(bytesOfText(SCOPE), bigEndian(bytes.length), bytes);
}

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
