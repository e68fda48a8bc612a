import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ProfileName } from "../../../src/template/profile.ts";
import type { WorkerTask } from "./conformance-worker.ts";
import { type CorpusPlaces, unpackData } from "./corpus.ts";
import { type ProfileReport, reportOf, wordingShare } from "./report.ts";
import type { CaseResult } from "./run-cases.ts";
import type { ExpressionOutcome } from "./run-expressions.ts";

/** What to run. */
export interface ConformanceOptions {
  readonly places: CorpusPlaces;
  readonly profiles: readonly ProfileName[];
  /** Told of each case that is done. */
  readonly onProgress?: (done: number) => void;
}

interface Message {
  readonly profile: ProfileName;
  readonly chart?: CaseResult;
  readonly expression?: ExpressionOutcome;
}

/** What one profile came to. */
export interface ProfileRun {
  readonly report: ProfileReport;
  /** Of the errors of small templates, the share that has helm's words. */
  readonly wording: number;
}

/** Runs the corpus on all processors, and reports per profile. */
export async function runConformance(options: ConformanceOptions): Promise<readonly ProfileRun[]> {
  const { places, profiles, onProgress } = options;
  const of = Math.min(availableParallelism(), 8);
  const data = unpackData(places);
  const messages: Message[] = [];
  await Promise.all(
    Array.from({ length: of }, async (_, turn) => {
      const task: WorkerTask = { places, data, profiles, turn, of };
      await new Promise<void>((resolve, reject) => {
        const worker = new Worker(new URL("conformance-worker.ts", import.meta.url), { workerData: task });
        worker.on("message", (message: Message) => {
          messages.push(message);
          onProgress?.(messages.length);
        });
        worker.on("error", reject);
        worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
      });
    }),
  );
  return profiles.map((profile) => {
    const own = messages.filter((message) => message.profile === profile);
    const expressions = sorted(own.flatMap(({ expression }) => expression ?? []));
    const report = reportOf(profile, { charts: sorted(own.flatMap(({ chart }) => chart ?? [])), expressions });
    return { report, wording: wordingShare(expressions) };
  });
}

function sorted<T extends { readonly id: string }>(results: readonly T[]): readonly T[] {
  return results.toSorted((left, right) => (left.id < right.id ? -1 : 1));
}
