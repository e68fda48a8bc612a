import type { CommitSha } from "../../src/conventions/ids.ts";
import { GitUnavailableError } from "../../src/errors.ts";
import type { GitopsRepo } from "../../src/gitops/gitops-repo.ts";
import type { Random } from "./random.ts";
import type { Scheduler } from "./scheduler.ts";

/** A process of the simulation: from its crash on, nothing that it waits for comes. */
export class Process {
  readonly name: string;
  dead = false;
  readonly #death: PromiseWithResolvers<"dead"> = Promise.withResolvers();

  constructor(name: string) {
    this.name = name;
  }

  crash(): void {
    this.dead = true;
    this.#death.resolve("dead");
  }

  /** Settles like `work`, or with "dead" when the process crashes before. */
  async survives<T>(work: Promise<T>): Promise<T | "dead"> {
    return Promise.race([work, this.#death.promise]);
  }
}

export interface FaultOptions {
  readonly process: Process;
  readonly scheduler: Scheduler;
  readonly random: Random;
  /** Somebody else pushes. */
  readonly foreignPush: () => Promise<void>;
  /** Probability of a fault at each call; of a push eight times as much. */
  readonly rate: number;
}

/** A repository whose every call waits for its turn, and may meet a crash, a lost answer or a foreign push. */
export function withFaults(repo: GitopsRepo, options: FaultOptions): GitopsRepo {
  const { process, scheduler, random, foreignPush, rate } = options;

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    const what = `${process.name} ${name}`;
    await scheduler.turn(what);
    if (process.dead) return never();
    // A push is where an act is done and yet not known to be: most faults belong there.
    if (random.chance(name === "push" ? 8 * rate : rate)) {
      const fault = random.pick(["crash before", "crash after", "lost before", "lost after", "foreign push"] as const);
      scheduler.note(`  ${fault}`);
      switch (fault) {
        case "crash before":
          process.crash();
          return never();
        case "crash after":
          await work();
          process.crash();
          return never();
        case "lost before":
          if (name === "push" || name === "head") throw new GitUnavailableError("memory", "the connection broke");
          break;
        case "lost after":
          await work();
          if (name === "push" || name === "head") throw new GitUnavailableError("memory", "the connection broke");
          break;
        case "foreign push":
          await foreignPush();
          break;
      }
    }
    return work();
  }

  return {
    location: repo.location,
    branch: repo.branch,
    head: (o) => call("head", () => repo.head(o)),
    find: (path, at, o) => call("find", () => repo.find(path, at, o)),
    list: (path, at, o) => call("list", () => repo.list(path, at, o)),
    read: (ids, o) => call("read", () => repo.read(ids, o)),
    commit: (change, parent) => call("commit", () => repo.commit(change, parent)),
    push: (tip: CommitSha, expected, o) => call("push", () => repo.push(tip, expected, o)),
    recent: (at, o) => repo.recent(at, o),
    history: (at, o) => repo.history(at, o),
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
