/** An element of a layout could not be read. */
export class Mismatch extends Error {}

/** A text that is read from its front. */
export class TimeReader {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  /** Reads over a layout's own text, where a space stands for any number of them. */
  skip(prefix: string): boolean {
    for (let at = 0; at < prefix.length;) {
      if (prefix[at] === " ") {
        if (this.rest !== "" && !this.rest.startsWith(" ")) return false;
        while (prefix[at] === " ") at++;
        this.rest = this.rest.replace(/^ +/, "");
      } else {
        if (this.rest[0] !== prefix[at]) return false;
        this.rest = this.rest.slice(1);
        at++;
      }
    }
    return true;
  }

  skipSpaces(most: number): void {
    for (let count = 0; count < most && this.rest.startsWith(" "); count++) this.rest = this.rest.slice(1);
  }

  take(pattern: RegExp): string {
    const found = pattern.exec(this.rest)?.[0];
    if (found === undefined) throw new Mismatch();
    this.rest = this.rest.slice(found.length);
    return found;
  }

  takeFirst(count: number): string {
    if (this.rest.length < count) throw new Mismatch();
    const taken = this.rest.slice(0, count);
    this.rest = this.rest.slice(count);
    return taken;
  }

  /** One or two digits; exactly two where the element has two. */
  number(element: string): number {
    return Number(this.take(element.length === 2 ? /^\d\d/ : /^\d\d?/));
  }

  /** So many signs that are a number, with sign or without. */
  signed(count: number): number {
    const text = this.takeFirst(count);
    if (!/^[+-]?\d*$/.test(text)) throw new Mismatch();
    return text === "-" || text === "+" ? 0 : Number(text);
  }

  /** The index of the name, in letters of any case. */
  name(names: readonly string[]): number {
    const index = names.findIndex((name) => this.rest.slice(0, name.length).toLowerCase() === name.toLowerCase());
    this.takeFirst(names[index]?.length ?? Infinity);
    return index;
  }
}
