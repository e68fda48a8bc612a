import { createGimlet, GimletError, maskSecrets } from "@gimlet/core";
import { anArtifact, MemoryRemote } from "@gimlet/core/testing";

/** What the bundle has to answer in a worker: that a release and a rollback work there, and that Node was not needed. */
export async function run(): Promise<unknown> {
  const remote = await MemoryRemote.create();
  const gimlet = createGimlet({ envs: { staging: { repo: remote.client() } } });
  const request = { env: "staging", actor: { login: "ada" } };
  await gimlet.release({ ...request, artifact: anArtifact() });
  await gimlet.release({ ...request, artifact: anArtifact({ build: 2 }) });
  const { instances } = await gimlet.rollback({ ...request, app: "web" });
  const log: string[] = [];
  for await (const { kind, rolledBack } of gimlet.releases()) log.push(rolledBack ? `${kind} undone` : kind);
  return {
    isGimletError: GimletError.is(new Error("no")),
    nodeGlobals: ["process", "Buffer", "require"].filter((name) => name in globalThis),
    outcome: instances[0]?.outcome,
    log,
    masked: maskSecrets("kind: Secret\napiVersion: v1\ndata: { password: aHVudGVyMg== }\n").includes("aHVudGVyMg"),
  };
}
