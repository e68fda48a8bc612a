import type { CallOptions } from "../conventions/call-options.ts";
import type { FileIssue } from "../errors.ts";
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
export interface RenderCallOptions extends CallOptions {
  /** For the places of issues. @defaultValue every issue is at 1:1 of `manifest` */
  readonly source?: ManifestSource;
  /** The time of a seeded render, in seconds since 1970: when the artifact was made. @defaultValue 0 */
  readonly createdSeconds?: number | undefined;
}

/** What a manifest was rendered to. */
export interface Rendered {
  /** In the order of their sources. */
  readonly resources: readonly Resource[];
  /** What the result depended on besides the manifest, such as a chart's digest; kept with the release. */
  readonly lock?: Readonly<Record<string, unknown>> | undefined;
  /** What people should know of it, such as hooks that were left out. @defaultValue none */
  readonly warnings?: readonly FileIssue[];
}

/** Port: what turns a manifest into resources. */
export interface Renderer {
  /**
   * Renders a manifest whose variables are filled in.
   * @throws {ManifestInvalidError} when the manifest gives no resources, or some that can't be understood
   * @throws {RenderUnsupportedError} when it uses what this renderer can't do
   */
  render(manifest: ResolvedManifest, options?: RenderCallOptions): Promise<Rendered>;
}
