import type { CommitSha } from "../conventions/ids.ts";
import type { HistoryCommit, HistoryOptions } from "../gitops/gitops-repo.ts";

/** Port: reads the history of a branch whose commits and trees are in the store; an index on disk can make it quick. */
export interface HistorySource {
  /** As `GitopsRepo.history`, but fetches nothing. */
  history(at: CommitSha, options: HistoryOptions): AsyncIterable<HistoryCommit>;
}
