import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** What went over the wire, in bodies of requests and answers. */
export interface WireBytes {
  /** Sent to `git receive-pack`. */
  readonly pushed: number;
  /** Got from all else. */
  readonly fetched: number;
}

/** A git host with smart HTTP on this machine. */
export interface HttpHost extends AsyncDisposable {
  /** Ends in a slash; repositories are addressed by their folder's name. */
  readonly url: string;
  /** Since the last call. */
  takeBytes(): Promise<WireBytes>;
}

/** Serves the bare repositories in `folder`, by another process. */
export async function serveHttp(folder: string): Promise<HttpHost> {
  const program = fileURLToPath(new URL("./http-server.ts", import.meta.url));
  const server = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(createInterface(server.stdout), "line")) as [string];
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    takeBytes: async () => (await (await fetch(`${url}.bytes`)).json()) as WireBytes,
    async [Symbol.asyncDispose]() {
      server.kill();
      await once(server, "close");
    },
  };
}
