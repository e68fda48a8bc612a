import type { BlobId, CommitSha } from "../conventions/ids.ts";
import { parseReleaseFile, type ReleaseRecord } from "../conventions/release-file.ts";
import { appPaths } from "../conventions/repo-layout.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo, HistoryOptions } from "../gitops/gitops-repo.ts";
import { foreignCursor, formatCursor, type LogPosition, parseCursor } from "./log-cursor.ts";
import type { LogEntry, LogKind } from "./log-entry.ts";
import type { Env } from "../gitops/env.ts";
import { actorOf, type AppAct, readActs } from "./read-acts.ts";
import { UndoneCommits } from "./undone-commits.ts";

/** Which lines of the log, and how many. */
export interface ReleaseLogOptions extends CallOptions {
  readonly app?: string | undefined;
  /** Lines not older than this, in seconds since 1970. */
  readonly sinceSeconds?: number | undefined;
  /** Lines not newer than this, in seconds since 1970. */
  readonly untilSeconds?: number | undefined;
  /** All by default. */
  readonly limit?: number | undefined;
  /** From a line of an earlier log of the same envs and app: goes on after it, as if nothing had landed since. */
  readonly cursor?: string | undefined;
  /** `owner/name` of the repository the version was built from. */
  readonly sourceRepo?: string | undefined;
  readonly actor?: string | undefined;
  readonly kinds?: readonly LogKind[] | undefined;
  /** The log as of this commit, of envs in one repository. The branch's head by default. */
  readonly at?: CommitSha | undefined;
}

/** A line of the log, and how to go on after it. */
export type LogLine = LogEntry & { readonly cursor: string };

/** Lines whose `release.json` are read in one round trip. */
const LOOKAHEAD = 32;

/**
 * Reads the release log of envs, newest first, no further than asked. In a repository the order is that of landing;
 * between repositories the newer line comes first. Records that can't be read are said to be so and break nothing.
 * @throws {UsageError} when the cursor is not one of this log
 */
export async function* releaseLog(envs: readonly Env[], options: ReleaseLogOptions = {}): AsyncGenerator<LogLine> {
  const { limit = Number.POSITIVE_INFINITY } = options;
  if (limit <= 0) return;
  const groups = groupByRepo(envs);
  const positions = await startingPositions(groups, options);
  const logs = groups.map((group, index) => logOfRepo(group, positions[index] ?? { at: undefined }, options));
  const next = await Promise.all(logs.map((log) => log.next()));
  for (let count = 0; count < limit; count++) {
    const newest = indexOfNewest(next.map(({ done, value }) => (done === true ? undefined : value.atSeconds)));
    const step = next[newest];
    if (step === undefined || step.done === true) return;
    const entry = step.value;
    positions[newest] = { at: positions[newest]?.at, after: { commit: entry.commit, env: entry.env, app: entry.app } };
    yield { ...entry, cursor: formatCursor(positions) };
    if (count + 1 < limit) next[newest] = await logs[newest]!.next();
  }
}

/** Envs of one repository, whose history is read once. */
type EnvGroup = readonly [Env, ...Env[]];

function groupByRepo(envs: readonly Env[]): EnvGroup[] {
  const groups = new Map<GitopsRepo, Map<number, [Env, ...Env[]]>>();
  for (const env of envs) {
    const depths = groups.get(env.repo) ?? new Map<number, [Env, ...Env[]]>();
    groups.set(env.repo, depths);
    const group = depths.get(env.paths.appDepth);
    if (group === undefined) depths.set(env.paths.appDepth, [env]);
    else group.push(env);
  }
  return [...groups.values()].flatMap((depths) => [...depths.values()]);
}

async function startingPositions(groups: readonly EnvGroup[], options: ReleaseLogOptions): Promise<LogPosition[]> {
  if (options.cursor !== undefined) return [...parseCursor(options.cursor, groups.length)];
  return await Promise.all(groups.map(async ([{ repo }]) => ({ at: options.at ?? (await repo.head(options)) })));
}

function indexOfNewest(times: readonly (number | undefined)[]): number {
  let newest = -1;
  times.forEach((time, index) => {
    if (time !== undefined && time > (times[newest] ?? Number.NEGATIVE_INFINITY)) newest = index;
  });
  return newest;
}

async function* logOfRepo(
  group: EnvGroup,
  { at, after }: LogPosition,
  options: ReleaseLogOptions,
): AsyncGenerator<LogEntry> {
  if (at === undefined) return;
  const { repo } = group[0];
  let waiting: MarkedAct[] = [];
  let skipping = after !== undefined;
  const ahead = Math.min(LOOKAHEAD, options.limit ?? LOOKAHEAD);
  for await (const marked of actsOf(group, at, options)) {
    if (skipping) {
      const { env, app, commit } = marked.act;
      skipping = !(commit.sha === after?.commit && env === after.env && app === after.app);
      continue;
    }
    if (!mayBeWanted(marked.act, options)) continue;
    waiting.push(marked);
    if (waiting.length < ahead) continue;
    yield* await describeAll(repo, waiting, options);
    waiting = [];
  }
  if (skipping) throw foreignCursor();
  yield* await describeAll(repo, waiting, options);
}

interface MarkedAct {
  readonly act: AppAct;
  readonly rolledBack: boolean;
}

async function* actsOf(group: EnvGroup, at: CommitSha, options: ReleaseLogOptions): AsyncGenerator<MarkedAct> {
  const { app, signal, onProgress } = options;
  const undone = new UndoneCommits();
  const { repo, paths } = group[0];
  const under = group.flatMap((env) =>
    app === undefined
      ? [env.paths.root]
      : [appPaths(env.paths, app).folder, env.paths.root === "" ? ".gimlet" : `${env.paths.root}/.gimlet`],
  );
  const asked: HistoryOptions = { folderDepth: paths.appDepth, under, signal, onProgress };
  for await (const commit of repo.history(at, asked))
    for (const env of group)
      for (const act of readActs(commit, env))
        if (app === undefined || act.app === app) yield { act, rolledBack: undone.take(act) };
}

/** What can be told without the `release.json`. */
function mayBeWanted(act: AppAct, { sinceSeconds, untilSeconds, kinds, sourceRepo }: ReleaseLogOptions): boolean {
  const { atSeconds } = act.commit.committer;
  if (sinceSeconds !== undefined && atSeconds < sinceSeconds) return false;
  if (untilSeconds !== undefined && atSeconds > untilSeconds) return false;
  if (sourceRepo !== undefined && act.releaseFile === undefined) return false;
  return kinds === undefined || kinds.includes(act.kind);
}

async function describeAll(
  repo: GitopsRepo,
  acts: readonly MarkedAct[],
  options: ReleaseLogOptions,
): Promise<LogEntry[]> {
  const ids = new Set(acts.flatMap(({ act }) => act.releaseFile ?? []));
  const files = ids.size === 0 ? new Map<BlobId, Uint8Array>() : await repo.read([...ids], options);
  const { sourceRepo, actor } = options;
  return acts
    .map(({ act, rolledBack }) => {
      const file = act.releaseFile === undefined ? undefined : files.get(act.releaseFile);
      return describe(act, rolledBack, file === undefined ? undefined : parseReleaseFile(file));
    })
    .filter((entry) => sourceRepo === undefined || entry.version?.repositoryName === sourceRepo)
    .filter((entry) => actor === undefined || entry.actor === actor);
}

function describe(act: AppAct, rolledBack: boolean, file: ReleaseRecord | undefined): LogEntry {
  const { env, app, commit, message, change, record } = act;
  const isRelease = act.kind === "release";
  const facts = {
    env,
    app,
    commit: commit.sha,
    atSeconds: commit.committer.atSeconds,
    actor: actorOf(act) ?? file?.gimlet?.actor ?? (file?.triggeredBy || commit.author.name),
    request: record?.request ?? (isRelease ? file?.gimlet?.request : undefined),
    via: record?.via ?? (isRelease ? file?.gimlet?.via : undefined),
    reason: record?.reason ?? (isRelease ? file?.gimlet?.reason : undefined),
    tree: change?.after,
    artifactId: file?.artifactId,
    version: file?.version,
    recordUnreadable: act.releaseFile !== undefined && file?.version === undefined,
    rolledBack,
    subject: message.subject,
  };
  switch (act.kind) {
    case "release":
      return {
        ...facts,
        kind: "release",
        source: record?.source ?? file?.gimlet?.source,
        replaces: record?.replaces ?? file?.gimlet?.replaces,
        plan: record?.plan,
      };
    case "rollback":
    case "restore":
      return { ...facts, kind: act.kind, target: record?.target, reverts: message.reverts };
    case "removal":
    case "hold":
    case "resume":
      return { ...facts, kind: act.kind };
    case "edit": {
      const { name, email } = commit.author;
      return { ...facts, kind: "edit", author: { name, email }, files: change?.files.length ?? 0 };
    }
  }
}
