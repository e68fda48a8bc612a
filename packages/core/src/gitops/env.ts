import type { EnvPaths } from "../conventions/repo-layout.ts";
import type { GitopsRepo } from "./gitops-repo.ts";

/** A named place that apps run, as its gitops repository has it. */
export interface Env {
  readonly name: string;
  /** The same object for every env of one repository, so that its history is read once. */
  readonly repo: GitopsRepo;
  readonly paths: EnvPaths;
}
