import type { ContractCase } from "./contract-kit.ts";
import { historyCases } from "./gitops-repo-history.ts";
import { publishing } from "./gitops-repo-publishing.ts";
import { reading } from "./gitops-repo-reading.ts";
import { writing } from "./gitops-repo-writing.ts";

/**
 * What every adapter of `GitopsRepo` promises, for any test runner:
 * `for (const { title, run } of gitopsRepoContract) it(title, () => run(create))`.
 */
export const gitopsRepoContract: readonly ContractCase[] = [...reading, ...writing, ...publishing, ...historyCases];
