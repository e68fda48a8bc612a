import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseManifest, UsageError } from "@gimlet/core";
import { manifestFiles } from "./manifest-files.ts";

/** What a new manifest is for. */
export interface NewManifestOptions {
  readonly app: string;
  readonly env: string;
  readonly namespace: string | undefined;
  readonly preview: boolean;
}

/** A manifest of raw YAML to start from. */
export function skeleton({ app, env, namespace = app, preview }: NewManifestOptions): string {
  return `app: ${app}
env: ${env}
namespace: ${namespace}
${preview ? "preview: true\n" : ""}# When an artifact releases itself; without it, people release.
# deploy:
#   branch: main
#   event: push
manifests: |
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: ${app}
  spec:
    replicas: 1
    selector:
      matchLabels: { app: ${app} }
    template:
      metadata:
        labels: { app: ${app} }
      spec:
        containers:
          - name: ${app}
            image: registry.example.org/${app}:{{ .SHA }}
`;
}

/**
 * The manifest of the same app in another env, made one of this env; comments and order stay.
 * @throws {UsageError} when `.gimlet/` has no such manifest
 */
export async function copyOf(
  from: string,
  { app, env, namespace, preview, folder }: NewManifestOptions & { readonly folder: string },
): Promise<string> {
  for (const file of await manifestFiles([], folder)) {
    const text = await readFile(join(folder, file), "utf8");
    const parsed = parseManifest(text, { file });
    if (!parsed.ok || parsed.manifest.app !== app || parsed.manifest.env !== from) continue;
    const { parseDocument } = await import("yaml");
    const document = parseDocument(text);
    document.set("env", env);
    if (namespace !== undefined) document.set("namespace", namespace);
    if (preview) document.set("preview", true);
    return document.toString({ lineWidth: 0 });
  }
  throw new UsageError(
    `.gimlet/ has no manifest of ${JSON.stringify(app)} for ${JSON.stringify(from)}`,
    "See what there is: ls .gimlet/",
  );
}

/**
 * Writes a new file; an existing one is never changed.
 * @throws {UsageError} when it exists
 */
export async function writeNew(
  path: string,
  { text, folder }: { readonly text: string; readonly folder: string },
): Promise<void> {
  await mkdir(join(folder, ".gimlet"), { recursive: true });
  try {
    await writeFile(join(folder, path), text, { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    throw new UsageError(`${path} exists already`, "Edit it, or remove it first.", { cause: error });
  }
}
