import { HelmDiffersError } from "@gimlet/core";
import type { Chart, ChartFiles, RenderChartOptions, UserValues } from "@gimlet/core/chart";
import { setFlags } from "./user-values.ts";

/** A chart that was rendered, and what with. */
export interface VerifiedChart {
  readonly files: ChartFiles;
  readonly chart: Chart;
  readonly given: UserValues;
  /** Without chance. */
  readonly options: Required<
    Pick<
      RenderChartOptions,
      "profile" | "release" | "kubeVersion" | "apiVersions" | "includeCrds" | "skipTests" | "values" | "signal"
    >
  >;
}

/**
 * Renders with the helm on the `PATH`, too.
 * @throws {HelmDiffersError} where that gives something else
 * @throws {NotReproducibleError} where it does because the chart makes something up
 */
export async function verifyChart(
  text: string,
  { files, chart, given, options }: VerifiedChart,
  run: { readonly folder: string; readonly environment: Readonly<Record<string, string | undefined>> },
): Promise<void> {
  const [{ verifyWithHelm }, { renderChart }] = await Promise.all([
    import("@gimlet/core/local-charts"),
    import("@gimlet/core/chart"),
  ]);
  const { values: _merged, signal, ...settings } = options;
  const values = (given.files ?? []).map((file) => file.text);
  try {
    await verifyWithHelm(
      text,
      { ...settings, files, values, set: setFlags(given) },
      { env: run.environment, folder: run.folder, signal },
    );
  } catch (error) {
    if (error instanceof HelmDiffersError) await renderChart(chart, options);
    throw error;
  }
}
