import { artifactFile } from "../artifact/artifact-file.ts";
import type { Artifact, ArtifactManifest } from "../artifact/artifact.ts";
import { formatArtifact } from "../artifact/format-artifact.ts";
import { variablesOf } from "../artifact/variables-of.ts";
import type { CommitSha } from "../conventions/ids.ts";
import { parseVarsFile } from "../conventions/vars-file.ts";
import {
  AppNotFoundError,
  ArtifactInvalidError,
  GimletError,
  ManifestInvalidError,
  type AnyGimletError,
} from "../errors.ts";
import { nameObject, portableSha1 } from "../git/object-id.ts";
import type { CallOptions } from "../gitops/gitops-repo.ts";
import { checkManifest, manifestOrThrow } from "../manifest/parse-manifest.ts";
import { expandPreview } from "../manifest/preview.ts";
import { resolveManifest } from "../manifest/resolve-manifest.ts";
import type { Variables } from "../manifest/template.ts";
import { renderFiles } from "../render/render-files.ts";
import type { Renderer } from "../render/renderer.ts";
import type { AuditedEnv } from "../audit/log-entry.ts";
import type { RenderedApp } from "./plan-release.ts";

/** One app of an artifact, rendered or not. */
export type RenderOutcome =
  | { readonly app: string; readonly namespace: string; readonly rendered: RenderedApp }
  /** `app` is as the manifest writes it where its variables could not be filled in. */
  | { readonly app: string; readonly error: AnyGimletError };

export interface RenderAppsOptions extends CallOptions {
  readonly artifact: Artifact;
  /** Only this app; every app of the env if absent. */
  readonly app?: string | undefined;
  /** Where the env's variables are read; `undefined` in an empty repository. */
  readonly at: CommitSha | undefined;
}

/** Renders the apps that an artifact has for an env, in the order of its manifests. */
export type AppRenderer = (env: AuditedEnv, options: RenderAppsOptions) => Promise<readonly RenderOutcome[]>;

/**
 * Renders apps, once per artifact and content of the env's variables: planning anew does not render anew.
 * The renderer throws {@link ArtifactInvalidError} when the artifact has nothing for the env, or an app twice, and
 * {@link AppNotFoundError} when it has not the app.
 */
export function appRenderer(renderer: Renderer): AppRenderer {
  const rendered = new WeakMap<Artifact, Map<string, Promise<readonly RenderOutcome[]>>>();
  return async (env, options) => {
    const { artifact, app } = options;
    const vars = await readVars(env, options);
    const known = rendered.get(artifact) ?? new Map<string, Promise<readonly RenderOutcome[]>>();
    rendered.set(artifact, known);
    const key = JSON.stringify([env.name, vars.id, app]);
    const outcomes = known.get(key) ?? renderApps(renderer, { ...options, env: env.name, envVars: vars.variables });
    known.set(key, outcomes);
    try {
      return await outcomes;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  };
}

async function readVars(env: AuditedEnv, options: RenderAppsOptions): Promise<{ id: string; variables: Variables }> {
  const { at } = options;
  const entry = at === undefined ? undefined : await env.repo.find(env.paths.vars, at, options);
  if (entry?.kind !== "file") return { id: "", variables: new Map() };
  const content = (await env.repo.read([entry.id], options)).get(entry.id);
  const { vars, issues } = parseVarsFile(new TextDecoder().decode(content));
  if (issues.length > 0) throw new ManifestInvalidError(env.paths.vars, issues);
  return { id: entry.id, variables: vars };
}

interface RenderEnvOptions {
  readonly artifact: Artifact;
  readonly app?: string | undefined;
  readonly env: string;
  readonly envVars: Variables;
  readonly signal?: AbortSignal | undefined;
}

async function renderApps(renderer: Renderer, options: RenderEnvOptions): Promise<readonly RenderOutcome[]> {
  const { artifact, app, env } = options;
  const manifests = (artifact.environments ?? []).filter((manifest) => manifest.env === env);
  const outcomes: RenderOutcome[] = [];
  for (const manifest of manifests) {
    const outcome = await renderOne(renderer, { ...options, manifest });
    if (app === undefined || outcome.app === app || manifest.app === app) outcomes.push(outcome);
  }
  if (outcomes.length === 0) throw nothingFor(options);
  const twice = outcomes.find((outcome, index) => outcomes.findIndex((other) => other.app === outcome.app) !== index);
  if (twice !== undefined)
    throw new ArtifactInvalidError([`it has two manifests of app "${twice.app}" for env "${env}"`]);
  return outcomes;
}

function nothingFor({ artifact, app, env }: RenderEnvOptions): AnyGimletError {
  const inCue = (artifact.cueEnvironments ?? []).length > 0;
  if (inCue) return new ArtifactInvalidError(["its manifests are written in CUE, which is not supported"]);
  if (app !== undefined) return new AppNotFoundError(app, env, "artifact");
  return new ArtifactInvalidError([`it has no manifest for env "${env}"`]);
}

/** Never throws what is wrong with one manifest: that is its app's outcome. */
async function renderOne(
  renderer: Renderer,
  options: RenderEnvOptions & { readonly manifest: ArtifactManifest },
): Promise<RenderOutcome> {
  const { artifact, manifest, envVars, signal } = options;
  const artifactId = artifactIdOf(artifact);
  const file = `the manifest of ${manifest.app} for ${manifest.env}`;
  let app = manifest.app;
  try {
    const written = manifestOrThrow(checkManifest(manifest, { file }), { file });
    const parsed = { ...written, manifest: expandPreview(written.manifest) };
    const resolved = resolveManifest(parsed, variablesOf(artifact, { app: parsed.manifest.app, envVars }));
    if (!resolved.ok) throw new ManifestInvalidError(file, resolved.issues);
    app = resolved.manifest.app;
    const resources = await renderer.render(resolved.manifest, {
      source: resolved.source,
      ...(signal ? { signal } : {}),
    });
    return {
      app,
      namespace: resolved.manifest.namespace,
      rendered: {
        files: renderFiles(resources),
        artifactId,
        version: artifact.version,
        artifactFile: artifactFile(
          { ...artifact, id: artifactId },
          { manifest, variablesUsed: resolved.variablesUsed },
        ),
        lock: undefined,
      },
    };
  } catch (error) {
    if (!GimletError.is(error)) throw error;
    return { app, error };
  }
}

/**
 * The artifact's id; one that no server named is named by its repository, and by the commit and manifests it holds.
 * Variables don't count: CI gives other ones to every run.
 */
export function artifactIdOf(artifact: Artifact): string {
  const { id, version, environments } = artifact;
  if (id !== undefined && id !== "") return id;
  const content = new TextEncoder().encode(formatArtifact({ version, ...(environments ? { environments } : {}) }));
  return `${version.repositoryName}-${nameObject("blob", content, portableSha1).id.slice(0, 12)}`;
}
