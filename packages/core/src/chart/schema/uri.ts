/** An absolute address and what follows its `#`, without escapes. */
export interface Reference {
  readonly url: string;
  /** A JSON pointer, an anchor's name, or empty. */
  readonly fragment: string;
}

/**
 * The address a reference means where `base` holds (RFC 3986, section 5).
 * @throws {URIError} when its fragment is not escaped well
 */
export function resolveReference(base: string, reference: string): Reference {
  const { url, fragment } = splitFragment(reference);
  return { url: url === "" ? base : resolveUrl(base, url), fragment };
}

/**
 * Parts a reference at its `#`.
 * @throws {URIError} when its fragment is not escaped well
 */
export function splitFragment(reference: string): Reference {
  const hash = reference.indexOf("#");
  if (hash < 0) return { url: reference, fragment: "" };
  return { url: reference.slice(0, hash), fragment: decodeURIComponent(reference.slice(hash + 1)) };
}

interface Parts {
  readonly scheme: string;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string;
}

function partsOf(url: string): Parts {
  const match = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?]*))?([^?]*)(\?.*)?$/s.exec(url);
  return {
    scheme: match?.[1]?.toLowerCase() ?? "",
    authority: match?.[2],
    path: match?.[3] ?? "",
    query: match?.[4] ?? "",
  };
}

function resolveUrl(base: string, url: string): string {
  const own = partsOf(url);
  if (own.scheme !== "") return url;
  const below = partsOf(base);
  // What has no slashes, such as urn:a:b, can't be the base of a path.
  if (below.authority === undefined && !below.path.startsWith("/")) return base;
  const start = `${below.scheme}:`;
  if (own.authority !== undefined) return `${start}//${own.authority}${cleanPath(own.path)}${own.query}`;
  const host = below.authority === undefined ? "" : `//${below.authority}`;
  const folder = below.path.slice(0, below.path.lastIndexOf("/") + 1);
  const path = own.path.startsWith("/") ? own.path : `${folder === "" ? "/" : folder}${own.path}`;
  return `${start}${host}${cleanPath(path)}${own.query}`;
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  const all = path.split("/");
  for (const [at, part] of all.entries()) {
    const isLast = at === all.length - 1;
    if (part === "..") {
      if (parts.length > 1) parts.pop();
      if (isLast) parts.push("");
    } else if (part !== ".") parts.push(part);
    else if (isLast) parts.push("");
  }
  return parts.join("/");
}
