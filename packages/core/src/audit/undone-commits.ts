import type { CommitSha } from "../conventions/ids.ts";
import type { AppAct } from "./read-acts.ts";

/** Knows, on the way from new to old, which acts later ones undid. One look at each act is enough. */
export class UndoneCommits {
  /** Env, app and commit → whether the newest rollback that speaks of it undid it or made it its target. */
  readonly #undone = new Map<string, boolean>();

  /** To be told of every act, newest first; answers whether this one was undone. */
  take(act: AppAct): boolean {
    const isUndone = this.#undone.get(keyOf(act, act.commit.sha)) ?? false;
    // A rollback that was itself undone undid nothing.
    if (!isUndone && (act.kind === "rollback" || act.kind === "restore")) {
      const target = act.record?.target;
      if (target !== undefined) this.#decide(keyOf(act, target), false);
      for (const commit of act.message.reverts) this.#decide(keyOf(act, commit), true);
    }
    return isUndone;
  }

  #decide(key: string, undone: boolean): void {
    if (!this.#undone.has(key)) this.#undone.set(key, undone);
  }
}

function keyOf({ env, app }: AppAct, commit: CommitSha): string {
  return `${commit} ${env}/${app}`;
}
