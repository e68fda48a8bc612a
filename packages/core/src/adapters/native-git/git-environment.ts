import { basicAuthorization, type CredentialSource } from "../git-objects/credential-source.ts";
import type { GitCredentials } from "../git-objects/gitops-repo-options.ts";

export interface GitEnvironmentOptions {
  /** What the process of the caller has; most of it is left out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Sent to this origin and nowhere else. */
  readonly credentials?: (GitCredentials & { readonly origin: string }) | undefined;
}

// What git, ssh, curl and the usual credential helpers need. GIT_DIR and its like must not reach a git of ours.
const PASSED = new Set([
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "TEMP",
  "TMP",
  "XDG_CONFIG_HOME",
  "XDG_RUNTIME_DIR",
  "DBUS_SESSION_BUS_ADDRESS",
  "KRB5CCNAME",
  "APPDATA",
  "COMSPEC",
  "HOMEDRIVE",
  "HOMEPATH",
  "LOCALAPPDATA",
  "PATHEXT",
  "PROGRAMDATA",
  "SYSTEMROOT",
  "USERPROFILE",
  "GIT_ASKPASS",
  "GIT_EXEC_PATH",
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_SSH_VARIANT",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "GIT_SSL_CERT",
  "GIT_SSL_KEY",
  "GIT_SSL_NO_VERIFY",
  "GIT_HTTP_PROXY_AUTHMETHOD",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_SYSTEM",
  "SSH_AGENT_PID",
  "SSH_ASKPASS",
  "SSH_ASKPASS_REQUIRE",
  "SSH_AUTH_SOCK",
  "ALL_PROXY",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "CURL_CA_BUNDLE",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "GH_CONFIG_DIR",
  "GH_HOST",
  "GH_TOKEN",
  "GITHUB_TOKEN",
]);
const PASSED_CONFIG = /^GIT_CONFIG_(KEY|VALUE)_[0-9]{1,4}$/;

export interface RemoteEnvironmentOptions {
  readonly env: GitEnvironmentOptions["env"];
  readonly credentials: CredentialSource;
  /** Where they go; `undefined` for remotes that take none. */
  readonly origin: string | undefined;
}

/** The environment of the git processes that talk to a remote. Credentials are asked for with the first of them. */
export class RemoteEnvironment {
  readonly #options: RemoteEnvironmentOptions;

  constructor(options: RemoteEnvironmentOptions) {
    this.#options = options;
  }

  async get(): Promise<Readonly<Record<string, string>>> {
    return this.#with(this.#options.origin === undefined ? undefined : await this.#options.credentials.get());
  }

  /** To be called when the remote refused the credentials; `undefined` when there are no others. */
  async renew(): Promise<Readonly<Record<string, string>> | undefined> {
    const others = this.#options.origin === undefined ? undefined : await this.#options.credentials.renew();
    return others === undefined ? undefined : this.#with(others);
  }

  #with(credentials: GitCredentials | undefined): Readonly<Record<string, string>> {
    const { env, origin } = this.#options;
    const given = credentials === undefined || origin === undefined ? undefined : { ...credentials, origin };
    return gitEnvironment({ env, credentials: given });
  }
}

/** The whole environment of a git process: what it needs of the caller's, our settings, and the credentials. */
export function gitEnvironment(options: GitEnvironmentOptions): Readonly<Record<string, string>> {
  const { env, credentials } = options;
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && (PASSED.has(name.toUpperCase()) || PASSED_CONFIG.test(name))) result[name] = value;

  const settings: (readonly [key: string, value: string])[] = [
    ["protocol.ext.allow", "never"],
    ["protocol.version", "2"],
    // A host that says nothing for a minute has gone away.
    ["http.lowSpeedLimit", "1"],
    ["http.lowSpeedTime", "60"],
  ];
  if (credentials !== undefined) {
    const { origin } = credentials;
    // An argument or URL would show the token to everyone on the machine.
    settings.push([`http.${origin}/.extraHeader`, `Authorization: ${basicAuthorization(credentials)}`]);
    // Git would send the header along to wherever the host redirects.
    settings.push([`http.${origin}/.followRedirects`, "false"]);
    // When they are refused, others must not be tried in their place.
    settings.push(["credential.helper", ""]);
    delete result["GIT_ASKPASS"];
  }
  const given = Number(env["GIT_CONFIG_COUNT"] ?? "0");
  let count = Number.isSafeInteger(given) && given > 0 ? given : 0;
  for (const [key, value] of settings) {
    result[`GIT_CONFIG_KEY_${count}`] = key;
    result[`GIT_CONFIG_VALUE_${count}`] = value;
    count++;
  }
  return {
    ...result,
    GIT_CONFIG_COUNT: String(count),
    // The person names the repository, so it may be a folder, or a host of their own without TLS.
    GIT_ALLOW_PROTOCOL: "https:ssh:http:file",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}
