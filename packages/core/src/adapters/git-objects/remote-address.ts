import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../errors.ts";
import { locationOf } from "../../git/push-answer.ts";
import type { GitCredentials } from "./gitops-repo-options.ts";

/** Where a repository is. */
export type RemoteAddress =
  | { readonly kind: "folder"; readonly path: string }
  | {
      readonly kind: "http";
      /** Without user info. */
      readonly url: string;
      /** Scheme, host and port. */
      readonly origin: string;
      /** What the URL held, for its origin alone. */
      readonly credentials: GitCredentials | undefined;
    }
  /** A URL without password, or `user@host:path`. */
  | { readonly kind: "ssh"; readonly url: string };

const HINT = "Name the repository by https://host/path, ssh://host/path, user@host:path or a folder.";

/**
 * Parses the address of a repository as people write it.
 * @throws {UsageError} when git could take it for an option, or it names a transport other than HTTP, SSH and files
 */
export function parseRemoteAddress(text: string): RemoteAddress {
  const refuse = (why: string): never => {
    throw new UsageError(`${JSON.stringify(locationOf(text).slice(0, 100))} ${why}`, HINT);
  };
  if (text === "" || /\p{Cc}/u.test(text)) refuse("is no address of a git repository");
  if (text.startsWith("-")) refuse("begins with a dash, as options do");
  if (/^[A-Za-z0-9+.-]*::/.test(text)) refuse("names a remote helper, which could run anything");

  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const url = URL.parse(text) ?? refuse("is no URL");
    if (url.protocol === "file:") return { kind: "folder", path: fileURLToPath(url) };
    if (!["https:", "http:", "ssh:"].includes(url.protocol)) refuse(`has the unknown scheme ${url.protocol}`);
    if (url.hostname === "" || url.hostname.startsWith("-")) refuse("has no usable host");
    return parseUrl(url);
  }

  // user@host:path, where no slash stands before the colon; C:\path is a folder.
  const scp = /^(?:[^/:@]+@)?([^/:@]+|\[[0-9a-f:]+\]):(?!\/\/)(.+)$/i.exec(text);
  if (scp !== null && !/^[A-Za-z]:[\\/]/.test(text)) {
    const [, host = "", path = ""] = scp;
    if (host.startsWith("-") || path.startsWith("-")) refuse("has a host or path that begins with a dash");
    return { kind: "ssh", url: text };
  }
  return { kind: "folder", path: resolve(text) };
}

function parseUrl(parsed: URL): RemoteAddress {
  const url = new URL(parsed);
  const username = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  url.password = "";
  if (url.protocol === "ssh:") return { kind: "ssh", url: url.href };
  const { origin } = url;
  // A user name alone is a hint for credential helpers or, with some hosts, the token itself: it is hidden all the same.
  url.username = "";
  const credentials = password !== "" ? { username, password } : username !== "" ? { password: username } : undefined;
  return { kind: "http", url: url.href, credentials, origin };
}
