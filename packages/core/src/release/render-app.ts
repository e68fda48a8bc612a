import { artifactFile } from "../artifact/artifact-file.ts";
import { artifactIdOf } from "../artifact/artifact-id.ts";
import type { Artifact, ArtifactManifest } from "../artifact/artifact.ts";
import { variablesOf } from "../artifact/variables-of.ts";
import type { CommitSha } from "../conventions/ids.ts";
import { parseVarsFile } from "../conventions/vars-file.ts";
import {
  AppNotFoundError,
  ArtifactInvalidError,
  GimletError,
  ManifestInvalidError,
  type AnyGimletError,
  type FileIssue,
} from "../errors.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import { checkManifest, manifestOrThrow } from "../manifest/parse-manifest.ts";
import type { Variables } from "../manifest/template.ts";
import { renderManifest } from "../render/render-manifest.ts";
import type { Renderer } from "../render/renderer.ts";
import type { Env } from "../gitops/env.ts";
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
export type AppRenderer = (env: Env, options: RenderAppsOptions) => Promise<readonly RenderOutcome[]>;

/**
 * Renders apps, once per artifact and content of the env's variables: planning anew does not render anew.
 * The renderer throws {@link ArtifactInvalidError} when the artifact has nothing for the env, or an app twice, and
 * {@link AppNotFoundError} when it has not the app.
 */
export function appRenderer(renderer: Renderer): AppRenderer {
  const rendered = new WeakMap<Artifact, Map<string, readonly RenderOutcome[]>>();
  return async (env, options) => {
    const { artifact, app } = options;
    const vars = await readVars(env, options);
    const known = rendered.get(artifact) ?? new Map<string, readonly RenderOutcome[]>();
    rendered.set(artifact, known);
    const key = JSON.stringify([env.name, vars.id, app]);
    const outcomes =
      known.get(key) ?? (await renderApps(renderer, { ...options, env: env.name, envVars: vars.variables }));
    // Only what came to its end is kept: another caller's signal must not end this one's rendering.
    known.set(key, outcomes);
    return outcomes;
  };
}

async function readVars(env: Env, options: RenderAppsOptions): Promise<{ id: string; variables: Variables }> {
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
    const parsed = manifestOrThrow(checkManifest(manifest, { file }), { file });
    const variables = (written: string): Variables => variablesOf(artifact, { app: written, envVars });
    const createdSeconds = artifact.version.created;
    const rendered = await renderManifest(parsed, { file, variables, renderer, createdSeconds, signal });
    app = rendered.manifest.app;
    return {
      app,
      namespace: rendered.manifest.namespace,
      rendered: {
        files: rendered.files,
        artifactId,
        version: artifact.version,
        artifactFile: artifactFile(
          { ...artifact, id: artifactId },
          { manifest, variablesUsed: rendered.variablesUsed },
        ),
        lock: rendered.lock,
        notes: rendered.warnings.map(noteOf),
      },
    };
  } catch (error) {
    if (!GimletError.is(error)) throw error;
    return { app, error };
  }
}

function noteOf({ message, hint }: FileIssue): string {
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  return hint === undefined ? sentence : `${sentence} ${hint}`;
}
