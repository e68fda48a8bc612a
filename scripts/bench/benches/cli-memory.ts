import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { appName, artifactOf } from "../acts.ts";
import { perAdapter, type Adapter } from "../adapters.ts";
import type { Benches } from "../bench.ts";
import { serveHttp } from "../http-remote.ts";
import { ENV, remoteOf, repository } from "../repositories.ts";
import { mainShape } from "../shapes.ts";

const CLI = fileURLToPath(new URL("../../../packages/cli/bin/run.js", import.meta.url));
const REPORT_PEAK = fileURLToPath(new URL("../report-peak.mjs", import.meta.url));

/** Peak memory of `gimlet release make`, the process itself, over smart HTTP: with an empty cache, and with a warm one. */
export const cliMemory: Benches = perAdapter("cli-memory", async function* ({ folder, scale }, adapter) {
  await remoteOf(await repository(mainShape(scale)), join(folder, "remote.git"));
  await using host = await serveHttp(folder);
  for (const [index, variant] of ["empty cache", "warm cache"].entries()) {
    const options = { folder: join(folder, "work"), location: `${host.url}remote.git`, number: index + 1 };
    const peakRssMb = await releaseByCli(adapter, options);
    yield { variant, unit: "MB", ours: peakRssMb, peakRssMb };
  }
});

interface ReleaseByCliOptions {
  readonly folder: string;
  readonly location: string;
  readonly number: number;
}

async function releaseByCli(adapter: Adapter, { folder, location, number }: ReleaseByCliOptions): Promise<number> {
  await mkdir(folder, { recursive: true });
  const artifact = join(folder, "artifact.json");
  const report = join(folder, "peak");
  await writeFile(artifact, JSON.stringify(artifactOf(appName(7), number)));
  const release = ["release", "make", "--env", ENV, "--artifact", artifact, "--actor", "ada", "--yes"];
  const where = ["--apps-repo", location, "--layout", "folder-per-env"];
  await promisify(execFile)(process.execPath, ["--import", REPORT_PEAK, CLI, ...release, ...where], {
    env: {
      ...process.env,
      // The CLI takes native git where there is a git.
      ...(adapter === "native-git" ? {} : { PATH: folder }),
      GIMLET_CACHE_DIR: join(folder, "cache"),
      BENCH_PEAK_FILE: report,
    },
  });
  return Number(await readFile(report, "utf8"));
}
