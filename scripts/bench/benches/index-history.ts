import { join } from "node:path";
import { openDiskObjectStore } from "../../../packages/core/src/adapters/git-objects/disk-object-store.ts";
import { openHistoryIndex } from "../../../packages/core/src/adapters/git-objects/history-index.ts";
import { parseCommitSha, type CommitSha } from "../../../packages/core/src/conventions/ids.ts";
import { appName } from "../acts.ts";
import type { BenchContext, Benches, Measured } from "../bench.ts";
import { git } from "../git.ts";
import { sideBySide, timed } from "../measure.ts";
import { fastImportReleases } from "../native-release.ts";
import { headOf } from "../receive-pack.ts";
import { ENV, remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

const NEW = 100;

export const indexHistory: Benches = { "index-build": indexBuild, "index-100-new": indexNew };

/** Reads all of a history into a new index; both adapters do it by this code, on a clone like this. */
async function* indexBuild({ folder, scale }: BenchContext): AsyncIterable<Measured> {
  const source = await repository(mainShape(scale));
  const clone = await remoteOf(source, join(folder, "clone.git"));
  const at = parseCommitSha(await headOf(clone));
  const { ours, peer } = await sideBySide({
    runs: 1,
    warmUp: 0,
    ours: async (run) => await timed(async () => await readNewest(clone, { at, index: join(folder, `index-${run}`) })),
    peer: async () => await timed(async () => await git(namesOf(clone, at))),
  });
  const variant = `${scale.commits} commits`;
  yield { variant, unit: "ms", ours, peer: { name: "git log --name-only", value: peer } };
}

/** Reads the commits since the last time into an index. */
async function* indexNew({ folder, scale }: BenchContext): AsyncIterable<Measured> {
  const source = await repository(mainShape(scale));
  const clone = await remoteOf(source, join(folder, "clone.git"));
  const index = join(folder, "index");
  await readNewest(clone, { at: parseCommitSha(await headOf(clone)), index });
  let before = await headOf(clone);
  let round = 0;
  const { ours, peer } = await sideBySide({
    runs: Math.min(5, scale.runs),
    ours: async () => {
      before = await headOf(clone);
      await fastImportReleases(
        clone,
        Array.from({ length: NEW }, (_, app) => appName(app)),
        ++round,
      );
      const at = parseCommitSha(await headOf(clone));
      return await timed(async () => await readNewest(clone, { at, index }));
    },
    peer: async () => await timed(async () => await git(namesOf(clone, `${before}..main`))),
  });
  const variant = `${NEW} new commits on ${scale.commits}`;
  yield { variant, unit: "ms", ours, peer: { name: "git log --name-only", value: peer } };
}

async function readNewest(
  clone: string,
  { at, index }: { readonly at: CommitSha; readonly index: string },
): Promise<void> {
  using store = openDiskObjectStore(clone);
  const history = openHistoryIndex({ file: index, store }).history(at, {
    folderDepth: 2,
    under: `${ENV}/${appName(0)}`,
  });
  for await (const _ of history) break;
}

function namesOf(clone: string, revisions: string): readonly string[] {
  return ["-C", clone, "log", "--format=%H", "--name-only", "--no-renames", revisions];
}
