import type { ChartFiles } from "../chart/archive/read-chart-archive.ts";
import type { ChartReference } from "../manifest/manifest-type.generated.ts";
import type { ChartSource } from "../render/chart-source.ts";
import { equal, fails } from "./contract-kit.ts";

/** A source with charts in it, as one adapter has them. */
export interface ChartSourceUnderTest {
  readonly source: ChartSource;
  /** What a manifest names a chart with; also one that is not there. */
  readonly referenceTo: (chart: string) => ChartReference;
}

/** Charts to put into a source: name → path below the chart's folder → content. */
export type ChartsUnderTest = Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>;

/** One fact that holds for every adapter of `ChartSource`; framework-free: it throws when it does not hold. */
export interface ChartSourceContractCase {
  readonly title: string;
  readonly run: (create: (charts: ChartsUnderTest) => Promise<ChartSourceUnderTest>) => Promise<void>;
}

const encoder = new TextEncoder();
const WEB = {
  "Chart.yaml": encoder.encode("apiVersion: v2\nname: web\nversion: 1.2.3\n"),
  "values.yaml": encoder.encode("replicas: 1\n"),
  "templates/service.yaml": encoder.encode("kind: Service\n"),
  "charts/cache/Chart.yaml": encoder.encode("apiVersion: v2\nname: cache\nversion: 0.1.0\n"),
  "files/logo.png": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xfe),
};
const PAY = { "Chart.yaml": encoder.encode("apiVersion: v2\nname: pay\nversion: 2.0.0\n") };

/**
 * What every adapter of `ChartSource` promises, for any test runner:
 * `for (const { title, run } of chartSourceContract) it(title, () => run(create))`.
 */
export const chartSourceContract: readonly ChartSourceContractCase[] = [
  {
    title: "gives every file of a chart by its path below the chart's folder",
    async run(create) {
      const { source, referenceTo } = await create({ web: WEB, pay: PAY });
      equal(plain(await source.read(referenceTo("web"))), plain(new Map(Object.entries(WEB))));
      equal(plain(await source.read(referenceTo("pay"))), plain(new Map(Object.entries(PAY))));
    },
  },
  {
    title: "gives the same each time, whatever became of what it gave",
    async run(create) {
      const { source, referenceTo } = await create({ web: WEB });
      const first = await source.read(referenceTo("web"));
      const before = plain(first);
      first.get("values.yaml")?.fill(0);
      equal(plain(await source.read(referenceTo("web"))), before);
    },
  },
  {
    title: "fails with chart-invalid where there is no chart",
    async run(create) {
      const { source, referenceTo } = await create({ web: WEB });
      await fails(source.read(referenceTo("nothing")), "chart-invalid");
    },
  },
  {
    title: "fails with chart-invalid where there are files without a Chart.yaml",
    async run(create) {
      const { source, referenceTo } = await create({ notes: { "README.md": encoder.encode("# Notes\n") } });
      await fails(source.read(referenceTo("notes")), "chart-invalid");
    },
  },
  {
    title: "stops with the signal's reason",
    async run(create) {
      const { source, referenceTo } = await create({ web: WEB });
      const reason = new Error("enough");
      const outcome: unknown = await source
        .read(referenceTo("web"), { signal: AbortSignal.abort(reason) })
        .catch((error: unknown) => error);
      if (outcome !== reason) throw new Error(`expected the signal's reason, got ${String(outcome)}`);
    },
  },
];

function plain(files: ChartFiles): readonly (readonly [string, readonly number[]])[] {
  return [...files].map(([path, bytes]) => [path, [...bytes]] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
