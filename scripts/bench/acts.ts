import { addToArtifact, createArtifact } from "../../packages/core/src/artifact/create-artifact.ts";
import type { Artifact } from "../../packages/core/src/artifact/artifact.ts";
import { createGimlet, type Gimlet } from "../../packages/core/src/gimlet.ts";
import type { GitopsRepo } from "../../packages/core/src/gitops/gitops-repo.ts";
import { ENV } from "./repositories.ts";

/** The actor of every act of the benches. */
export const ACTOR = { login: "ada", name: "Ada", email: "ada@example.org" };

/** Gimlet on one env of a generated repository. */
export function gimletOn(repo: GitopsRepo): Gimlet {
  return createGimlet({ envs: { [ENV]: { repo, layout: "folder-per-env" } } });
}

/** Name of a generated app. */
export function appName(index: number): string {
  return `app-${String(index).padStart(5, "0")}`;
}

/** An artifact that changes an app: two resources, of which one names the version. */
export function artifactOf(app: string, number: number): Artifact {
  const sha = number.toString(16).padStart(40, "0");
  const created = 1_790_000_000 + number;
  const artifact = createArtifact({ repositoryName: `acme/${app}`, sha, created, branch: "main", event: "push" });
  const manifest = { app, env: ENV, namespace: ENV, manifests: resources(app, sha) };
  return { ...addToArtifact(artifact, { manifests: [manifest] }), id: `acme/${app}-bench-${number}` };
}

function resources(app: string, sha: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: ${app}, image: "registry.example.org/${app}:${sha}" }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${app} }
spec: { selector: { app: ${app} }, ports: [{ port: 80 }] }
`;
}
