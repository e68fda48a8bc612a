// A git host for one machine: git's own smart HTTP server behind node:http, on loopback.
import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface GitHost extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123/gitops.git`. */
  url(repository: string): string;
}

/** Makes bare repositories in `folder` and serves them until it is disposed of. */
export async function startGitHost(folder: string, repositories: readonly string[]): Promise<GitHost> {
  for (const name of repositories) {
    const path = join(folder, name);
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", path]);
    execFileSync("git", ["-C", path, "config", "http.receivepack", "true"]);
  }
  const server = createServer((request, response) => serve(folder, { request, response }));
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return {
    url: (repository) => `http://127.0.0.1:${port}/${repository}`,
    [Symbol.asyncDispose]: () => stop(server),
  };
}

/** One request as a CGI call of `git http-backend`. */
function serve(folder: string, { request, response }: { request: IncomingMessage; response: ServerResponse }): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => response.destroy());
  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on("data", (chunk: Buffer) => {
    if (head === undefined) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    for (const line of head.subarray(0, end).toString().split("\r\n")) {
      const [name = "", value = ""] = line.split(/: (.*)/);
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.write(head.subarray(end + 4));
    head = undefined;
    return undefined;
  });
  backend.stdout.on("end", () => response.end());
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
