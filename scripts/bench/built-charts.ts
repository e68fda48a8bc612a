import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as ChartEntry from "../../packages/core/src/chart.ts";

/** The entry for charts as it is published: from sources, Node would count the taking away of their types. */
export async function builtCharts(): Promise<typeof ChartEntry> {
  const entry = new URL("../../packages/core/dist/chart.js", import.meta.url);
  return (await import(entry.href)) as typeof ChartEntry;
}

/** The files of a chart's folder. */
export function filesOf(folder: string): ChartEntry.ChartFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.map((path) => [path.slice(folder.length + 1).replaceAll("\\", "/"), new Uint8Array(readFileSync(path))]),
  );
}

/** The values of one of many apps, each with others. */
export function valuesOfApp(number: number): object {
  return {
    image: { repository: `ghcr.io/acme/app-${number}`, tag: `1.${number}.0` },
    replicas: (number % 5) + 1,
    containerPort: 8000 + number,
    vars: { PORT: String(8000 + number), NAME: `app-${number}` },
    ingress: { host: `app-${number}.example.com`, tlsEnabled: true },
    probe: { enabled: true, path: "/healthz" },
    resources: { requests: { cpu: `${(number % 7) + 1}00m`, memory: "64Mi" } },
  };
}
