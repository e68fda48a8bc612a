import { ChartCache } from "../chart/chart-cache.ts";
import type { ChartRendererOptions } from "./render-chart-manifest.ts";
import type { Renderer } from "./renderer.ts";

/** Renders a manifest's chart, then its raw manifests. What a chart came to depends on the lock and the values alone. */
export function chartRenderer({ charts, cache = new ChartCache(), verify }: ChartRendererOptions): Renderer {
  return {
    async render(manifest, options = {}) {
      // Loaded with the first manifest: their places in a text need a YAML reader that charts alone do without.
      const { renderChartManifest } = await import("./render-chart-manifest.ts");
      return await renderChartManifest(manifest, {
        charts,
        cache,
        options,
        ...(verify === undefined ? {} : { verify }),
      });
    },
  };
}
