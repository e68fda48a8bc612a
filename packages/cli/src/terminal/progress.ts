import { cleanLine } from "./clean-text.ts";
import { cutTo } from "./width.ts";

/** One step of long work: what is being done, how much of how much. */
export interface Step {
  readonly phase: string;
  readonly done: number;
  readonly total?: number;
}

/** Shows steps of long work to people, from the moment it lasts longer than a second. */
export interface ProgressView {
  show(step: Step): void;
  /** Takes the line away. */
  end(): void;
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Redraws one line when true; else one line per phase, and one every 30 seconds. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly nowMs: () => number;
}

const QUIET_MS = 1000;
const REDRAW_MS = 100;
const REPEAT_MS = 30_000;

/** A view that begins its second of silence now. */
export function progressView({ write, isTerminal, columns, nowMs }: ProgressOptions): ProgressView {
  const beganMs = nowMs();
  let drawn = false;
  let lastMs = 0;
  let lastPhase = "";
  return {
    show(step) {
      const now = nowMs();
      if (now - beganMs < QUIET_MS) return;
      const isNew = step.phase !== lastPhase;
      if (!isNew && now - lastMs < (isTerminal ? REDRAW_MS : REPEAT_MS)) return;
      lastMs = now;
      lastPhase = step.phase;
      const line = stepText(step);
      write(isTerminal ? `\r\u001B[2K${cutTo(line, (columns ?? 80) - 1)}` : `${line}\n`);
      drawn = isTerminal;
    },
    end() {
      if (drawn) write("\r\u001B[2K");
      drawn = false;
    },
  };
}

function stepText({ phase, done, total }: Step): string {
  const amount = done === 0 && total === undefined ? "" : `  ${done}${total === undefined ? "" : ` of ${total}`}`;
  return `${cleanLine(phase)}${amount}`;
}
