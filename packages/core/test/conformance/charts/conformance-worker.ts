// A thread of the conformance run: takes every n-th case.
import { parentPort, workerData } from "node:worker_threads";
import type { ProfileName } from "../../../src/template/profile.ts";
import { Corpus, type CorpusPlaces, type UnpackedData } from "./corpus.ts";
import { runCases } from "./run-cases.ts";
import { runExpressions } from "./run-expressions.ts";

/** What a thread is given. */
export interface WorkerTask {
  readonly places: CorpusPlaces;
  readonly data: UnpackedData;
  readonly profiles: readonly ProfileName[];
  /** This thread's turn among `of`. */
  readonly turn: number;
  readonly of: number;
}

const { places, data, profiles, turn, of } = workerData as WorkerTask;
const corpus = new Corpus(places, data);
const mine = <T>(items: readonly T[]): readonly T[] => items.filter((_, index) => index % of === turn);

for (const profile of profiles) {
  for await (const result of runCases(corpus, { cases: mine(corpus.cases()), profile }))
    parentPort?.postMessage({ profile, chart: result });
  for await (const result of runExpressions(corpus, { cases: mine(corpus.expressions()), profile }))
    parentPort?.postMessage({ profile, expression: result });
}
