/** Colours of a terminal's own theme; nothing else is used. */
export type Colour = "red" | "green" | "yellow" | "blue" | "dim" | "bold";

/** How text may look where it goes. */
export interface Look {
  readonly colour: boolean;
  /** Only characters of ASCII. */
  readonly ascii: boolean;
  /** Columns of the terminal; absent where nothing is cut. */
  readonly columns: number | undefined;
}

const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** The text in a colour, where there are colours. */
export function paint(text: string, colour: Colour | undefined, look: Pick<Look, "colour">): string {
  if (!look.colour || colour === undefined || text === "") return text;
  const [on, off] = CODES[colour];
  return `\u001B[${on}m${text}\u001B[${off}m`;
}

const SYMBOLS = {
  ok: ["✓", "ok"],
  done: ["✓", "+"],
  failed: ["✗", "x"],
  degraded: ["▲", "!"],
  unknown: ["?", "?"],
  absent: ["○", "-"],
  waiting: ["⧗", "w"],
  arrow: ["→", "->"],
  minus: ["−", "-"],
  dot: ["·", "-"],
  none: ["–", "-"],
  cut: ["…", "~"],
} as const;

/** A symbol in the set that the place can show. */
export function symbol(name: keyof typeof SYMBOLS, look: Pick<Look, "ascii">): string {
  return SYMBOLS[name][look.ascii ? 1 : 0];
}
