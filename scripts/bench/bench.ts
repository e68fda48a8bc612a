/** One line of the table, and one element of the JSON that `--json` writes. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** What native git took for the same work, its process starts included; `null`, like the next two, without a peer. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** `ours / peer`. */
  readonly ratio: number | null;
  /** Highest resident memory of the process that did our part of the bench, all of its rows together. */
  readonly peakRssMb: number;
}

/** A row as a bench gives it: the harness adds what it can work out. */
export interface Measured {
  /** Completes the bench's name, such as `own work`. */
  readonly variant?: string;
  readonly unit: string;
  readonly ours: number;
  readonly peer?: { readonly name: string; readonly value: number };
  /** When our part ran in a process of its own. */
  readonly peakRssMb?: number;
}

/** What a bench may use. */
export interface BenchContext {
  /** A folder of its own, deleted afterwards. */
  readonly folder: string;
  readonly scale: Scale;
}

/** How big everything is. */
export interface Scale {
  /** Apps of each env. */
  readonly apps: number;
  /** Commits of the repository that logs are read from. */
  readonly commits: number;
  /** How many releases grow a cache. */
  readonly releases: number;
  /** Measured runs of short work; long work takes fewer. */
  readonly runs: number;
}

export const FULL: Scale = { apps: 10_000, commits: 20_000, releases: 10_000, runs: 11 };
/** Says that the benches work, nothing about speed. */
export const QUICK: Scale = { apps: 200, commits: 400, releases: 100, runs: 3 };

/** Measures one thing; runs in a process of its own, so that memory is its own. */
export type Bench = (context: BenchContext) => AsyncIterable<Measured>;

/** The rows of one bench, each way of it to be measured apart. */
export type Benches = Readonly<Record<string, Bench>>;
