import type { ProfileName } from "../template/profile.ts";
import type { Dict, Value } from "../template/values/value.ts";

/** A Helm chart as it was loaded, its subcharts with it. Never changed: renders of many apps share one. */
export interface Chart {
  /** The Helm whose rules it was read by, and is rendered by. */
  readonly profile: ProfileName;
  readonly metadata: ChartMetadata;
  /** The defaults of `values.yaml`, empty without one. Shared: whoever merges into it must copy it before. */
  readonly values: Dict;
  /** The text of `values.yaml`, comments and all. */
  readonly valuesText: string | undefined;
  /** The bytes of `values.schema.json`. */
  readonly schema: Uint8Array | undefined;
  /** What lies under `templates/`, partials and notes too, in the order of the source. */
  readonly templates: readonly ChartTemplate[];
  /** Everything that is nothing else, in the order of the source: `.Files`, also `crds/`. */
  readonly files: readonly ChartFile[];
  /** Those of `files` that `--include-crds` prints; without those of subcharts. */
  readonly crds: readonly ChartFile[];
  /** `Chart.lock`, or `requirements.lock`. */
  readonly lock: ChartLock | undefined;
  /** What lies in `charts/`, by folder name, whether the metadata names it or not. */
  readonly dependencies: readonly Chart[];
  /** What Helm would say on standard error while loading; subcharts keep their own. */
  readonly warnings: readonly string[];
  /** SHA-256 over all that was loaded, in hex. The same for the same files, wherever they come from. */
  readonly digest: string;
}

/** A file by its path in the chart, with `/`. */
export interface ChartFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A template by its path in the chart, such as `templates/service.yaml`. */
export interface ChartTemplate {
  readonly name: string;
  /** Bytes that are not UTF-8 stand in it as `textOfBytes` leaves them. */
  readonly text: string;
}

/** `Chart.yaml`, with `requirements.yaml` laid over it. What is missing is the empty text or list. */
export interface ChartMetadata {
  readonly name: string;
  readonly home: string;
  readonly sources: readonly string[];
  readonly version: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly maintainers: readonly ChartMaintainer[];
  readonly icon: string;
  /** `v1` where the file names none. */
  readonly apiVersion: string;
  readonly condition: string;
  readonly tags: string;
  readonly appVersion: string;
  readonly deprecated: boolean;
  readonly annotations: ReadonlyMap<string, string>;
  readonly kubeVersion: string;
  readonly dependencies: readonly ChartDependency[];
  /** `application`, `library`, or empty, which is an application too. */
  readonly type: string;
}

/** Someone who looks after a chart. */
export interface ChartMaintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

/** A dependency as the metadata names it. */
export interface ChartDependency {
  readonly name: string;
  /** A version, or a range of them. */
  readonly version: string;
  readonly repository: string;
  /** Comma-separated paths of values. */
  readonly condition: string;
  readonly tags: readonly string[];
  readonly enabled: boolean;
  /** Texts, or maps with `child` and `parent`; not checked yet. */
  readonly importValues: readonly Value[];
  readonly alias: string;
}

/** The versions a chart's dependencies were locked to. */
export interface ChartLock {
  readonly generated: string;
  readonly digest: string;
  readonly dependencies: readonly ChartDependency[];
}
