import type { ChartFiles } from "../chart/archive/read-chart-archive.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { ChartReference } from "../manifest/manifest-type.generated.ts";

/** Port: where the charts come from that manifests name. */
export interface ChartSource {
  /**
   * The files of a chart, for `loadChart`.
   * @throws {ChartInvalidError} when there is no chart
   * @throws {RenderUnsupportedError} when it is kept where this source can't look
   */
  read(chart: ChartReference, options?: CallOptions): Promise<ChartFiles>;
}
