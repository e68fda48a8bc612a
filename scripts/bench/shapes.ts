import type { Scale } from "./bench.ts";
import { ENV, OTHER_ENVS, type RepositoryShape } from "./repositories.ts";

/** How many of the releases are of the first app of {@link ENV}; they lie as far apart as can be. */
const FAVOURITES = 40;

/** The repository that most benches work on: three envs, and a history. */
export function mainShape(scale: Scale): RepositoryShape {
  return { ...youngShape(scale), releases: scale.commits, favouriteEvery: scale.commits / FAVOURITES };
}

/** With a history that does not take minutes to fetch. */
export function shortShape(scale: Scale): RepositoryShape {
  return { ...youngShape(scale), releases: scale.commits / FAVOURITES, favouriteEvery: FAVOURITES };
}

/** As large, but with one commit only. */
export function youngShape({ apps }: Scale): RepositoryShape {
  return { apps, envs: [ENV, ...OTHER_ENVS], releases: 0, seed: 1 };
}

/** Repositories of one commit, to show what the cost of an act grows with. */
export function otherShapes({ apps }: Scale): Readonly<Record<string, RepositoryShape>> {
  const of = (perEnv: number, envs: readonly string[]): RepositoryShape => ({
    apps: perEnv,
    envs,
    releases: 0,
    seed: 1,
  });
  const folders = Array.from({ length: 99 }, (_, index) => `env-${String(index).padStart(2, "0")}`);
  return {
    [`${apps / 100} apps a folder, 3 folders`]: of(apps / 100, [ENV, ...OTHER_ENVS]),
    [`${apps / 10} apps a folder, 3 folders`]: of(apps / 10, [ENV, ...OTHER_ENVS]),
    [`${apps} apps a folder, 3 folders`]: of(apps, [ENV, ...OTHER_ENVS]),
    [`${apps / 100} apps a folder, 100 folders`]: of(apps / 100, [ENV, ...folders]),
  };
}
