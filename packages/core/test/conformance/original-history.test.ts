import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHistoryIndex } from "../../src/adapters/git-objects/history-index.ts";
import { openDiskObjectStore } from "../../src/adapters/git-objects/disk-object-store.ts";
import type { LogEntry } from "../../src/audit/log-entry.ts";
import type { Env } from "../../src/gitops/env.ts";
import { releaseLog } from "../../src/audit/release-log.ts";
import { statusAt } from "../../src/audit/status-at.ts";
import { envPaths, type Layout } from "../../src/conventions/repo-layout.ts";
import type { GitopsRepo } from "../../src/gitops/gitops-repo.ts";
import { openReadOnlyRepo } from "../../test-support/read-only-repo.ts";

interface Expected {
  readonly log: readonly Record<string, unknown>[];
  readonly current: Readonly<Record<string, { artifactId: string; gitopsRef: string | null; edited: boolean } | null>>;
}

const FIXTURES = new URL("../fixtures/original/", import.meta.url);
const EXPECTED: Readonly<Record<string, Expected>> = JSON.parse(
  readFileSync(new URL("expected-clean.json", FIXTURES), "utf8"),
);
const ENVS = [
  ["staging", "gitops-staging-apps", "repo-per-env"],
  ["production", "gitops-production-apps", "repo-per-env"],
  ["dev", "gitops-apps", "folder-per-env"],
  ["qa", "gitops-apps", "folder-per-env"],
] as const satisfies [string, string, Layout][];

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "original-"));
  for (const bundle of new Set(ENVS.map(([, name]) => name))) {
    const path = new URL(`${bundle}.bundle`, FIXTURES).pathname;
    execFileSync("git", ["clone", "--quiet", "--bare", "--branch", "main", path, join(folder, bundle)]);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A line in the words of the expectation. */
function inItsWords(entry: LogEntry): Record<string, unknown> {
  const { app, commit, atSeconds } = entry;
  const facts = { app, gitopsRef: commit, created: atSeconds };
  switch (entry.kind) {
    case "release": {
      const { artifactId, version, actor, rolledBack } = entry;
      return { kind: "release", ...facts, artifactId, sha: version?.sha, triggeredBy: actor, rolledBack };
    }
    case "rollback":
      return { kind: "rollback", ...facts, reverts: entry.reverts.join() };
    case "removal":
      return { kind: "delete", ...facts, by: entry.actor === "policy" ? "cleanup policy" : entry.actor };
    case "edit":
      return { kind: "edit", ...facts, subject: entry.subject };
    case "restore":
    case "hold":
    case "resume":
      return { kind: entry.kind, ...facts };
  }
}

describe.each(ENVS)("a repository of the original, env %s", (name, bundle, layout) => {
  const env = (repo: GitopsRepo = openReadOnlyRepo(join(folder, bundle))): Env => ({
    name,
    repo,
    paths: envPaths(layout, name),
  });
  const { log, current } = EXPECTED[name]!;

  it("has the log it should have", async () => {
    const entries = await Array.fromAsync(releaseLog([env()]));

    expect(entries.map(inItsWords)).toEqual(log);
  });

  it("has the same log read through an index", async () => {
    const gitDir = join(folder, bundle);
    const index = openHistoryIndex({ file: join(folder, `${name}-index`), store: openDiskObjectStore(gitDir) });

    const entries = await Array.fromAsync(releaseLog([env(openReadOnlyRepo(gitDir, index))]));

    expect(entries.map(inItsWords)).toEqual(log);
  });

  it.each(Object.keys(current))("has the log of %s that it should have", async (app) => {
    const entries = await Array.fromAsync(releaseLog([env()], { app }));

    expect(entries.map(inItsWords)).toEqual(log.filter((entry) => entry["app"] === app));
  });

  it("shows what is released now", async () => {
    const statuses = await statusAt(env(), { withPast: true });

    const found = statuses.map(({ app, artifactId, past }) => [
      app,
      { artifactId, gitopsRef: past?.release ?? null, edited: past?.edited },
    ]);
    const released = Object.entries(current).filter(([, state]) => state !== null);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(released));
  });

  it("shows at each release what it released", async () => {
    for (const { kind, app, artifactId, gitopsRef } of log) {
      if (kind !== "release") continue;
      const [status] = await statusAt(env(), { app: String(app), at: gitopsRef as never, withPast: true });

      expect(status).toMatchObject({ app, artifactId, past: { release: gitopsRef, edited: false } });
    }
  });
});
