import { rawRenderer, type Renderer } from "@gimlet/core";

/** What renders manifests here: charts come from folders, and the engine is loaded with the first one. */
export function localRenderer(folder: string, options: { readonly verify?: boolean } = {}): Renderer {
  let charts: Promise<Renderer> | undefined;
  return {
    async render(manifest, call) {
      if (manifest.chart === undefined) return await rawRenderer.render(manifest, call);
      charts ??= openChartRenderer(folder, options);
      return await (await charts).render(manifest, call);
    },
  };
}

async function openChartRenderer(folder: string, { verify = false }: { readonly verify?: boolean }): Promise<Renderer> {
  const [{ chartRenderer }, { FolderCharts, verifyWithHelm }] = await Promise.all([
    import("@gimlet/core/chart"),
    import("@gimlet/core/local-charts"),
  ]);
  return chartRenderer({
    charts: new FolderCharts(folder),
    ...(verify
      ? {
          verify: async (text, { signal, ...render }) =>
            await verifyWithHelm(text, { ...render, set: [] }, { env: process.env, signal }),
        }
      : {}),
  });
}
