// A real git host on loopback for tests: `git http-backend` behind node:http.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What becomes of a request before git sees it. */
export type Treatment =
  | "serve"
  /** The connection breaks before git has seen anything. */
  | "drop"
  /** Git does its work, then the connection breaks: a lost answer. */
  | "drop-answer"
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  /** Filled in when the request is over. */
  bytesIn: number;
  bytesOut: number;
}

export interface GitHttpServerOptions {
  /** Asked of every request when given. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Version 2 of git's protocol is spoken by default; without, only what was before it. */
  readonly protocolTwo?: boolean;
  readonly treat?: (request: SeenRequest) => Treatment | Promise<Treatment>;
}

export interface BareRepoOptions {
  /** `main` by default. */
  readonly branch?: string;
  /** Settings as `git config` takes them. */
  readonly config?: Readonly<Record<string, string>>;
  /** Name → shell script without its first line. */
  readonly hooks?: Readonly<Record<string, string>>;
}

/** Git without the machine's own settings. */
export const GIT_ENV: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: tmpdir(),
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
};

/** As hosts have it: pushes are taken, and partial clones given. */
const HOST_CONFIG = { "http.receivepack": "true", "uploadpack.allowFilter": "true" };

/** Runs git and gives what it prints, without the final line break. */
export function git(cwd: string, args: readonly string[], input: string | Uint8Array = ""): string {
  const env = { ...GIT_ENV, GIT_AUTHOR_NAME: "T", GIT_AUTHOR_EMAIL: "t@example.com" };
  const output = execFileSync("git", args, {
    cwd,
    input,
    env: { ...env, GIT_COMMITTER_NAME: "T", GIT_COMMITTER_EMAIL: "t@example.com" },
    stdio: ["pipe", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  });
  return output.toString("utf8").trimEnd();
}

/** Makes a bare repository that takes pushes. */
export function makeBareRepo(folder: string, options: BareRepoOptions = {}): string {
  mkdirSync(dirname(folder), { recursive: true });
  git(dirname(folder), ["init", "--quiet", "--bare", "-b", options.branch ?? "main", folder]);
  for (const [name, value] of Object.entries({ ...HOST_CONFIG, ...options.config }))
    git(folder, ["config", name, value]);
  for (const [name, script] of Object.entries(options.hooks ?? {})) {
    mkdirSync(join(folder, "hooks"), { recursive: true });
    writeFileSync(join(folder, "hooks", name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, "hooks", name), 0o755);
  }
  return folder;
}

/** Starts a server in a folder of its own; `await using` stops it and deletes the folder. */
export async function startGitHttpServer(options: GitHttpServerOptions = {}): Promise<GitHttpServer> {
  const server = new GitHttpServer(options);
  await server.listen();
  return server;
}

export class GitHttpServer {
  /** Holds the repositories. */
  readonly root: string = mkdtempSync(join(tmpdir(), "gimlet-git-host-"));
  /** Every request since the start; may be emptied. */
  readonly requests: SeenRequest[] = [];
  /** May be changed at any time. */
  options: GitHttpServerOptions;
  readonly #server: Server;
  readonly #children = new Set<ChildProcess>();
  #count = 0;

  constructor(options: GitHttpServerOptions) {
    this.options = options;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, "127.0.0.1", resolve);
    });
  }

  /** Without a slash at the end. */
  get origin(): string {
    // A server that listens on TCP has an address of this kind.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Makes an empty repository: where it is on disk, and its URL. */
  createRepo(repo: BareRepoOptions = {}): { readonly gitDir: string; readonly url: string } {
    const name = `repo${++this.#count}.git`;
    return { gitDir: makeBareRepo(join(this.root, name), repo), url: `${this.origin}/${name}` };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) child.kill("SIGKILL");
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const seen: SeenRequest = { method, url, authorization: request.headers.authorization, bytesIn: 0, bytesOut: 0 };
    this.requests.push(seen);
    const treatment = (await this.options.treat?.(seen)) ?? "serve";
    if (treatment === "drop") return void request.socket.destroy();
    if (typeof treatment === "object") {
      request.resume();
      response.writeHead(treatment.status, { ...treatment.headers });
      return void response.end(treatment.body ?? "");
    }
    if (!this.#isAllowed(seen)) {
      request.resume();
      response.writeHead(401, { "www-authenticate": 'Basic realm="git"' });
      return void response.end("Unauthorized");
    }
    const answer = await this.#runBackend(request, seen);
    if (treatment === "drop-answer") return void request.socket.destroy();
    send(response, answer);
  }

  #isAllowed({ authorization }: SeenRequest): boolean {
    const { credentials } = this.options;
    if (credentials === undefined) return true;
    const expected = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
    return authorization === `Basic ${expected}`;
  }

  async #runBackend(request: IncomingMessage, seen: SeenRequest): Promise<Buffer> {
    const url = new URL(seen.url, this.origin);
    const child = spawn("git", ["http-backend"], {
      env: {
        ...GIT_ENV,
        GIT_PROJECT_ROOT: this.root,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: seen.method,
        REMOTE_USER: "test",
        REMOTE_ADDR: "127.0.0.1",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        ...(request.headers["content-length"] === undefined
          ? {}
          : { CONTENT_LENGTH: request.headers["content-length"] }),
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: this.options.protocolTwo === false ? "" : String(request.headers["git-protocol"] ?? ""),
      },
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#children.add(child);
    request.on("data", (chunk: Buffer) => (seen.bytesIn += chunk.length));
    request.pipe(child.stdin);
    // A backend that has heard enough closes its end.
    child.stdin.on("error", () => request.resume());
    const parts: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => {
      seen.bytesOut += chunk.length;
      parts.push(chunk);
    });
    await new Promise<void>((resolve, reject) => {
      child.on("close", () => resolve());
      child.on("error", reject);
    });
    this.#children.delete(child);
    return Buffer.concat(parts);
  }
}

/** Turns a CGI answer into one of HTTP. */
function send(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf("\r\n\r\n");
  let status = end < 0 ? 500 : 200;
  for (const line of answer.subarray(0, Math.max(end, 0)).toString("latin1").split("\r\n")) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name === "Status") status = Number.parseInt(value, 10);
    else if (colon > 0) response.setHeader(name, value);
  }
  response.statusCode = status;
  response.end(end < 0 ? "" : answer.subarray(end + 4));
}
