import type { AppStatus, LogLine } from "@gimlet/core";
import { versionJson } from "../act/act-document.ts";
import { isoTime } from "../terminal/relative-time.ts";

/** A line of the log has its request's id; one without a request is named by its commit and instance. */
export function releaseId({ request, commit, env, app }: Pick<LogLine, "request" | "commit" | "env" | "app">): string {
  return request ?? `${commit}:${env}/${app}`;
}

/** A line of the release log in JSON. */
export function releaseJson(line: LogLine): object {
  const {
    env,
    app,
    kind,
    commit,
    atSeconds,
    actor,
    via = null,
    reason = null,
    artifactId = null,
    version,
    rolledBack,
    subject,
  } = line;
  return {
    id: releaseId(line),
    app,
    env,
    kind: kind === "edit" ? "outside-edit" : kind,
    version: versionJson(version),
    artifact: artifactId,
    actor: { login: actor },
    via,
    reason,
    commit,
    landedAt: isoTime(atSeconds) ?? null,
    // Without a cluster nobody has seen how it ended.
    outcome: null,
    rolledBack,
    target: line.kind === "rollback" || line.kind === "restore" ? (line.target ?? null) : null,
    replaces: line.kind === "release" ? (line.replaces ?? null) : null,
    files: line.kind === "edit" ? line.files : null,
    subject,
  };
}

/** Facts of an instance beside its state; words of the vocabulary. */
export function marksOf({ hold, past }: AppStatus): readonly ("held" | "outside-edit" | "rolled-back")[] {
  return [
    ...(hold === undefined ? [] : ["held" as const]),
    ...(past?.edited === true ? ["outside-edit" as const] : []),
    ...(past?.lastAct?.kind === "rollback" ? ["rolled-back" as const] : []),
  ];
}

/** What is released of an instance, in JSON. */
export function statusJson(status: AppStatus): object {
  const { app, env, version, artifactId = null, hold, past } = status;
  const act = past?.lastAct;
  return {
    app,
    env,
    // Without a cluster nobody knows.
    state: "unknown",
    version: versionJson(version),
    artifact: artifactId,
    actor: act === undefined ? null : { login: act.actor },
    commit: act?.commit ?? null,
    landedAt: act === undefined ? null : (isoTime(act.atSeconds) ?? null),
    marks: marksOf(status),
    hold:
      hold === undefined
        ? null
        : {
            by: hold.by ?? null,
            reason: hold.reason ?? null,
            at: hold.atSeconds === undefined ? null : (isoTime(hold.atSeconds) ?? null),
          },
  };
}

/**
 * A release as the original CLI printed it.
 * @see docs/reference/formats.md
 */
export function compatRelease(
  release: Pick<AppStatus, "app" | "env" | "artifactId" | "version"> & CompatFacts,
): object {
  const { app, env, artifactId = "", version, actor = "", commit = "", atSeconds, repo, rolledBack = false } = release;
  return {
    app,
    env,
    artifactId,
    triggeredBy: actor,
    ...(version === undefined ? {} : { version }),
    gitopsRef: commit,
    gitopsRepo: repo,
    gitopsCommitStatus: "",
    gitopsCommitStatusDesc: "",
    ...(atSeconds === undefined ? {} : { gitopsCommitCreated: atSeconds, created: atSeconds }),
    ...(rolledBack ? { rolledBack } : {}),
  };
}

interface CompatFacts {
  readonly actor?: string | undefined;
  readonly commit?: string | undefined;
  readonly atSeconds?: number | undefined;
  readonly repo: string;
  readonly rolledBack?: boolean;
}
