import { resolve } from "node:path";
import type { ChartFiles } from "../../chart/archive/read-chart-archive.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import { ChartInvalidError, RenderUnsupportedError } from "../../errors.ts";
import type { ChartReference } from "../../manifest/manifest-type.generated.ts";
import type { ChartSource } from "../../render/chart-source.ts";
import { readChartFolder } from "./read-chart-folder.ts";

/**
 * Charts on this machine's disk: folders and archives, such as `./charts/web`.
 *
 * Not for a server: whoever writes a manifest chooses what is read.
 */
export class FolderCharts implements ChartSource {
  readonly #base: string;

  /** @param base the folder that relative paths start from */
  constructor(base: string) {
    this.#base = base;
  }

  async read(reference: ChartReference, { signal }: CallOptions = {}): Promise<ChartFiles> {
    const { repository = "", name } = reference;
    if (repository !== "" || isRemote(name)) throw elsewhere(reference);
    const path = resolve(this.#base, name);
    const files = await readChartFolder(path, signal === undefined ? {} : { signal });
    if (files.has("Chart.yaml")) return files;
    throw new ChartInvalidError(
      "invalid",
      "Chart.yaml file is missing",
      `Name a folder that holds one: ${path} has none.`,
    );
  }
}

/** Addresses, and what git and OCI registries take for one. */
function isRemote(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name) || /^[^/\\]+@[^/\\]+:/.test(name) || /\.git([?/#]|$)/.test(name);
}

/** What can't be fetched, and how to fetch it by hand; without what an address says of who asks. */
function elsewhere({ repository = "", name, version }: ChartReference): RenderUnsupportedError {
  const chart = withoutUser(name);
  const where = repository === "" ? "" : ` of ${withoutUser(repository)}`;
  const isHelms = repository !== "" || /^(oci|https?):\/\/(?!.*\.git([?/#]|$))/i.test(name);
  const flags = `${repository === "" ? "" : ` --repo ${withoutUser(repository)}`}${version === undefined ? "" : ` --version ${version}`}`;
  const fetching = isHelms ? `helm pull ${chart}${flags} --untar` : "git clone";
  return new RenderUnsupportedError("chart", `Fetch it first, and name its folder: ${fetching}`, {
    message: `the chart ${JSON.stringify(chart)}${where} can't be fetched: charts come from folders and archives for now`,
  });
}

function withoutUser(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, "$1");
}
