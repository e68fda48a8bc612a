import { openGitopsRepo } from "../../packages/core/src/adapters/git/open-gitops-repo.ts";
import { openNativeGitopsRepo } from "../../packages/core/src/adapters/native-git/open-native-gitops-repo.ts";
import type { GitopsRepo } from "../../packages/core/src/gitops/gitops-repo.ts";
import type { Bench, BenchContext, Benches, Measured } from "./bench.ts";

/** Ways to reach a gitops repository, in the order in which the CLI picks them. */
export const ADAPTERS = ["native-git", "isomorphic-git"] as const;
export type Adapter = (typeof ADAPTERS)[number];

export interface OpenRepoOptions {
  readonly adapter: Adapter;
  /** A folder or a URL. */
  readonly location: string;
  readonly cacheFolder: string;
  /** As the option of the adapters; the CLI says 1,000 in CI. */
  readonly walkBeyond?: number;
}

/** Opens a repository as the CLI would. */
export async function openRepo({ adapter, location, cacheFolder, ...rest }: OpenRepoOptions): Promise<GitopsRepo> {
  const options = { url: location, branch: "main", cacheDir: cacheFolder, ...rest };
  return adapter === "native-git" ? await openNativeGitopsRepo(options) : await openGitopsRepo(options);
}

/** A bench for each adapter, in a process of its own. */
export function perAdapter(
  name: string,
  bench: (context: BenchContext, adapter: Adapter) => AsyncIterable<Measured>,
): Benches {
  return Object.fromEntries(
    ADAPTERS.map((adapter): [string, Bench] => [`${name} ${adapter}`, (context) => bench(context, adapter)]),
  );
}
