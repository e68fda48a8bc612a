import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "../run-settings.ts";

/** Where clones, their index and names for completion are kept; all of it may be deleted at any time. */
export function cacheFolder(environment: Environment): string {
  if (environment["GIMLET_CACHE_DIR"]) return environment["GIMLET_CACHE_DIR"];
  const home = environment["HOME"] || homedir();
  const base =
    process.platform === "win32"
      ? (environment["LOCALAPPDATA"] ?? join(home, "AppData", "Local"))
      : environment["XDG_CACHE_HOME"] || join(home, ".cache");
  return join(base, "gimlet");
}
