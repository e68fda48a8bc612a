import type { ManifestSource } from "../manifest/manifest-source.ts";
import type { ResolvedManifest } from "../manifest/resolve-manifest.ts";

/** One rendered Kubernetes object. */
export interface Resource {
  /** Such as `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As its text says; `undefined` when it names none. */
  readonly namespace: string | undefined;
  /** What it was made from, such as a chart's template; shown in the file's first line. */
  readonly origin: string;
  /** Its YAML document, without `---`, with a final newline. */
  readonly text: string;
}

/** What rendering may be told. */
export interface RenderCallOptions {
  /** For the places of issues. @defaultValue every issue is at 1:1 of `manifest` */
  readonly source?: ManifestSource | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Port: what turns a manifest into resources. */
export interface Renderer {
  /**
   * Renders a manifest whose variables are filled in. The order of resources is that of their sources.
   * @throws {ManifestInvalidError} when the manifest gives no resources, or some that can't be understood
   * @throws {RenderUnsupportedError} when it uses what this renderer can't do
   */
  render(manifest: ResolvedManifest, options?: RenderCallOptions): Promise<readonly Resource[]>;
}
