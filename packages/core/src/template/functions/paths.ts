import type { Value } from "../values/value.ts";
import { textOf } from "./arguments.ts";
import type { FunctionTable, TemplateFunction } from "./function.ts";

/** `base`, `dir`, `clean`, `ext`, `isAbs`, and their `os` twins: the system is always one with slashes. */
export const pathFunctions: FunctionTable = new Map([
  ...twins("base", baseOf),
  ...twins("dir", (path) => clean(path.slice(0, path.lastIndexOf("/") + 1))),
  ...twins("clean", clean),
  ...twins("ext", extensionOf),
  ...twins("isAbs", (path) => path.startsWith("/")),
]);

function twins(name: string, of: (path: string) => Value): [string, TemplateFunction][] {
  const entry: TemplateFunction = { params: ["string"], call: ([path]) => of(textOf(path)) };
  return [
    [name, entry],
    [`os${name.charAt(0).toUpperCase()}${name.slice(1)}`, entry],
  ];
}

function baseOf(path: string): string {
  if (path === "") return ".";
  const parts = path.split("/").filter((part) => part !== "");
  return parts.at(-1) ?? "/";
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

/** The shortest path that means the same, by its words alone. */
function clean(path: string): string {
  const isAbsolute = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isAbsolute) kept.push(part);
  }
  const cleaned = (isAbsolute ? "/" : "") + kept.join("/");
  return cleaned === "" ? "." : cleaned;
}
