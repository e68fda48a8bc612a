import { readFile } from "node:fs/promises";

/** Milliseconds that work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export interface SideBySideOptions {
  readonly runs: number;
  /** Runs before the measured ones. @defaultValue 1 */
  readonly warmUp?: number;
  /** One run, in milliseconds. */
  readonly ours: (run: number) => Promise<number>;
  readonly peer: (run: number) => Promise<number>;
}

/** Runs two contestants in turn, each first every other time, and gives the median of each. */
export async function sideBySide(
  options: SideBySideOptions,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const { runs, warmUp = 1, ours, peer } = options;
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let run = -warmUp; run < runs; run++) {
    for (const who of run % 2 === 0 ? (["ours", "peer"] as const) : (["peer", "ours"] as const)) {
      const ms = await (who === "ours" ? ours : peer)(run);
      if (run >= 0) times[who].push(ms);
    }
  }
  return { ours: median(times.ours), peer: median(times.peer) };
}

/**
 * Highest resident memory of this process in MB. Linux keeps it per program (`VmHWM`); what getrusage says elsewhere
 * also counts the process that started this one.
 */
export async function peakRssMb(): Promise<number> {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  const kb = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile("/proc/self/status", "utf8"))?.[1];
  return Number(kb) / 1024;
}
