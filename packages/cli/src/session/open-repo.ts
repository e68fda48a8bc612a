import type { GitopsRepo } from "@gimlet/core";
import type { EnvPlace } from "../context/context.ts";
import type { Run } from "../run.ts";
export async function openRepo(_place: EnvPlace, _run: Run): Promise<GitopsRepo> {
  throw new Error("not yet");
}
