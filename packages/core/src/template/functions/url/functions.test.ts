import { describe, expect, test } from "vitest";
import { printAll } from "../../format/print.ts";
import { Dict, int } from "../../values/value.ts";
import { callIn } from "../../../../test-support/call-template-function.ts";
import { urlFunctions } from "./functions.ts";

const call = callIn(urlFunctions);

// What Go 1.26's net/url gives.
describe("urlParse", () => {
  test.each([
    [
      "https://user:p%40w@example.com:8080/p/a%20b?q=1&r=2#frag",
      "map[fragment:frag host:example.com:8080 hostname:example.com opaque: path:/p/a b query:q=1&r=2 scheme:https userinfo:user:p%40w]",
    ],
    ["mailto:a@b.c", "map[fragment: host: hostname: opaque:a@b.c path: query: scheme:mailto userinfo:]"],
    ["HTTP://[::1]:80/", "map[fragment: host:[::1]:80 hostname:::1 opaque: path:/ query: scheme:http userinfo:]"],
    ["pg://a:1,b:2/x", "map[fragment: host:a:1,b:2 hostname:a:1,b opaque: path:/x query: scheme:pg userinfo:]"],
    ["//h/x", "map[fragment: host:h hostname:h opaque: path:/x query: scheme: userinfo:]"],
    ["///x", "map[fragment: host: hostname: opaque: path:///x query: scheme: userinfo:]"],
    ["*", "map[fragment: host: hostname: opaque: path:* query: scheme: userinfo:]"],
  ])("%s", (url, parts) => {
    expect(printAll([call("urlParse", url)])).toBe(parts);
  });

  test.each([
    ["://bad", 'unable to parse url: parse "://bad": missing protocol scheme'],
    ["http://ex ample.com", 'unable to parse url: parse "http://ex ample.com": invalid character " " in host name'],
    ["%zz", 'unable to parse url: parse "%zz": invalid URL escape "%zz"'],
    ["%4é", 'unable to parse url: parse "%4é": invalid URL escape "%4\\xc3"'],
    ["a\nb", 'unable to parse url: parse "a\\nb": net/url: invalid control character in URL'],
    ["1a:b", 'unable to parse url: parse "1a:b": first path segment in URL cannot contain colon'],
    ["http://h:8a/", 'unable to parse url: parse "http://h:8a/": invalid port ":8a" after host'],
    ["http://a:1,b:2/", 'unable to parse url: parse "http://a:1,b:2/": invalid port ":1,b:2" after host'],
    ["http://[::1/", "unable to parse url: parse \"http://[::1/\": missing ']' in host"],
    ["http://[1.2.3.4]/", 'unable to parse url: parse "http://[1.2.3.4]/": invalid IP-literal'],
    [
      "http://[1::2::3]/",
      'unable to parse url: parse "http://[1::2::3]/": invalid host: ParseAddr("1::2::3"): multiple :: in address (at ":3")',
    ],
    ["http://a b@h/", 'unable to parse url: parse "http://a b@h/": net/url: invalid userinfo'],
  ])("%j: %j", (url, error) => {
    expect(() => call("urlParse", url)).toThrow(error);
  });
});

describe("urlJoin", () => {
  test.each([
    [{ scheme: "http", host: "h", path: "noslash" }, "http://h/noslash"],
    [{ scheme: "mailto", opaque: "a@b" }, "mailto:a@b"],
    [{ path: "a b/é" }, "a%20b/%C3%A9"],
    [{ path: "a:b" }, "./a:b"],
    [{ host: "h", userinfo: "u:p@q", query: "a=b", fragment: "é" }, "//u:p%40q@h?a=b#%C3%A9"],
    [{}, ""],
  ])("%j gives %s", (parts, url) => {
    expect(call("urlJoin", new Dict(Object.entries(parts)))).toBe(url);
  });

  test("refuses what is no text", () => {
    expect(() => call("urlJoin", new Dict([["host", int(5)]]))).toThrow(
      "unable to parse host key, must be of type string, but int found",
    );
  });
});
