import { type ActRecord, type CommitMessage, parseCommitMessage, POLICY_ACTOR } from "../conventions/commit-message.ts";
import type { BlobId } from "../conventions/ids.ts";
import { appOfFolder, appPaths, type EnvPaths, RELEASE_FILE } from "../conventions/repo-layout.ts";
import type { FolderChange, HistoryCommit } from "../gitops/gitops-repo.ts";
import type { LogKind } from "./log-entry.ts";

/** What a commit did to one app, before the app's `release.json` was read. */
export interface AppAct {
  readonly kind: LogKind;
  readonly env: string;
  readonly app: string;
  readonly commit: HistoryCommit;
  readonly message: CommitMessage;
  /** Absent for a hold or resume, which leave the app's folder alone. */
  readonly change: FolderChange | undefined;
  /** The trailers, when they speak of this app and of what was done to it. */
  readonly record: ActRecord | undefined;
  /** The `release.json` that says what runs afterwards; absent where nothing was released. */
  readonly releaseFile: BlobId | undefined;
}

/**
 * Says what a commit did to each app of an env. A record counts for an app that it names and whose folder changed as
 * the act would change it; whatever else changed a folder is read by the rules for commits of the original.
 */
export function readActs(commit: HistoryCommit, env: { readonly name: string; readonly paths: EnvPaths }): AppAct[] {
  const { name, paths } = env;
  const message = parseCommitMessage(commit.message);
  const acts: AppAct[] = [];
  for (const change of commit.changes) {
    const app = appOfFolder(paths, change.folder);
    if (app === undefined) continue;
    const record = names(message.record, env, app) ? message.record : undefined;
    const kind = kindOf(change, { message, record });
    const common = { env: name, app, commit, message, change };
    acts.push({ ...common, ...kind, releaseFile: RELEASING.has(kind.kind) ? change.recordAfter : undefined });
  }
  const { record } = message;
  if (record?.act === "hold" || record?.act === "resume")
    for (const { app } of record.instances)
      if (names(record, env, app) && touchesHold(commit, paths, app))
        acts.push({
          kind: record.act,
          env: name,
          app,
          commit,
          message,
          change: undefined,
          record,
          releaseFile: undefined,
        });
  return acts;
}

const RELEASING: ReadonlySet<LogKind> = new Set<LogKind>(["release", "rollback", "restore"]);

/** Who did it, before the `release.json` is asked. */
export function actorOf({ kind, record, message, commit }: AppAct): string | undefined {
  if (record?.actor !== undefined) return record.actor;
  const deletedBy = kind === "removal" ? /^\[Gimlet\] .* deleted by (.+)$/.exec(message.subject)?.[1] : undefined;
  if (deletedBy !== undefined) return deletedBy === "cleanup policy" ? POLICY_ACTOR : deletedBy;
  return kind === "release" ? undefined : commit.author.name;
}

function kindOf(
  change: FolderChange,
  { message, record }: { readonly message: CommitMessage; readonly record: ActRecord | undefined },
): Pick<AppAct, "kind" | "record"> {
  const isThere = change.after !== undefined;
  if (record !== undefined) {
    const fits = record.act === "removal" ? !isThere : isThere && record.act !== "hold" && record.act !== "resume";
    return fits ? { kind: record.act, record } : { kind: isThere ? "edit" : "removal", record: undefined };
  }
  const unrecorded = { record: undefined };
  if (!isThere) return { kind: "removal", ...unrecorded };
  // Of a merge only what neither side has is listed, so that the file's name counts and not its id alone.
  const isRecordNew = change.recordAfter !== undefined && change.files.includes(RELEASE_FILE);
  if (message.record !== undefined || !isRecordNew) return { kind: "edit", ...unrecorded };
  if (message.reverts.length === 0) return { kind: "release", ...unrecorded };
  return { kind: change.before === undefined ? "restore" : "rollback", ...unrecorded };
}

/** Whether the record speaks of the app. A repository of one env is that env, whatever people call it. */
function names(record: ActRecord | undefined, env: { name: string; paths: EnvPaths }, app: string): boolean {
  return record?.instances.some((one) => one.app === app && (env.paths.root === "" || one.env === env.name)) ?? false;
}

function touchesHold({ changes }: HistoryCommit, paths: EnvPaths, app: string): boolean {
  const { hold } = appPaths(paths, app);
  return changes.some(({ folder, files }) => files.some((file) => `${folder}/${file}` === hold));
}
