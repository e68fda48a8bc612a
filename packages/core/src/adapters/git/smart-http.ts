import { GimletError, GitAuthenticationError, GitUnavailableError, RepoNotFoundError } from "../../errors.ts";
import { locationOf, scrub } from "../../git/push-answer.ts";
import { basicAuthorization, type CredentialSource } from "../git-objects/credential-source.ts";
import type { GitCredentials } from "../git-objects/gitops-repo-options.ts";

export interface SmartHttpOptions {
  /** Without user info. */
  readonly url: string;
  readonly credentials: CredentialSource;
  /** For proxies and certificates; Node's by default. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export interface GitRequest {
  readonly method: "GET" | "POST";
  /** Below the repository, such as `info/refs?service=git-upload-pack`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A longer answer is not read to its end; 16 MiB by default. */
  readonly maxBytes?: number | undefined;
  /** Hears how many bytes of the answer have come. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

const MAX_REDIRECTS = 3;
const MAX_BYTES = 2 ** 24;
const AGENT = "git/gimlet";

/**
 * Requests to one repository over smart HTTP. Credentials go as a Basic header to the URL's own origin and nowhere else.
 * Errors are those of `GitopsRepo`.
 */
export class SmartHttp {
  readonly location: string;
  readonly #origin: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #credentials: CredentialSource;
  /** Moves when the host redirects the first request. */
  #base: URL;

  constructor({ url, credentials, fetch }: SmartHttpOptions) {
    this.location = locationOf(url);
    this.#base = new URL(`${this.location.replace(/\/+$/, "")}/`);
    this.#origin = this.#base.origin;
    this.#fetch = fetch ?? globalThis.fetch;
    this.#credentials = credentials;
  }

  /** The bytes of the answer, once the host has accepted the request. */
  async request(request: GitRequest): Promise<Uint8Array> {
    const first = await this.#send(request, await this.#credentials.get());
    const response = first.status === 401 ? await this.#sendAgain(request, first) : first;
    if (response.ok) return await this.#bodyOf(response, request);
    await response.body?.cancel();
    switch (response.status) {
      case 401:
      case 403:
        throw new GitAuthenticationError(this.location);
      case 404:
      case 410:
        throw new RepoNotFoundError(this.location);
      default:
        throw new GitUnavailableError(this.location, `it answered with status ${response.status}`);
    }
  }

  async #sendAgain(request: GitRequest, refused: Response): Promise<Response> {
    const others = await this.#credentials.renew();
    if (others === undefined) return refused;
    await refused.body?.cancel();
    return await this.#send(request, others);
  }

  async #send(request: GitRequest, credentials: GitCredentials | undefined): Promise<Response> {
    let url = new URL(request.path, this.#base);
    for (let redirects = 0; ; redirects++) {
      const response = await this.#sendOnce(url, request, credentials);
      const target = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (target === null) return response;
      await response.body?.cancel();
      // A body is only sent on where the host says that the method stays; others would turn it into a GET.
      if (redirects === MAX_REDIRECTS || (request.method === "POST" && response.status < 307))
        throw new GitUnavailableError(this.location, "it redirects too far");
      url = new URL(target, url);
      if (!/^https?:$/.test(url.protocol)) throw new GitUnavailableError(this.location, "it redirects away from HTTP");
      if (url.href.endsWith(request.path)) this.#base = new URL(url.href.slice(0, -request.path.length));
    }
  }

  async #sendOnce(url: URL, request: GitRequest, credentials: GitCredentials | undefined): Promise<Response> {
    const headers = new Headers({ "user-agent": AGENT, ...request.headers });
    if (credentials !== undefined && url.origin === this.#origin)
      headers.set("authorization", basicAuthorization(credentials));
    try {
      return await this.#fetch(url, {
        method: request.method,
        headers,
        redirect: "manual",
        ...(request.body === undefined ? {} : { body: Buffer.from(request.body) }),
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
    } catch (error) {
      throw this.#unavailable(error, request.signal);
    }
  }

  async #bodyOf({ body }: Response, { signal, maxBytes = MAX_BYTES, onBytes }: GitRequest): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const part of body ?? []) {
        parts.push(part);
        bytes += part.length;
        onBytes?.(bytes);
        if (bytes > maxBytes)
          throw new GitUnavailableError(this.location, `it answers with more than ${maxBytes} bytes`);
      }
      return Buffer.concat(parts);
    } catch (error) {
      throw this.#unavailable(error, signal);
    }
  }

  #unavailable(error: unknown, signal: AbortSignal | undefined): unknown {
    if (signal?.aborted === true) return signal.reason;
    if (GimletError.is(error)) return error;
    // Node says "fetch failed" and keeps the reason in the cause.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const code = reason instanceof Error && "code" in reason ? `${String(reason.code)} ` : "";
    const text = reason instanceof Error ? reason.message : String(reason);
    return new GitUnavailableError(this.location, scrub(text === "" ? code : text) || "the connection broke", {
      cause: error,
    });
  }
}
