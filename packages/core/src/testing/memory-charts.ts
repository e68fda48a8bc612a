import type { ChartFiles } from "../chart/archive/read-chart-archive.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import { ChartInvalidError, RenderUnsupportedError } from "../errors.ts";
import type { ChartReference } from "../manifest/manifest-type.generated.ts";
import type { ChartSource } from "../render/chart-source.ts";

/** Charts in memory, by the names that manifests give them. */
export class MemoryCharts implements ChartSource {
  readonly #charts: ReadonlyMap<string, ChartFiles>;

  /** @param charts name → path below the chart's folder → content, a text or bytes */
  constructor(charts: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>) {
    const encoder = new TextEncoder();
    this.#charts = new Map(
      Object.entries(charts).map(([name, files]) => [
        name,
        new Map(
          Object.entries(files).map(([path, content]) => [
            path,
            typeof content === "string" ? encoder.encode(content) : content,
          ]),
        ),
      ]),
    );
  }

  // oxlint-disable-next-line require-await -- the port is async
  async read({ name, repository = "" }: ChartReference, { signal }: CallOptions = {}): Promise<ChartFiles> {
    signal?.throwIfAborted();
    if (repository !== "") throw new RenderUnsupportedError("chart", "Name a chart that is in memory.");
    const files = this.#charts.get(name);
    if (!files?.has("Chart.yaml"))
      throw new ChartInvalidError("invalid", `there is no chart ${JSON.stringify(name)}`, "Name one of those given.");
    return new Map([...files].map(([path, bytes]) => [path, bytes.slice()]));
  }
}
