import { resolve } from "node:path";
import type { ChartFiles } from "../../chart/archive/read-chart-archive.ts";
import type { CallOptions } from "../../conventions/call-options.ts";
import { RenderUnsupportedError } from "../../errors.ts";
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

  async read({ repository = "", name }: ChartReference, { signal }: CallOptions = {}): Promise<ChartFiles> {
    if (repository !== "" || isRemote(name))
      throw new RenderUnsupportedError(
        "chart",
        "Charts come from folders and archives for now, such as ./charts/web: put this one there with helm pull.",
      );
    return await readChartFolder(resolve(this.#base, name), signal === undefined ? {} : { signal });
  }
}

/** Addresses, and what git and OCI registries take for one. */
function isRemote(name: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(name) || /^[^/\\]+@[^/\\]+:/.test(name) || /\.git([?/#]|$)/.test(name);
}
