import type { GitCredentials, GitopsRepoOptions } from "./gitops-repo-options.ts";
import type { RemoteAddress } from "./remote-address.ts";

/** Credentials for one origin, asked for when they are needed first and when they were refused. */
export class CredentialSource {
  readonly #ask: () => Promise<GitCredentials | undefined>;
  #answer: Promise<GitCredentials | undefined> | undefined;

  /** What is given for an address comes first, then what its URL holds; a function is asked when the URL holds none. */
  constructor(address: RemoteAddress, given: GitopsRepoOptions["credentials"]) {
    const inUrl = address.kind === "http" ? address.credentials : undefined;
    const fixed = typeof given === "function" ? inUrl : (given ?? inUrl);
    this.#ask = typeof given === "function" && fixed === undefined ? given : async () => fixed;
  }

  async get(): Promise<GitCredentials | undefined> {
    this.#answer ??= this.#ask();
    try {
      return await this.#answer;
    } catch (error) {
      this.#answer = undefined;
      throw error;
    }
  }

  /** To be called when they were refused; `undefined` when there are no others. They may have expired since. */
  async renew(): Promise<GitCredentials | undefined> {
    const before = await this.get();
    this.#answer = undefined;
    const now = await this.get();
    return now?.username === before?.username && now?.password === before?.password ? undefined : now;
  }
}

/** The value of an Authorization header. */
export function basicAuthorization({ username = "x-access-token", password }: GitCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
