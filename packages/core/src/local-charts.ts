// Charts on this machine, for Node: read from its disk, with its chance and clock, and verified with its helm.

export { FolderCharts } from "./adapters/chart-folder/folder-charts.ts";
export { readChartFolder, type ReadChartFolderOptions } from "./adapters/chart-folder/read-chart-folder.ts";
export { systemChance } from "./adapters/system-chance/system-chance.ts";
export { verifyWithHelm, type HelmRender } from "./adapters/helm-binary/verify-with-helm.ts";
export type { HelmOptions } from "./adapters/helm-binary/run-helm.ts";
