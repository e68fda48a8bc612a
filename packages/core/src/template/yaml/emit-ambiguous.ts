import { isTimestamp } from "./resolve-timestamp.ts";

/**
 * Whether a plain text would be read as something else than text: as null, a boolean, a number or a time of YAML 1.1.
 *
 * @param octalSigns whether `0o-7` counts as a number, as it does in the newer of Go's two libraries
 */
export function isAmbiguous(text: string, octalSigns: boolean): boolean {
  const first = text.charCodeAt(0);
  if (first >= 0x30 ? first <= 0x39 : first === PLUS || first === MINUS) return isNumberOrTime(text, octalSigns);
  if (first === DOT) return isNotANumber(text) || isFraction(text);
  return text.length <= LONGEST_WORD && (text === "" || WORD_STARTS.includes(text.charAt(0))) && WORDS.has(text);
}

const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;

const WORDS: ReadonlySet<string> = new Set(
  " ~ null Null NULL y Y yes Yes YES on On ON n N no No NO off Off OFF true True TRUE false False FALSE".split(" "),
);
const WORD_STARTS = "~nNyYoOtTfF";
const LONGEST_WORD = 5;

const NOT_A_NUMBER: ReadonlySet<string> = new Set(
  ".nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF".split(" "),
);

function isNotANumber(text: string): boolean {
  return text.length <= LONGEST_WORD && NOT_A_NUMBER.has(text);
}

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const BASED = /^(?<sign>[-+]?)0(?:[xX](?<hex>[0-9a-fA-F]+)|[oO](?<octal>[0-7]+)|[bB](?<binary>[01]+))$/;
const SIGN_WITHIN = /^0(?<base>[bo])(?<sign>[-+])(?<digits>[0-7]+)$/;
/** Hours and minutes, or degrees: no reader of today takes it for a number, but those of YAML 1.1 did. */
const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

function isNumberOrTime(text: string, octalSigns: boolean): boolean {
  if (text.includes(":") && SEXAGESIMAL.test(text)) return true;
  if (isNotANumber(text) || (text.charAt(4) === "-" && isTimestamp(text))) return true;
  const digits = text.includes("_") ? text.replaceAll("_", "") : text;
  return isFiniteFloat(digits) || isBasedInteger(digits) || isSignedWithin(digits, octalSigns);
}

/** Here Go takes an underscore between digits only. */
function isFraction(text: string): boolean {
  return FRACTION.test(text) && Number.isFinite(Number(text.replaceAll("_", "")));
}

/** What is beyond the range of floats stays text, and plain. */
function isFiniteFloat(text: string): boolean {
  return FLOAT.test(text) && Number.isFinite(Number(text));
}

function isBasedInteger(text: string): boolean {
  const groups = BASED.exec(text)?.groups;
  if (groups === undefined) return false;
  const { sign = "", hex, octal, binary } = groups;
  const value = hex !== undefined ? `0x${hex}` : octal !== undefined ? `0o${octal}` : `0b${binary ?? ""}`;
  return isInRange(sign, BigInt(value));
}

function isSignedWithin(text: string, octalSigns: boolean): boolean {
  const groups = SIGN_WITHIN.exec(text)?.groups;
  if (groups === undefined) return false;
  const { base = "", sign = "", digits = "" } = groups;
  if (base === "o" ? !octalSigns : /[2-7]/.test(digits)) return false;
  return isInRange(sign, BigInt(`0${base}${digits}`));
}

/** Without a sign up to 64 bits, with one within an int64. */
function isInRange(sign: string, magnitude: bigint): boolean {
  if (sign === "") return magnitude < 1n << 64n;
  return magnitude < 1n << 63n || (sign === "-" && magnitude === 1n << 63n);
}
