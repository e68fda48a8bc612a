import { parseArtifact } from "../src/artifact/parse-artifact.ts";
import type { Artifact } from "../src/artifact/artifact.ts";
import { createGimlet, type Gimlet } from "../src/gimlet.ts";
import type { CommitFacts } from "../src/gitops/gitops-repo.ts";
import { listFiles } from "../src/gitops/list-files.ts";
import { MemoryRemote } from "../src/testing/memory-remote.ts";

const ada = { login: "ada" };
export const asked = { env: "staging", actor: ada };

interface BuildOptions {
  readonly build: number;
  readonly apps?: readonly string[];
  readonly manifests?: (app: string) => string;
}

/** An artifact with a ConfigMap per app; later builds have later times. */
export function artifactOf({ build, apps = ["web"], manifests = configMap }: BuildOptions): Artifact {
  return parseArtifact(
    JSON.stringify({
      version: { repositoryName: "acme/web", sha: `${build}`.repeat(40).slice(0, 40), created: 1000 + build },
      environments: apps.map((app) => ({ app, env: "staging", namespace: "acme", manifests: manifests(app) })),
      vars: { BUILD: `${build}`, UNUSED: "secret" },
    }),
  );
}

export function configMap(app: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${app}\ndata:\n  build: "{{ .BUILD }}"\n`;
}

export async function world(files: Record<string, string> = { "README.md": "gitops\n" }): Promise<World> {
  const remote = await MemoryRemote.create({ files });
  let time = 1_767_225_600_000;
  const gimlet = createGimlet({ envs: { staging: { repo: remote.client() } }, now: () => (time += 1000) });
  return { remote, gimlet };
}

export interface World {
  readonly remote: MemoryRemote;
  readonly gimlet: Gimlet;
}

export async function filesOf({ remote }: World, folder: string): Promise<Record<string, string>> {
  const repo = remote.client();
  const entries = [...(await listFiles(repo, folder, { at: remote.head()! }))];
  const contents = await repo.read(entries.map(([, entry]) => entry.id as Parameters<typeof repo.read>[0][number]));
  return Object.fromEntries(
    entries.map(([path, entry]) => [path, new TextDecoder().decode(contents.get(entry.id as never))]),
  );
}

export async function commits({ remote }: World): Promise<readonly CommitFacts[]> {
  return Array.fromAsync(remote.client().recent(remote.head()!, {}));
}
