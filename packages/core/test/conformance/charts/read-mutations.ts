import { readFileSync } from "node:fs";

/** A deliberate fault: a rule of Helm's or Go's that is broken on purpose. */
export interface Mutation {
  /** What is broken. */
  readonly quirk: string;
  /** Below `src`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** Test files, or beginnings of their names, below the package: the likeliest to see it first. */
  readonly tests: readonly string[];
}

/** The faults of `mutations.txt`, which says how it is read. */
export function readMutations(): readonly Mutation[] {
  const text = readFileSync(new URL("mutations.txt", import.meta.url), "utf8");
  const [, ...files] = text.split(/^==> /m);
  return files.flatMap((part) => {
    const [head = "", ...faults] = part.trimEnd().split(/\n\n(?=[^-+\n])/);
    const [file = "", tests = ""] = head.split("\n");
    return faults.map((fault) => ({ ...parseFault(fault), file, tests: tests.trim().split(" ") }));
  });
}

function parseFault(fault: string): Pick<Mutation, "quirk" | "from" | "to"> {
  const [quirk = "", ...lines] = fault.split("\n");
  const marked = (mark: string): string =>
    lines
      .filter((line) => line.startsWith(mark))
      .map((line) => line.slice(2))
      .join("\n");
  return { quirk, from: marked("-"), to: marked("+") };
}
