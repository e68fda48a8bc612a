import { ChartInvalidError, InvalidNameError } from "../errors.ts";
import type { Profile } from "../template/profile.ts";
import type { Chart } from "./chart.ts";
import type { KubeVersion } from "./kube-version.ts";
import { isInRange } from "./version-range.ts";

/**
 * Checks what Helm checks before it looks at values: that the chart is an application with all its dependencies.
 * @throws {ChartInvalidError} in Helm's words
 */
export function checkChart({ metadata, dependencies }: Chart, profile: Profile): void {
  if (metadata.type !== "" && metadata.type !== "application") {
    throw new ChartInvalidError(
      "library",
      `${metadata.type} charts are not installable`,
      "Render a chart that has this one among its dependencies.",
    );
  }
  const present = new Set(dependencies.map((dependency) => dependency.metadata.name));
  const missing = metadata.dependencies.map(({ name }) => name).filter((name) => !present.has(name));
  if (missing.length === 0) return;
  const advice = profile.missingDependencies;
  throw new ChartInvalidError(
    "dependencies",
    `${advice}: found in Chart.yaml, but missing in charts/ directory: ${missing.join(", ")}`,
    "Put the missing charts into charts/, as helm dependency build does.",
  );
}

// A DNS name that leaves room for what Helm puts behind it.
const RELEASE_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_RELEASE_NAME = 53;

/** @throws {InvalidNameError} for a release that Helm would not make */
export function checkReleaseName(name: string): void {
  // The length comes first: it bounds how far the expression goes back.
  if (name.length <= LONGEST_RELEASE_NAME && RELEASE_NAME.test(name)) return;
  const rule = `use lower-case letters, digits, "-" and ".", at most ${LONGEST_RELEASE_NAME}, with a letter or digit at both ends`;
  throw new InvalidNameError("release name", name, rule);
}

/** @throws {ChartInvalidError} in Helm's words, when the chart asks for another version of Kubernetes */
export function checkKubeVersion({ metadata }: Chart, kubeVersion: KubeVersion): void {
  const range = metadata.kubeVersion;
  if (range === "" || isInRange(kubeVersion.normalized, range)) return;
  throw new ChartInvalidError(
    "kube-version",
    `chart requires kubeVersion: ${range} which is incompatible with Kubernetes ${kubeVersion.version}`,
    "Render for a version of Kubernetes that the chart goes with.",
  );
}
