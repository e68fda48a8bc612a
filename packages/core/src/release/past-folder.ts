import { parseCommitMessage } from "../conventions/commit-message.ts";
import type { BlobId, CommitSha } from "../conventions/ids.ts";
import { parseReleaseFile } from "../conventions/release-file.ts";
import { appPaths, type EnvPaths } from "../conventions/repo-layout.ts";
import { ReleaseNotFoundError } from "../errors.ts";
import type { CallOptions, GitopsRepo } from "../gitops/gitops-repo.ts";
import type { PastFolder } from "./plan-rollback.ts";
import { chooseRollbackTarget, type PastAct } from "./rollback-target.ts";

/** Where to look for a folder of the past. */
export interface PastFolderEnv {
  readonly name: string;
  readonly repo: GitopsRepo;
  readonly paths: EnvPaths;
}

export interface FindTargetOptions extends CallOptions {
  readonly app: string;
  readonly at: CommitSha;
  /** As a person wrote it; absent lets the rule choose. */
  readonly to?: string | undefined;
}

/** Finds what a rollback goes back to. @throws {ReleaseNotFoundError} when there is nothing to go back to */
export async function findTarget(
  env: PastFolderEnv,
  options: FindTargetOptions,
): Promise<{ readonly target: PastFolder; readonly undone: readonly CommitSha[] }> {
  const { app, at, to } = options;
  const { act, undone } = await chooseRollbackTarget(pastActs(env, { app, at }), { app, env: env.name, to });
  const kustomization = await kustomizationAt(env, { app, at: act.commit });
  return { target: { commit: act.commit, tree: act.tree, version: act.version, kustomization }, undone };
}

/** Finds the app as it was just before its newest removal. @throws {ReleaseNotFoundError} when it never was there */
export async function findRemoved(env: PastFolderEnv, options: FindTargetOptions): Promise<PastFolder> {
  const { app, at } = options;
  const folder = appPaths(env.paths, app).folder;
  for await (const commit of env.repo.history(at, { folderDepth: env.paths.appDepth, under: folder })) {
    const change = commit.changes.find((c) => c.folder === folder);
    const parent = commit.parents[0];
    if (change?.before === undefined || change.after !== undefined || parent === undefined) continue;
    const kustomization = await kustomizationAt(env, { app, at: parent });
    const contents = change.recordBefore === undefined ? undefined : await env.repo.read([change.recordBefore]);
    const record = contents === undefined ? undefined : parseReleaseFile(contents.get(change.recordBefore!)!);
    return { commit: parent, tree: change.before, version: record?.version, kustomization };
  }
  throw new ReleaseNotFoundError(app, env.name, "the newest removal", "the app was never removed");
}

async function* pastActs(env: PastFolderEnv, { app, at }: { app: string; at: CommitSha }): AsyncIterable<PastAct> {
  const folder = appPaths(env.paths, app).folder;
  const gone = new Set<string>();
  for await (const commit of env.repo.history(at, { folderDepth: env.paths.appDepth, under: folder })) {
    const { record, reverts } = parseCommitMessage(commit.message);
    const change = commit.changes.find((c) => c.folder === folder);
    const kind = record?.act ?? "edit";
    yield {
      kind,
      commit: commit.sha,
      tree: change?.after,
      version: undefined,
      request: record?.request,
      rolledBack: gone.has(commit.sha),
    };
    for (const sha of reverts) gone.add(sha);
  }
}

async function kustomizationAt(
  env: PastFolderEnv,
  { app, at }: { readonly app: string; readonly at: CommitSha },
): Promise<string | undefined> {
  const entry = await env.repo.find(appPaths(env.paths, app).kustomization, at);
  if (entry?.kind !== "file") return undefined;
  const id: BlobId = entry.id;
  return new TextDecoder().decode((await env.repo.read([id])).get(id));
}
