import { describe, expect, it } from "vitest";
import { RenderUnsupportedError } from "../errors.ts";
import { type ChartSourceUnderTest, chartSourceContract, type ChartsUnderTest } from "./chart-source-contract.ts";
import { MemoryCharts } from "./memory-charts.ts";

describe(MemoryCharts, () => {
  // oxlint-disable-next-line require-await -- the contract's is async
  const create = async (charts: ChartsUnderTest): Promise<ChartSourceUnderTest> => ({
    source: new MemoryCharts(charts),
    referenceTo: (name) => ({ name }),
  });

  it.each(chartSourceContract)("$title", async ({ run }) => {
    await expect(run(create)).resolves.toBeUndefined();
  });

  it("has no repositories", async () => {
    const charts = new MemoryCharts({ web: { "Chart.yaml": "name: web\n" } });

    await expect(charts.read({ name: "web", repository: "https://chart.example.org" })).rejects.toThrow(
      RenderUnsupportedError,
    );
  });
});
