import type { Env } from "../gitops/env.ts";
import { releaseLog } from "../audit/release-log.ts";
import type { CommitSha } from "../conventions/ids.ts";
import { parseReleaseFile } from "../conventions/release-file.ts";
import { appPaths } from "../conventions/repo-layout.ts";
import { ReleaseNotFoundError } from "../errors.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { FolderChange } from "../gitops/gitops-repo.ts";
import type { PastFolder } from "./plan-rollback.ts";
import { chooseRollbackTarget } from "./rollback-target.ts";

export interface FindTargetOptions extends CallOptions {
  readonly app: string;
  readonly at: CommitSha;
  /** As a person wrote it; absent lets the rule choose. */
  readonly to?: string | undefined;
}

/** Finds what a rollback goes back to. @throws {ReleaseNotFoundError} when there is nothing to go back to */
export async function findTarget(
  env: Env,
  options: FindTargetOptions,
): Promise<{ readonly target: PastFolder; readonly undone: readonly CommitSha[] }> {
  const { app, at, to, signal, onProgress } = options;
  const log = releaseLog([env], { app, at, signal, onProgress });
  const { act, undone } = await chooseRollbackTarget(log, { app, env: env.name, to });
  const kustomization = await kustomizationAt(env, { app, at: act.commit });
  return { target: { commit: act.commit, tree: act.tree, version: act.version, kustomization }, undone };
}

/** Finds the app as it was just before its newest removal. @throws {ReleaseNotFoundError} when it was never removed */
export async function findRemoved(env: Env, options: FindTargetOptions): Promise<PastFolder> {
  const { app, at, signal, onProgress } = options;
  const { folder } = appPaths(env.paths, app);
  const history = env.repo.history(at, { folderDepth: env.paths.appDepth, under: [folder], signal, onProgress });
  for await (const { changes, parents } of history) {
    const change = changes.find((one) => one.folder === folder);
    const [parent] = parents;
    if (change?.before === undefined || change.after !== undefined || parent === undefined) continue;
    const kustomization = await kustomizationAt(env, { app, at: parent });
    const version = await versionBefore(env, change);
    return { commit: parent, tree: change.before, version, kustomization };
  }
  throw new ReleaseNotFoundError(app, env.name, "the newest removal", "the app was never removed");
}

async function versionBefore(env: Env, { recordBefore }: FolderChange): Promise<PastFolder["version"]> {
  if (recordBefore === undefined) return undefined;
  const content = (await env.repo.read([recordBefore])).get(recordBefore);
  return content === undefined ? undefined : parseReleaseFile(content)?.version;
}

async function kustomizationAt(
  env: Env,
  { app, at }: { readonly app: string; readonly at: CommitSha },
): Promise<string | undefined> {
  const entry = await env.repo.find(appPaths(env.paths, app).kustomization, at);
  if (entry?.kind !== "file") return undefined;
  return new TextDecoder().decode((await env.repo.read([entry.id])).get(entry.id));
}
