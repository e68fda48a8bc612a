import { kindOf } from "../../values/go-type.ts";
import { Dict, ANY_DICT, type Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable } from "../function.ts";
import { formatUrl, formatUserInfo, hostnameOf, parseUrl, type UserInfo } from "./go-url.ts";

/** `urlParse` and `urlJoin`. */
export const urlFunctions: FunctionTable = new Map([
  ["urlParse", { params: ["string"], call: ([text]: readonly Value[]): Value => takeApart(textOf(text)) }],
  ["urlJoin", { params: [ANY_DICT], call: ([parts]: readonly Value[]): Value => join(parts) }],
]);

function takeApart(text: string): Dict {
  const url = parsing("unable to parse url", () => parseUrl(text));
  return new Dict([
    ["scheme", url.scheme],
    ["host", url.host],
    ["hostname", hostnameOf(url.host)],
    ["path", url.path],
    ["query", url.query],
    ["opaque", url.opaque],
    ["fragment", url.fragment],
    ["userinfo", url.user === undefined ? "" : formatUserInfo(url.user)],
  ]);
}

function join(parts: Value): string {
  const url = {
    scheme: textAt(parts, "scheme"),
    host: textAt(parts, "host"),
    path: textAt(parts, "path"),
    query: textAt(parts, "query"),
    opaque: textAt(parts, "opaque"),
    fragment: textAt(parts, "fragment"),
  };
  return formatUrl({ ...url, user: userOf(textAt(parts, "userinfo")) });
}

/** A panic over what is no text; even one over nil, which has no type to name. */
function textAt(parts: Value, key: string): string {
  if (!(parts instanceof Dict) || !parts.has(key)) return "";
  const value = parts.get(key);
  if (typeof value === "string") return value;
  if (value === null || value === undefined)
    throw new FunctionError("runtime error: invalid memory address or nil pointer dereference");
  throw new FunctionError(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
}

function userOf(userInfo: string): UserInfo | undefined {
  if (userInfo === "") return undefined;
  return parsing("unable to parse userinfo in dict", () => parseUrl(`proto://${userInfo}@host`)).user;
}

function parsing<T>(problem: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof FunctionError) throw new FunctionError(`${problem}: ${error.message}`);
    throw error;
  }
}
