import type { Random } from "./random.ts";

interface Turn {
  readonly name: string;
  go(): void;
}

/** Runs everything that waits one at a time, in an order that the seed decides. */
export class Scheduler {
  readonly #random: Random;
  readonly #trace: string[] = [];
  #waiting: Turn[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** What ran, in order: the story of a failing seed. */
  get trace(): readonly string[] {
    return this.#trace;
  }

  note(line: string): void {
    this.#trace.push(line);
  }

  /** Waits until it is this one's turn. */
  turn(name: string): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ name, go: resolve });
    });
  }

  /** Gives turns until nothing waits for one any more. */
  async run(): Promise<void> {
    for (let steps = 0; ; steps++) {
      await settled();
      if (this.#waiting.length === 0) return;
      if (steps > 20_000) throw new Error("the simulation does not come to an end");
      const index = this.#random.below(this.#waiting.length);
      const [turn] = this.#waiting.splice(index, 1);
      this.#trace.push(turn!.name);
      turn!.go();
    }
  }
}

/** Lets every promise that can go on go on: a macrotask comes after all of them. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
