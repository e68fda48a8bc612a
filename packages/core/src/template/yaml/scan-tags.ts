import { type Cursor, isBlank, isBlankOrEnd, isBreakOrEnd, isDigit, isHexDigit, isNameSign } from "./scan-cursor.ts";
import { textOfBytes } from "../values/text.ts";

/** A tag as written: `!!str` has the handle `!!`; `!<uri>` and `!` have none. */
export interface Tag {
  readonly handle: string;
  readonly suffix: string;
}

/** The name behind `&` or `*`, at which the cursor stands. */
export function scanAnchor(cursor: Cursor): string {
  cursor.skip(1);
  const name = scanName(cursor);
  if (name === "" || !(isBlankOrEnd(cursor.at(0)) || "?:,]}%@`".includes(String.fromCharCode(cursor.at(0))))) {
    cursor.fail("did not find expected alphabetic or numeric character");
  }
  return name;
}

/** The tag at the cursor, which stands at its `!`. */
export function scanTag(cursor: Cursor): Tag {
  const tag = cursor.at(1) === 0x3c ? scanVerbatimTag(cursor) : scanShorthandTag(cursor);
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("did not find expected whitespace or line break");
  return tag;
}

function scanVerbatimTag(cursor: Cursor): Tag {
  cursor.skip(2);
  const suffix = scanUri(cursor, "");
  if (cursor.at(0) !== 0x3e) cursor.fail("did not find the expected '>'");
  cursor.skip(1);
  return { handle: "", suffix };
}

function scanShorthandTag(cursor: Cursor): Tag {
  const handle = scanHandle(cursor, false);
  if (handle.length > 1 && handle.endsWith("!")) return { handle, suffix: scanUri(cursor, "") };
  const suffix = scanUri(cursor, handle);
  return suffix === "" ? { handle: "", suffix: "!" } : { handle: "!", suffix };
}

/** A directive; the cursor stands at its `%`. */
export type Directive =
  | { readonly kind: "version"; readonly isSupported: boolean }
  | { readonly kind: "tag"; readonly handle: string; readonly prefix: string };

export function scanDirective(cursor: Cursor): Directive {
  cursor.skip(1);
  const name = scanName(cursor);
  if (name === "") cursor.fail("could not find expected directive name");
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("found unexpected non-alphabetical character");
  const directive = scanDirectiveValue(cursor, name);
  cursor.skipBlanks();
  if (cursor.at(0) === 0x23) cursor.skipToBreak();
  if (!isBreakOrEnd(cursor.at(0))) cursor.fail("did not find expected comment or line break");
  cursor.takeBreak();
  return directive;
}

function scanDirectiveValue(cursor: Cursor, name: string): Directive {
  if (name === "YAML") {
    cursor.skipBlanks();
    const major = scanVersionNumber(cursor);
    if (cursor.at(0) !== 0x2e) cursor.fail("did not find expected digit or '.' character");
    cursor.skip(1);
    const minor = scanVersionNumber(cursor);
    return { kind: "version", isSupported: major === 1 && minor === 1 };
  }
  if (name !== "TAG") cursor.fail("found unknown directive name");
  cursor.skipBlanks();
  const handle = scanHandle(cursor, true);
  if (!isBlank(cursor.at(0))) cursor.fail("did not find expected whitespace");
  cursor.skipBlanks();
  const prefix = scanUri(cursor, "");
  if (!isBlankOrEnd(cursor.at(0))) cursor.fail("did not find expected whitespace or line break");
  return { kind: "tag", handle, prefix };
}

function scanVersionNumber(cursor: Cursor): number {
  const start = cursor.pos;
  while (isDigit(cursor.at(0))) {
    if (cursor.pos - start === 2) cursor.fail("found extremely long version number");
    cursor.skip(1);
  }
  if (cursor.pos === start) cursor.fail("did not find expected version number");
  return Number(cursor.text.slice(start, cursor.pos));
}

function scanName(cursor: Cursor): string {
  const start = cursor.pos;
  while (isNameSign(cursor.at(0))) cursor.pos++;
  return cursor.text.slice(start, cursor.pos);
}

/** `!`, `!!` or `!name!`; outside directives also the `!name` that a tag may start with. */
function scanHandle(cursor: Cursor, isDirective: boolean): string {
  if (cursor.at(0) !== 0x21) cursor.fail("did not find expected '!'");
  cursor.skip(1);
  const name = scanName(cursor);
  if (cursor.at(0) === 0x21) {
    cursor.skip(1);
    return `!${name}!`;
  }
  if (isDirective && name !== "") cursor.fail("did not find expected '!'");
  return `!${name}`;
}

const URI_SIGNS: ReadonlySet<number> = new Set(Array.from(";/?:@&=+$,.!~*'()[]%", (sign) => sign.charCodeAt(0)));

/** An URI; `head` is a start of it that was taken for a handle. */
function scanUri(cursor: Cursor, head: string): string {
  let uri = head.slice(1);
  let isEmpty = head === "";
  for (;;) {
    const start = cursor.pos;
    while (cursor.at(0) !== 0x25 && (isNameSign(cursor.at(0)) || URI_SIGNS.has(cursor.at(0)))) cursor.pos++;
    uri += cursor.text.slice(start, cursor.pos);
    if (cursor.pos > start) isEmpty = false;
    if (cursor.at(0) !== 0x25) break;
    uri += scanUriEscape(cursor);
    isEmpty = false;
  }
  if (isEmpty) cursor.fail("did not find expected tag URI");
  return uri;
}

/** One sign as `%` and two hex digits for each of its bytes. */
function scanUriEscape(cursor: Cursor): string {
  const bytes: number[] = [];
  let length = 1;
  do {
    if (!(cursor.at(0) === 0x25 && isHexDigit(cursor.at(1)) && isHexDigit(cursor.at(2)))) {
      cursor.fail("did not find URI escaped octet");
    }
    const byte = Number.parseInt(cursor.text.slice(cursor.pos + 1, cursor.pos + 3), 16);
    if (bytes.length === 0) {
      length = byte < 0x80 ? 1 : byte >= 0xc0 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : 4;
      if ((byte >= 0x80 && byte < 0xc0) || byte >= 0xf8) cursor.fail("found an incorrect leading UTF-8 octet");
    } else if ((byte & 0xc0) !== 0x80) cursor.fail("found an incorrect trailing UTF-8 octet");
    bytes.push(byte);
    cursor.skip(3);
  } while (bytes.length < length);
  return textOfBytes(Uint8Array.from(bytes));
}
