import { quoteGo } from "../../format/quote.ts";
import { FunctionError } from "../function.ts";
import { IpAddressError, parseIpAddress } from "../ip-address.ts";
import { textOfUnits, unitsOfText } from "../../values/byte-units.ts";
import { escapeUrl, unescapeUrl } from "./escape.ts";

/** A URL as Go's `net/url` takes it apart; all texts without escapes. */
export interface GoUrl {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: UserInfo | undefined;
  /** With its port. */
  readonly host: string;
  readonly path: string;
  /** With its escapes. */
  readonly query: string;
  readonly fragment: string;
}

/** What stands before a host's `@`. */
export interface UserInfo {
  readonly name: string;
  readonly password: string | undefined;
}

/**
 * Takes a URL apart.
 * @throws {FunctionError} with the words of Go's `url.Parse`
 */
export function parseUrl(text: string): GoUrl {
  const raw = unitsOfText(text);
  const [beforeFragment, fragment] = cut(raw, "#");
  const url = naming(beforeFragment, () => parseWithoutFragment(beforeFragment));
  if (fragment === "") return asTexts(url);
  return asTexts({ ...url, fragment: naming(raw, () => unescapeUrl(fragment, "fragment")) });
}

/** Puts a URL together, with escapes where they are needed. */
export function formatUrl(url: GoUrl): string {
  const { scheme, opaque, user, host, path, query, fragment } = asUnits(url);
  let text = scheme === "" ? "" : `${scheme}:`;
  if (opaque === "") {
    if ((scheme !== "" || host !== "" || user !== undefined) && (host !== "" || path !== "" || user !== undefined)) {
      text += `//${user === undefined ? "" : `${formatUnits(user)}@`}${escapeUrl(host, "host")}`;
    }
    const escaped = path === "*" ? "*" : escapeUrl(path, "path");
    if (escaped !== "" && !escaped.startsWith("/") && host !== "") text += "/";
    // A colon in the first part of a relative path would make that part a scheme.
    if (text === "" && cut(escaped, "/")[0].includes(":")) text = "./";
    text += escaped;
  } else text += opaque;
  if (query !== "") text += `?${query}`;
  if (fragment !== "") text += `#${escapeUrl(fragment, "fragment")}`;
  return textOfUnits(text);
}

/** `user:password`, with escapes. */
export function formatUserInfo({ name, password }: UserInfo): string {
  return formatUnits({
    name: unitsOfText(name),
    password: password === undefined ? undefined : unitsOfText(password),
  });
}

/** The host without port and brackets. */
export function hostnameOf(host: string): string {
  const colon = host.lastIndexOf(":");
  const name = colon >= 0 && isPort(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name;
}

function formatUnits({ name, password }: UserInfo): string {
  const escaped = escapeUrl(name, "userinfo");
  return password === undefined ? escaped : `${escaped}:${escapeUrl(password, "userinfo")}`;
}

function naming<T>(raw: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw new FunctionError(`parse ${quoteGo(textOfUnits(raw))}: ${error.message}`);
  }
}

const EMPTY: GoUrl = { scheme: "", opaque: "", user: undefined, host: "", path: "", query: "", fragment: "" };

function parseWithoutFragment(raw: string): GoUrl {
  // eslint-disable-next-line no-control-regex -- these are what it refuses
  if (/[\u0000-\u001F\u007F]/.test(raw)) throw new FunctionError("net/url: invalid control character in URL");
  if (raw === "*") return { ...EMPTY, path: "*" };
  const { scheme, rest: afterScheme } = parseScheme(raw);
  const [hierarchy, query] = cut(afterScheme, "?");
  const url = { ...EMPTY, scheme, query };
  if (!hierarchy.startsWith("/")) {
    if (scheme !== "") return { ...url, opaque: hierarchy };
    if (cut(hierarchy, "/")[0].includes(":")) throw new FunctionError("first path segment in URL cannot contain colon");
  }
  const hasAuthority = hierarchy.startsWith("//") && (scheme !== "" || !hierarchy.startsWith("///"));
  if (!hasAuthority) return { ...url, path: unescapeUrl(hierarchy, "path") };
  const slash = hierarchy.indexOf("/", 2);
  const authority = slash < 0 ? hierarchy.slice(2) : hierarchy.slice(2, slash);
  return {
    ...url,
    ...parseAuthority(authority, { scheme }),
    path: slash < 0 ? "" : unescapeUrl(hierarchy.slice(slash), "path"),
  };
}

function parseScheme(raw: string): { scheme: string; rest: string } {
  if (raw.startsWith(":")) throw new FunctionError("missing protocol scheme");
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(raw) ?? [];
  if (scheme === undefined) return { scheme: "", rest: raw };
  return { scheme: scheme.toLowerCase(), rest: raw.slice(scheme.length + 1) };
}

function parseAuthority(authority: string, { scheme }: { scheme: string }): Pick<GoUrl, "user" | "host"> {
  const at = authority.lastIndexOf("@");
  const host = parseHost(authority.slice(at + 1), { scheme });
  return { host, user: at < 0 ? undefined : parseUserInfo(authority.slice(0, at)) };
}

function parseUserInfo(raw: string): UserInfo {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(raw)) throw new FunctionError("net/url: invalid userinfo");
  const [name, password] = cut(raw, ":");
  return {
    name: unescapeUrl(name, "userinfo"),
    password: raw.includes(":") ? unescapeUrl(password, "userinfo") : undefined,
  };
}

function parseHost(raw: string, { scheme }: { scheme: string }): string {
  const bracket = raw.lastIndexOf("[");
  if (bracket > 0) throw new FunctionError("invalid IP-literal");
  if (bracket === 0) return parseIpLiteral(raw);
  // Lists of hosts with ports, as databases have them, are taken except in http and https.
  const isStrict = scheme === "http" || scheme === "https";
  const colon = isStrict ? raw.indexOf(":") : raw.lastIndexOf(":");
  if (colon >= 0) checkPort(raw.slice(colon));
  return unescapeUrl(raw, "host");
}

function parseIpLiteral(raw: string): string {
  const end = raw.lastIndexOf("]");
  if (end < 0) throw new FunctionError("missing ']' in host");
  const port = raw.slice(end + 1);
  checkPort(port);
  const name = raw.slice(1, end);
  const zone = name.indexOf("%25");
  const address =
    zone < 0
      ? unescapeUrl(name, "host")
      : unescapeUrl(name.slice(0, zone), "host") + unescapeUrl(name.slice(zone), "zone");
  if (parseAddress(address).length === 4) throw new FunctionError("invalid IP-literal");
  return `[${address}]${port}`;
}

function parseAddress(units: string): Uint8Array {
  try {
    return parseIpAddress(textOfUnits(units)).bytes;
  } catch (error) {
    if (error instanceof IpAddressError) throw new FunctionError(`invalid host: ${error.message}`);
    throw error;
  }
}

function checkPort(port: string): void {
  if (port !== "" && !isPort(port)) throw new FunctionError(`invalid port ${quoteGo(textOfUnits(port))} after host`);
}

function isPort(text: string): boolean {
  return /^:[0-9]*$/.test(text);
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function asTexts(url: GoUrl): GoUrl {
  return mapTexts(url, textOfUnits);
}

function asUnits(url: GoUrl): GoUrl {
  return mapTexts(url, unitsOfText);
}

function mapTexts({ scheme, opaque, user, host, path, query, fragment }: GoUrl, map: (text: string) => string): GoUrl {
  return {
    scheme: map(scheme),
    opaque: map(opaque),
    user: user && { name: map(user.name), password: user.password === undefined ? undefined : map(user.password) },
    host: map(host),
    path: map(path),
    query: map(query),
    fragment: map(fragment),
  };
}
