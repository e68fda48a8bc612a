// In-memory doubles, builders and contract suites, for tests of what is built on Gimlet.

// The gitops repository in memory
export { MemoryObjectStore } from "./testing/memory-object-store.ts";
export {
  type FaultHook,
  type MemoryClientOptions,
  MemoryRemote,
  type MemoryRemoteOptions,
  type RemoteMoment,
} from "./testing/memory-remote.ts";

// What every adapter of the port GitopsRepo promises
export type { ContractCase, RepoUnderTest } from "./testing/contract-kit.ts";
export { gitopsRepoContract } from "./testing/gitops-repo-contract.ts";

// Charts in memory, and what every adapter of the port ChartSource promises
export { MemoryCharts } from "./testing/memory-charts.ts";
export {
  chartSourceContract,
  type ChartsUnderTest,
  type ChartSourceContractCase,
  type ChartSourceUnderTest,
} from "./testing/chart-source-contract.ts";

// Builders, and a clock that stands still
export { aManifest, anArtifact, type AnArtifactOptions } from "./testing/builders.ts";
export { fakeClock, type FakeClock } from "./testing/fake-clock.ts";
