import { escapeGlob } from "./glob.ts";
import type { Manifest } from "./manifest-type.generated.ts";

/** What an env and a repository add to a preview. */
export interface ExpandPreviewOptions {
  /** The env's ingress host with its leading dot, such as `.dev.example.org`. @defaultValue what the manifest's host has */
  readonly ingressHost?: string | undefined;
  /** The repository's default branch, which gets no preview. @defaultValue neither `main` nor `master` get one */
  readonly defaultBranch?: string | undefined;
}

/**
 * Makes a manifest with `preview: true` one for every branch; another one stays as it is.
 *
 * The app is named for the branch, as is `values.ingress.host` where there is one; it is released at every push and
 * removed with the branch, unless the manifest says otherwise in `deploy` and `cleanup`.
 */
export function expandPreview(manifest: Manifest, options: ExpandPreviewOptions = {}): Manifest {
  if (manifest.preview !== true) return manifest;
  const app = `${manifest.app.replace(/-preview$/, "")}-{{ .BRANCH | sanitizeDNSName }}`;
  const { deploy, cleanup } = manifest;
  return {
    ...manifest,
    app,
    deploy: deploy ?? { event: "push", branch: notOn(options.defaultBranch) },
    cleanup: cleanup ?? { app, event: "branchDeleted", branch: "*" },
    values: { ...withHost(manifest.values ?? {}, options.ingressHost), gitBranch: "{{ .BRANCH }}" },
  };
}

function notOn(defaultBranch: string | undefined): string {
  return defaultBranch === undefined ? "!{main,master}" : `!${escapeGlob(defaultBranch)}`;
}

function withHost(
  values: Readonly<Record<string, unknown>>,
  ingressHost: string | undefined,
): Readonly<Record<string, unknown>> {
  const { ingress } = values;
  if (typeof ingress !== "object" || ingress === null || !("host" in ingress)) return values;
  const { host } = ingress;
  if (typeof host !== "string" || host === "") return values;
  const dot = host.indexOf(".");
  const domain = ingressHost ?? (dot < 0 ? "" : host.slice(dot));
  // APP is the name that comes out, shortened if it has to be.
  return { ...values, ingress: { ...ingress, host: `{{ .APP }}${domain}` } };
}
