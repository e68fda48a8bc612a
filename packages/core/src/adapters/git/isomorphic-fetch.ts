import { promises as fs } from "node:fs";
import { randomUUID } from "node:crypto";
import type { HttpClient } from "isomorphic-git";
import { isCommitSha, type CommitSha } from "../../conventions/ids.ts";
import type { CallOptions } from "../../gitops/gitops-repo.ts";
import type { SmartHttp } from "./smart-http.ts";

/** How far a fetch goes back. `undefined` brings what is new and deepens nothing. */
export type Deepening = { readonly depth: number } | { readonly since: Date } | undefined;

export interface FetchInto {
  readonly http: SmartHttp;
  readonly gitDir: string;
  readonly branch: string;
  readonly deepening: Deepening;
}

/** A depth that no history has: git takes it as "all of it". */
export const WHOLE_HISTORY: Deepening = { depth: 0x7fffffff };

/** Makes an empty bare repository to fetch into. */
export async function initCache({ http, gitDir, branch }: Omit<FetchInto, "deepening">): Promise<void> {
  const { default: git } = await import("isomorphic-git");
  await git.init({ fs: atomicFiles, gitdir: gitDir, bare: true, defaultBranch: branch });
  await git.addRemote({ fs: atomicFiles, gitdir: gitDir, remote: "origin", url: http.location });
}

/**
 * Fetches the branch by isomorphic-git, on top of what the repository's own branch has, and moves that.
 * @returns what the branch points at
 */
export async function fetchInto(
  { http, gitDir, branch, deepening }: FetchInto,
  { signal, onProgress }: CallOptions,
): Promise<CommitSha> {
  const { default: git } = await import("isomorphic-git");
  const { fetchHead } = await git.fetch({
    fs: atomicFiles,
    http: clientFor(http, signal),
    gitdir: gitDir,
    remote: "origin",
    url: http.location,
    ref: branch,
    remoteRef: `refs/heads/${branch}`,
    singleBranch: true,
    tags: false,
    // Without one the library reads its index of every pack anew; one that lives longer keeps the packs in memory.
    cache: {},
    ...deepening,
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ phase, loaded, total }) =>
            onProgress({ phase, done: loaded, ...(total === undefined ? {} : { total }) }),
        }),
  });
  if (fetchHead === null || !isCommitSha(fetchHead)) throw new Error("the fetch brought no commit");
  await git.writeRef({ fs: atomicFiles, gitdir: gitDir, ref: `refs/heads/${branch}`, value: fetchHead, force: true });
  return fetchHead;
}

/** Lends isomorphic-git our requests, with their credentials, errors and limits. */
function clientFor(http: SmartHttp, signal: AbortSignal | undefined): HttpClient {
  return {
    async request({ url, method = "GET", headers = {}, body }) {
      const path = url.slice(http.location.replace(/\/+$/, "").length + 1);
      const parts: Uint8Array[] = [];
      for await (const part of body ?? []) parts.push(part);
      const data = await http.request({
        method: method === "POST" ? "POST" : "GET",
        path,
        headers,
        signal,
        ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
      });
      const kind = path.startsWith("info/refs") ? "advertisement" : "result";
      return {
        url,
        method,
        statusCode: 200,
        statusMessage: "OK",
        headers: { "content-type": `application/x-git-upload-pack-${kind}` },
        body: oneChunk(data),
      };
    },
  };
}

async function* oneChunk(data: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield data;
}

/** Files as isomorphic-git wants them; each is written whole or not at all, since other processes read along. */
const atomicFiles = {
  promises: {
    ...fs,
    async writeFile(file: string, ...[data, options]: WriteFileRest): Promise<void> {
      const temporary = `${file}.${randomUUID()}.tmp`;
      await fs.writeFile(temporary, data, options);
      await fs.rename(temporary, file);
    },
  },
};

type WriteFileRest = [data: Parameters<typeof fs.writeFile>[1], options?: Parameters<typeof fs.writeFile>[2]];
