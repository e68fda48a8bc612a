import type { CommitSha } from "../../conventions/ids.ts";
import { BranchNotFoundError, GitUnavailableError } from "../../errors.ts";
import {
  type Capabilities,
  type FetchAnswer,
  type FetchRequest,
  formatFetchRequest,
  formatRefsRequest,
  parseCapabilities,
  parseFetchAnswer,
  parseRefs,
} from "../../git/protocol-two.ts";
import { scrub } from "../../git/push-answer.ts";
import { formatRefUpdate, parsePushAnswer, parseRefAdvertisement, type PushAnswer } from "../../git/receive-pack.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import type { Logger } from "../../gitops/logger.ts";
import type { GitRequest, SmartHttp } from "./smart-http.ts";

export interface GitHostOptions {
  readonly http: SmartHttp;
  readonly branch: string;
  /** A larger pack is not read to its end; 1 GiB by default. */
  readonly maxPackBytes?: number | undefined;
  readonly log?: Logger | undefined;
}

const MAX_PACK_BYTES = 2 ** 30;
const ADVERTISEMENT = "info/refs?service=git-upload-pack";
const VERSION_TWO = { "git-protocol": "version=2" };

/** Git's own requests to a host, for one branch. Errors are those of `GitopsRepo`. */
export class GitHost {
  readonly http: SmartHttp;
  readonly branch: string;
  readonly maxPackBytes: number;
  readonly #log: Logger | undefined;
  /** `undefined` for a host that only speaks older versions of the protocol. */
  #capabilities: Promise<Capabilities | undefined> | undefined;

  constructor({ http, branch, maxPackBytes = MAX_PACK_BYTES, log }: GitHostOptions) {
    this.http = http;
    this.branch = branch;
    this.maxPackBytes = maxPackBytes;
    this.#log = log;
  }

  /** What the host can do by version 2 of the protocol, asked once; `undefined` when it does not speak it. */
  async capabilities({ signal }: CallOptions): Promise<Capabilities | undefined> {
    this.#capabilities ??= this.#askCapabilities(signal);
    try {
      return await this.#capabilities;
    } catch (error) {
      this.#capabilities = undefined;
      throw error;
    }
  }

  /** What the branch points at; `undefined` when the repository has no refs. */
  async resolve(options: CallOptions): Promise<CommitSha | undefined> {
    const modern = (await this.capabilities(options)) !== undefined;
    const named = modern ? await this.#refs(this.#ref, options) : await this.#allRefs(options);
    const sha = named.get(this.#ref);
    // Ids are checked where they are parsed.
    if (sha !== undefined) return sha as CommitSha;
    const refs = modern ? await this.#refs("refs/", options) : named;
    if (refs.size > 0) throw new BranchNotFoundError(this.branch, this.http.location);
    return undefined;
  }

  /**
   * Fetches by version 2 of the protocol.
   * @returns `undefined` when the host does not have, or does not give, what is wanted
   */
  async fetch(request: FetchRequest, { signal, onProgress }: CallOptions): Promise<FetchAnswer | undefined> {
    const onBytes = onProgress && ((done: number) => onProgress({ phase: "fetching bytes", done }));
    const asked = { signal, onBytes, maxBytes: this.maxPackBytes };
    const data = await this.#post("git-upload-pack", formatFetchRequest(request), asked);
    try {
      return parseFetchAnswer(data);
    } catch (error) {
      if (error instanceof SyntaxError && /not our ref/.test(error.message)) return undefined;
      throw this.#translate(error);
    }
  }

  /** Asks to move the branch. */
  async push(update: PushUpdate, { signal }: CallOptions): Promise<PushAnswer> {
    // Every host of the last ten years can do these, so that nobody needs to be asked first.
    const abilities = ["report-status", "side-band-64k", "agent=git/gimlet"];
    const head = formatRefUpdate({ ref: this.#ref, from: update.from, to: update.to }, abilities);
    const data = await this.#post("git-receive-pack", Buffer.concat([head, update.pack]), { signal });
    return this.#understand(() => parsePushAnswer(data, { ref: this.#ref, sideBand: true }));
  }

  async #askCapabilities(signal: AbortSignal | undefined): Promise<Capabilities | undefined> {
    const data = await this.http.request({ method: "GET", path: ADVERTISEMENT, headers: VERSION_TWO, signal });
    const capabilities = this.#understand(() => parseCapabilities(data));
    const { location } = this.http;
    if (capabilities === undefined)
      this.#log?.debug("the host speaks an old protocol only: all is fetched", { location });
    else if (!canFilter(capabilities)) this.#log?.debug("the host does not leave away blobs", { location });
    return capabilities;
  }

  async #refs(prefix: string, { signal }: CallOptions): Promise<ReadonlyMap<string, string>> {
    const data = await this.#post("git-upload-pack", formatRefsRequest(prefix), { signal });
    return this.#understand(() => parseRefs(data));
  }

  async #allRefs({ signal }: CallOptions): Promise<ReadonlyMap<string, string>> {
    const data = await this.http.request({ method: "GET", path: ADVERTISEMENT, signal });
    return this.#understand(() => parseRefAdvertisement(data, "git-upload-pack")).refs;
  }

  async #post(
    service: "git-upload-pack" | "git-receive-pack",
    body: Uint8Array,
    options: Pick<GitRequest, "signal" | "onBytes" | "maxBytes">,
  ): Promise<Uint8Array> {
    const headers = {
      ...(service === "git-upload-pack" ? VERSION_TWO : {}),
      "content-type": `application/x-${service}-request`,
      accept: `application/x-${service}-result`,
    };
    return await this.http.request({ method: "POST", path: service, headers, body, ...options });
  }

  get #ref(): string {
    return `refs/heads/${this.branch}`;
  }

  #understand<T>(parse: () => T): T {
    try {
      return parse();
    } catch (error) {
      throw this.#translate(error);
    }
  }

  #translate(error: unknown): unknown {
    if (!(error instanceof SyntaxError)) return error;
    return new GitUnavailableError(this.http.location, scrub(error.message), { cause: error });
  }
}

/** Whether the host leaves away blobs when it is asked to. */
export function canFilter(capabilities: Capabilities | undefined): boolean {
  return capabilities?.get("fetch")?.split(" ").includes("filter") ?? false;
}

export interface PushUpdate {
  readonly from: CommitSha | undefined;
  readonly to: CommitSha;
  readonly pack: Uint8Array;
}
