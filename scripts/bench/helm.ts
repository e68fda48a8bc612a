import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The helm of this machine, kept from its configuration. */
export interface Helm {
  /** Such as `helm v4.2.4`. */
  readonly name: string;
  /** Renders a chart's folder, in a process. */
  readonly template: (chart: string) => Promise<void>;
}

/** Finds the helm on the PATH; `undefined` where there is none. */
export async function findHelm(folder: string): Promise<Helm | undefined> {
  const home = { HELM_CACHE_HOME: "cache", HELM_CONFIG_HOME: "config", HELM_DATA_HOME: "data" };
  const env = { PATH: process.env["PATH"], HOME: folder };
  const places = Object.fromEntries(Object.entries(home).map(([name, part]) => [name, join(folder, part)]));
  const options = { env: { ...env, ...places }, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout } = await run("helm", ["version", "--template", "{{.Version}}"], options);
    return {
      name: `helm ${stdout.trim()}`,
      template: async (chart) => void (await run("helm", ["template", "app-0", chart], options)),
    };
  } catch {
    return undefined;
  }
}
