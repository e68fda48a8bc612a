import { InvalidNameError } from "../errors.ts";

/** What an app's own Flux object is made from. */
export interface KustomizationFacts {
  /** `metadata.name` of the env's GitRepository and Kustomization. */
  readonly source: string;
  readonly namespace: string;
  readonly app: string;
  /** The app's folder, repository-relative. */
  readonly folder: string;
}

/** Kubernetes allows no longer name where it becomes a label. */
const MAX_OBJECT_NAME = 63;

/** Name of an app's Kustomization: `<source>-<namespace>-<app>`. @throws {InvalidNameError} over 63 characters */
export function kustomizationName(facts: KustomizationFacts): string {
  const name = `${facts.source}-${facts.namespace}-${facts.app}`.toLowerCase();
  if (name.length > MAX_OBJECT_NAME)
    throw new InvalidNameError(
      "name of a Flux Kustomization",
      name,
      `use a shorter app or namespace: together with the env's names it may have ${MAX_OBJECT_NAME} characters`,
    );
  return name;
}

/** Text of `flux/kustomization-<app>.yaml`. It waits for health: else success would only mean that objects exist. */
export function formatKustomizationFile(facts: KustomizationFacts): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${kustomizationName(facts)}
  namespace: flux-system
spec:
  interval: 24h0m0s
  path: ./${facts.folder}
  prune: true
  wait: true
  timeout: 5m0s
  sourceRef:
    kind: GitRepository
    name: ${facts.source}
`;
}
