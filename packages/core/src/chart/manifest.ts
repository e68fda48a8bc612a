/** A document that a chart rendered. */
export interface ChartManifest {
  /** The template it comes from, such as `shop/charts/web/templates/service.yaml`. */
  readonly source: string;
  /** Empty where the document has none. */
  readonly apiVersion: string;
  /** Empty where the document has none. */
  readonly kind: string;
  /** Empty where the document has none. */
  readonly name: string;
  /** Empty where the document has none; Helm then takes the release's. */
  readonly namespace: string;
  /** The document as it was printed, without separators. */
  readonly text: string;
  /** Where it starts in what its template printed, in UTF-16 units. */
  readonly offset: number;
}

/** A document that Helm does not install but runs at certain events. */
export interface ChartHook extends ChartManifest {
  readonly events: readonly HookEvent[];
  /** Hooks of one event run by their weights. */
  readonly weight: number;
  /** Such as `before-hook-creation`, in lower case; not checked. */
  readonly deletePolicies: readonly string[];
}

/** When a hook runs. */
export type HookEvent =
  | "pre-install"
  | "post-install"
  | "pre-delete"
  | "post-delete"
  | "pre-upgrade"
  | "post-upgrade"
  | "pre-rollback"
  | "post-rollback"
  | "test";
