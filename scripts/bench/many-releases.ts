import type { Artifact } from "../../packages/core/src/artifact/artifact.ts";
import type { Gimlet } from "../../packages/core/src/gimlet.ts";
import { ACTOR, appName, artifactOf } from "./acts.ts";
import { ENV } from "./repositories.ts";

export function appsOf(first: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => appName(first + index));
}

/** One artifact for each app. */
export function artifactsOf(apps: readonly string[], number: number): readonly Artifact[] {
  return apps.map((app) => artifactOf(app, number));
}

/** Asks for a release of each at once, and waits until all have landed. */
export async function releaseAll(gimlet: Gimlet, artifacts: readonly Artifact[]): Promise<void> {
  const acts = artifacts.map((artifact) => gimlet.release({ env: ENV, artifact, actor: ACTOR }));
  for (const { instances } of await Promise.all(acts))
    if (instances[0]?.outcome !== "landed") throw new Error(`did not land: ${JSON.stringify(instances[0])}`);
}
