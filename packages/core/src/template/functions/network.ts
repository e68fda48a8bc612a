import type { FunctionTable } from "./function.ts";

/** `getHostByName`, which finds nothing: a render asks no network. */
export const networkFunctions: FunctionTable = new Map([
  ["getHostByName", { params: ["string"], call: (): string => "" }],
]);
