import { type ActRecord, formatCommitMessage } from "../src/conventions/commit-message.ts";
import { formatHoldFile } from "../src/conventions/hold-file.ts";
import type { CommitSha, TreeId } from "../src/conventions/ids.ts";
import { formatReleaseFile } from "../src/conventions/release-file.ts";
import { appPaths, type EnvPaths } from "../src/conventions/repo-layout.ts";
import type { Edit } from "../src/gitops/change-set.ts";
import type { GitopsRepo } from "../src/gitops/gitops-repo.ts";
import { MemoryRemote } from "../src/testing/memory-remote.ts";

export interface RecordedAct extends Omit<Partial<ActRecord>, "act" | "instances"> {
  readonly atSeconds?: number;
  readonly reverts?: readonly CommitSha[];
}

/** A repository in memory whose history a test writes act by act. Commits are a minute apart unless they say when. */
export class RecordedRepo {
  readonly remote: MemoryRemote;
  readonly repo: GitopsRepo;
  #atSeconds = 1_767_225_600;

  private constructor(remote: MemoryRemote) {
    this.remote = remote;
    this.repo = remote.client();
  }

  static async create(): Promise<RecordedRepo> {
    return new RecordedRepo(await MemoryRemote.create());
  }

  /** Makes one commit on the branch. */
  async commit(message: string, edits: Readonly<Record<string, Edit>>, atSeconds?: number): Promise<CommitSha> {
    this.#atSeconds = atSeconds ?? this.#atSeconds + 60;
    const person = { name: "Pia", email: "pia@example.org", atSeconds: this.#atSeconds };
    const parent = this.remote.head();
    const change = { message, author: person, committer: person, edits: new Map(Object.entries(edits)) };
    const sha = await this.repo.commit(change, parent);
    await this.repo.push(sha, parent);
    return sha;
  }

  /** Writes, or with `undefined` deletes, one file by hand. */
  async edit(path: string, content: string | undefined): Promise<CommitSha> {
    return await this.commit("Edit by hand\n", {
      [path]: content === undefined ? { kind: "delete" } : { kind: "file", content },
    });
  }

  /** Releases `artifact`, such as `acme/web-1`, as the app. */
  async release(place: Place, artifact: string, act: RecordedAct = {}): Promise<CommitSha> {
    return await this.act("release", place, {
      ...act,
      artifact,
      files: new Map([
        ["deployment.yaml", `artifact: ${artifact}\n`],
        ["release.json", recordOf(place, artifact)],
      ]),
    });
  }

  /** Makes the app's folder what it was at `target`. */
  async rollBack(place: Place, target: CommitSha, act: RecordedAct = {}): Promise<CommitSha> {
    const { folder } = appPaths(place.paths, place.app);
    const entry = await this.repo.find(folder, target);
    return await this.act("rollback", place, { ...act, target, tree: entry?.id as TreeId });
  }

  async remove(place: Place, act: RecordedAct = {}): Promise<CommitSha> {
    return await this.act("removal", place, act);
  }

  async hold(place: Place, act: RecordedAct = {}): Promise<CommitSha> {
    const { hold } = appPaths(place.paths, place.app);
    const file = formatHoldFile({ by: act.actor ?? "ada", reason: act.reason });
    return await this.commit(messageOf("hold", place, act), { [hold]: { kind: "file", content: file } });
  }

  async act(
    kind: ActRecord["act"],
    place: Place,
    act: RecordedAct & { readonly files?: ReadonlyMap<string, string>; readonly tree?: TreeId },
  ): Promise<CommitSha> {
    const { folder } = appPaths(place.paths, place.app);
    const { files, tree } = act;
    const edit: Edit =
      files !== undefined
        ? { kind: "folder", files }
        : tree !== undefined
          ? { kind: "tree", id: tree }
          : { kind: "delete" };
    return await this.commit(messageOf(kind, place, act), { [folder]: edit }, act.atSeconds);
  }
}

/** One app in one env of the repository. */
export interface Place {
  readonly env: string;
  readonly app: string;
  readonly paths: EnvPaths;
}

function messageOf(kind: ActRecord["act"], { env, app }: Place, { reverts, ...act }: RecordedAct): string {
  return formatCommitMessage({ actor: "ada", ...act, act: kind, instances: [{ env, app }] }, reverts);
}

function recordOf({ env, app }: Place, artifactId: string): string {
  const version = { repositoryName: artifactId.replace(/-\d+$/, ""), sha: artifactId.replace(/\D/g, ""), created: 0 };
  return formatReleaseFile({ app, env, artifactId, triggeredBy: "ada", version });
}
