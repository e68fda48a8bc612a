// A program: serves the bare repositories of a folder over smart HTTP by `git http-backend`, in a process of its own.
// Prints its port. `GET /.bytes` answers how much was pushed and fetched since the last time it was asked.
import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { PLAIN_GIT } from "./git.ts";

const [root] = process.argv.slice(2);
let pushed = 0;
let fetched = 0;

const server = createServer((request, response) => {
  if (request.url === "/.bytes") {
    response.end(JSON.stringify({ pushed, fetched }));
    pushed = fetched = 0;
  } else serve(request, response);
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));

function serve(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const { headers } = request;
  const backend = spawn("git", ["http-backend"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: {
      ...process.env,
      ...PLAIN_GIT,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: headers["content-type"] ?? "",
      CONTENT_LENGTH: headers["content-length"] ?? "",
      HTTP_CONTENT_ENCODING: headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(headers["git-protocol"] ?? ""),
      REMOTE_USER: "ada",
      REMOTE_ADDR: "127.0.0.1",
    },
  });
  const isPush = url.pathname.endsWith("/git-receive-pack");
  if (isPush) request.on("data", (chunk: Buffer) => (pushed += chunk.length));
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => undefined); // a backend that answers early does not read to the end
  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on("data", (chunk: Buffer) => {
    if (!isPush) fetched += chunk.length;
    if (head === undefined) {
      if (!response.write(chunk)) pauseUntilDrained();
      return;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0) return;
    for (const line of head.toString("latin1", 0, end).split("\r\n")) {
      const [name = "", value = ""] = line.split(/: (.*)/s);
      if (name === "Status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  backend.stdout.on("end", () => response.end());

  function pauseUntilDrained(): void {
    backend.stdout.pause();
    response.once("drain", () => backend.stdout.resume());
  }
}
