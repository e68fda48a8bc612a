import { promises as fs } from "node:fs";
import { randomUUID } from "node:crypto";
import type { HttpClient } from "isomorphic-git";
import { isCommitSha } from "../../conventions/ids.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { CacheOnDisk, Deepening } from "./fetch-pack.ts";
import type { GitHost } from "./git-host.ts";
import { moveRef, readRef } from "./ref-file.ts";

/**
 * Fetches the branch by isomorphic-git, for hosts that don't speak version 2 of git's protocol: on top of what the cache's
 * own branch has, with all blobs. Moves the cache's branch.
 */
export async function fetchBranch(
  { host, gitDir }: CacheOnDisk,
  deepening: Deepening,
  { signal, onProgress }: CallOptions,
): Promise<void> {
  const { http, branch } = host;
  const { default: git } = await import("isomorphic-git");
  const { fetchHead } = await git.fetch({
    fs: atomicFiles,
    http: clientFor(host, signal),
    gitdir: gitDir,
    remote: "origin",
    url: http.location,
    ref: branch,
    remoteRef: `refs/heads/${branch}`,
    singleBranch: true,
    tags: false,
    // Without one the library reads its index of every pack anew; one that lives longer keeps the packs in memory.
    cache: {},
    ...depthOf(deepening),
    ...(onProgress === undefined
      ? {}
      : {
          onProgress: ({ phase, loaded, total }) =>
            onProgress({ phase, done: loaded, ...(total === undefined ? {} : { total }) }),
        }),
  });
  if (fetchHead === null || !isCommitSha(fetchHead)) throw new Error("the fetch brought no commit");
  const ref = `refs/heads/${branch}`;
  await moveRef({ gitDir, ref, to: fetchHead, expected: await readRef(gitDir, ref) });
}

function depthOf(deepening: Deepening): { readonly depth?: number; readonly since?: Date } {
  switch (deepening?.kind) {
    case undefined:
      return {};
    case "one":
      return { depth: 1 };
    case "since":
      return { since: new Date(deepening.seconds * 1000) };
    case "all":
      return { depth: 0x7fffffff };
  }
}

/** Lends isomorphic-git our requests, with their credentials, errors and limits. */
function clientFor({ http, maxPackBytes }: GitHost, signal: AbortSignal | undefined): HttpClient {
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
        ...(method === "POST" ? { maxBytes: maxPackBytes } : {}),
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
