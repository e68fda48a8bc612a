import { UsageError } from "@gimlet/core";
import type { ChartFiles } from "@gimlet/core/chart";

/** Which chart, as arguments and flags say it. */
export interface ChartWords {
  readonly chart: string | undefined;
  readonly repo?: string | undefined;
  readonly version?: string | undefined;
}

/**
 * Reads the files of a chart from a folder or an archive.
 * @throws {RenderUnsupportedError} when it is somewhere else
 */
export async function readChart({ chart, repo, version }: ChartWords, folder: string): Promise<ChartFiles> {
  if (chart === undefined)
    throw new UsageError(
      "the chart is missing",
      "Name its folder or archive, such as ./charts/web, after the command.",
    );
  const { FolderCharts } = await import("@gimlet/core/local-charts");
  const reference = {
    name: chart,
    ...(repo === undefined ? {} : { repository: repo }),
    ...(version === undefined ? {} : { version }),
  };
  return await new FolderCharts(folder).read(reference);
}
