import { join } from "node:path";
import type { Gimlet } from "../../packages/core/src/gimlet.ts";
import type { ActResult } from "../../packages/core/src/release/plan.ts";
import { gimletOn } from "./acts.ts";
import { openRepo, type Adapter } from "./adapters.ts";
import { serveHttp } from "./http-remote.ts";
import { median, sideBySide, timed } from "./measure.ts";
import { headOf, receivePack, thinPack, type WirePush } from "./receive-pack.ts";
import { remoteOf } from "./repositories.ts";

export type Transport = "local path" | "smart HTTP";

export interface ActsOptions {
  readonly adapter: Adapter;
  readonly transport: Transport;
  /** A repository to take copies of. */
  readonly source: string;
  readonly folder: string;
  readonly runs: number;
  /** What is not timed before a run. */
  readonly prepare?: (gimlet: Gimlet, run: number) => Promise<ActResult>;
  readonly act: (gimlet: Gimlet, run: number) => Promise<ActResult>;
}

export interface ActsMeasured {
  /** From the call to its answer. */
  readonly wholeMs: number;
  /** Processor time of this process in it, all threads: reading, planning, trees, objects, pack, talking to the remote. */
  readonly ownMs: number;
  /** A bare `git receive-pack` that takes the same commits, packed by git. */
  readonly peerMs: number;
}

/**
 * Lands acts one after the other, while a bare `git receive-pack` takes the same commits into a repository of its own;
 * it is one act behind, so that either may go first.
 */
export async function actsBesideReceivePack(options: ActsOptions): Promise<ActsMeasured> {
  const { adapter, transport, source, folder, runs, prepare, act } = options;
  const remote = await remoteOf(source, join(folder, "remote.git"));
  const peerRemote = await remoteOf(source, join(folder, "peer.git"));
  await using host = transport === "smart HTTP" ? await serveHttp(folder) : undefined;
  const location = host === undefined ? remote : `${host.url}remote.git`;
  const repo = await openRepo({ adapter, location, cacheFolder: join(folder, "cache") });
  const gimlet = gimletOn(repo);
  const peer = new Follower({ remote, peerRemote, head: await headOf(remote) });
  const owns: number[] = [];

  const ours = async (run: number): Promise<number> => {
    if (prepare !== undefined) expectLanded(await prepare(gimlet, run));
    await peer.note({ timed: false });
    const cpu = process.cpuUsage();
    const ms = await timed(async () => expectLanded(await act(gimlet, run)));
    const { user, system } = process.cpuUsage(cpu);
    if (run >= 0) owns.push((user + system) / 1000);
    await peer.note({ timed: true });
    return ms;
  };
  const warmUp = 3;
  await ours(-warmUp - 1);
  const times = await sideBySide({ runs, warmUp, ours, peer: async () => await peer.follow() });
  return { wholeMs: times.ours, peerMs: times.peer, ownMs: median(owns) };
}

/** Brings what landed in one repository into another one, by a bare `git receive-pack`. */
class Follower {
  readonly #remote: string;
  readonly #peerRemote: string;
  readonly #waiting: { readonly push: WirePush; readonly timed: boolean }[] = [];
  #head: string;

  constructor({
    remote,
    peerRemote,
    head,
  }: {
    readonly remote: string;
    readonly peerRemote: string;
    readonly head: string;
  }) {
    this.#remote = remote;
    this.#peerRemote = peerRemote;
    this.#head = head;
  }

  /** Remembers what landed since the last time. */
  async note({ timed: isTimed }: { readonly timed: boolean }): Promise<void> {
    const before = this.#head;
    const after = await headOf(this.#remote);
    if (after === before) return;
    this.#waiting.push({
      push: { before, after, pack: await thinPack(this.#remote, { before, after }) },
      timed: isTimed,
    });
    this.#head = after;
  }

  /** Takes the next thing that is timed, and what comes before it. */
  async follow(): Promise<number> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { push } = next;
      const ms = await timed(async () => await receivePack(this.#peerRemote, push));
      if (next.timed) return ms;
    }
    throw new Error("nothing has landed that could be followed");
  }
}

function expectLanded(result: ActResult): void {
  const other = result.instances.find(({ outcome }) => outcome !== "landed");
  if (other !== undefined) throw new Error(`did not land: ${JSON.stringify(other)}`);
}
