import { typeOf } from "../values/go-type.ts";
import { rejoined } from "../values/text.ts";
import { Int, type Value } from "../values/value.ts";
import { ValuePrinter } from "./value-printer.ts";
import { type Directive, PLAIN } from "./directive.ts";

/**
 * Go's `fmt.Sprintf`. What does not fit is said within the text, as `%!d(string=hi)`, never thrown.
 * @throws {NotReproducible} where Go prints an address
 * @throws {LimitPassed} for data that contains itself, and for too much of it
 */
export function formatPrintf(format: string, values: readonly Value[]): string {
  return new FormatRun(format, values).run();
}

/** Greatest width, precision and argument number that Go takes. */
const LARGEST = 1_000_000;

/** One pass over a format: where it is, and which value comes next. */
class FormatRun {
  readonly #format: string;
  readonly #values: readonly Value[];
  readonly #printer: ValuePrinter = new ValuePrinter();
  #at = 0;
  #next = 0;
  /** Whether any `[n]` was seen: values left over are then no mistake. */
  #isReordered = false;
  #indexIsGood = true;

  constructor(format: string, values: readonly Value[]) {
    this.#format = format;
    this.#values = values;
  }

  run(): string {
    for (;;) {
      const percent = this.#format.indexOf("%", this.#at);
      if (percent < 0) break;
      if (percent > this.#at) this.#printer.write(this.#format.slice(this.#at, percent));
      this.#at = percent + 1;
      this.#indexIsGood = true;
      this.#runVerb(this.#readSize(this.#readFlags()));
    }
    if (this.#at < this.#format.length) this.#printer.write(this.#format.slice(this.#at));
    if (!this.#isReordered && this.#next < this.#values.length) this.#printExtra();
    return rejoined(this.#printer.text);
  }

  #readFlags(): Directive {
    const start = this.#at;
    while (FLAGS.has(this.#format.charAt(this.#at))) this.#at++;
    if (start === this.#at) return PLAIN;
    const seen = this.#format.slice(start, this.#at);
    return {
      ...PLAIN,
      sharp: seen.includes("#"),
      zero: seen.includes("0"),
      plus: seen.includes("+"),
      minus: seen.includes("-"),
      space: seen.includes(" "),
    };
  }

  /** Width and precision, with argument numbers before, between and after them. */
  #readSize(flags: Directive): Directive {
    if (LETTERS.test(this.#format.charAt(this.#at))) return flags;
    const hasIndex = this.#readIndex();
    const width = this.#format[this.#at] === "*" ? this.#takeStar("%!(BADWIDTH)") : this.#readWidth(hasIndex);
    const atStar = this.#format[this.#at - 1] === "*";
    const sized = width === undefined ? flags : widened(flags, width);
    if (this.#format[this.#at] !== "." || this.#at + 1 >= this.#format.length) {
      if (atStar || !hasIndex) this.#readIndex();
      return sized;
    }
    this.#at++;
    if (hasIndex && !atStar) this.#indexIsGood = false;
    return { ...sized, precision: this.#readPrecision() };
  }

  #readWidth(hasIndex: boolean): number | undefined {
    const width = this.#readNumber();
    if (hasIndex && width !== undefined) this.#indexIsGood = false;
    return width;
  }

  #readPrecision(): number | undefined {
    const hasIndex = this.#readIndex();
    if (this.#format[this.#at] !== "*") {
      const precision = this.#readNumber() ?? 0;
      if (!hasIndex) this.#readIndex();
      return precision;
    }
    const precision = this.#takeStar("%!(BADPREC)", 0);
    this.#readIndex();
    return precision;
  }

  /** Decimal digits; the whole rest is taken where they mean too much. */
  #readNumber(): number | undefined {
    let number: number | undefined;
    for (; this.#at < this.#format.length; this.#at++) {
      const digit = this.#format.charCodeAt(this.#at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      if (number !== undefined && number > LARGEST) {
        this.#at = this.#format.length;
        return undefined;
      }
      number = (number ?? 0) * 10 + digit;
    }
    return number;
  }

  /** The value that a `*` stands for, if it is an integer of a sensible size. */
  #takeStar(complaint: string, least = -LARGEST): number | undefined {
    this.#at++;
    const value = this.#values[this.#next];
    if (this.#next < this.#values.length) this.#next++;
    if (value instanceof Int && value.value >= least && value.value <= LARGEST) return Number(value.value);
    this.#printer.write(complaint);
    return undefined;
  }

  /** `[n]`: the number of the next value. @returns whether there was one that could be read */
  #readIndex(): boolean {
    if (this.#format[this.#at] !== "[") return false;
    this.#isReordered = true;
    const end = this.#format.indexOf("]", this.#at);
    if (end < 0 || this.#format.length - this.#at < 3) {
      this.#at++;
      this.#indexIsGood = false;
      return false;
    }
    const digits = this.#format.slice(this.#at + 1, end);
    this.#at = end + 1;
    const isNumber = /^\d{1,7}$/.test(digits.replace(/^0+(?=\d)/, ""));
    const index = Number(digits) - 1;
    if (isNumber && index >= 0 && index < this.#values.length) this.#next = index;
    else this.#indexIsGood = false;
    return isNumber;
  }

  #runVerb(flags: Directive): void {
    if (this.#at >= this.#format.length) return this.#printer.write("%!(NOVERB)");
    const code = this.#format.codePointAt(this.#at) ?? 0;
    // A byte that is no sign stands for U+FFFD here.
    const verb = code >= 0xd800 && code <= 0xdfff ? "\ufffd" : String.fromCodePoint(code);
    this.#at += verb.length;
    if (verb === "%") this.#printer.write("%");
    else if (!this.#indexIsGood) this.#printer.write(`%!${verb}(BADINDEX)`);
    else if (this.#next >= this.#values.length) this.#printer.write(`%!${verb}(MISSING)`);
    else this.#printer.print(this.#values[this.#next++], directiveOf(verb, flags));
  }

  #printExtra(): void {
    this.#printer.write("%!(EXTRA ");
    this.#values.slice(this.#next).forEach((value, index) => {
      if (index > 0) this.#printer.write(", ");
      if (value !== undefined && value !== null) this.#printer.write(`${typeOf(value)}=`);
      this.#printer.print(value);
    });
    this.#printer.write(")");
  }
}

const FLAGS: ReadonlySet<string> = new Set("#0+- ");
const LETTERS = /^[a-z]$/;

function widened(flags: Directive, width: number): Directive {
  return width < 0 ? { ...flags, width: -width, minus: true } : { ...flags, width };
}

/** The directive for a verb; `+` and `#` mean something else for `%v`. */
function directiveOf(verb: string, flags: Directive): Directive {
  if (verb === flags.verb && flags === PLAIN) return PLAIN;
  return verb === "v" || verb === "w"
    ? { ...flags, verb, plus: false, sharp: false, plusV: flags.plus, sharpV: flags.sharp }
    : { ...flags, verb };
}
