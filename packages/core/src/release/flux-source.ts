import { parseAllDocuments } from "yaml";
import type { BlobId, CommitSha } from "../conventions/ids.ts";
import { kustomizationName, type KustomizationFacts } from "../conventions/kustomization-file.ts";
import { InvalidNameError } from "../errors.ts";
import type { EnvPaths } from "../conventions/repo-layout.ts";
import type { CallOptions } from "../conventions/call-options.ts";
import type { GitopsRepo } from "../gitops/gitops-repo.ts";

/**
 * Finds out whether Flux has an object per app in an env, and if so what those objects take their files from.
 *
 * It has when the env's own Kustomization applies the `flux` folder, where the objects of the apps lie.
 * @returns the name of the env's GitRepository; `undefined` when one Kustomization applies all apps, or there is none
 */
export async function readFluxSource(
  repo: GitopsRepo,
  paths: EnvPaths,
  options: CallOptions & { readonly at: CommitSha },
): Promise<string | undefined> {
  const entries = await repo.list(paths.flux, options.at, options);
  const file = entries.find((entry) => entry.kind === "file" && entry.name.includes("gitops-repo"));
  if (file === undefined) return undefined;
  const id = file.id as BlobId; // an entry of kind "file" carries a blob id
  const text = new TextDecoder().decode((await repo.read([id], options)).get(id));
  return sourceOfAppObjects(text);
}

export interface CheckFluxNameOptions extends CallOptions {
  readonly at: CommitSha;
  readonly facts: KustomizationFacts;
}

/**
 * Checks that no other app's Flux object has the name that a new one would get: Flux would take the two for one, and
 * delete what the other app runs. Only apps whose name the new name ends in can have it.
 * @throws {InvalidNameError} naming the other app
 */
export async function checkFluxName(repo: GitopsRepo, paths: EnvPaths, options: CheckFluxNameOptions): Promise<void> {
  const name = kustomizationName(options.facts);
  const others = (await repo.list(paths.flux, options.at, options)).flatMap((entry) => {
    const app = /^kustomization-(.+)\.yaml$/.exec(entry.name)?.[1];
    const mayCollide = app !== undefined && app !== options.facts.app && name.endsWith(`-${app.toLowerCase()}`);
    return mayCollide && entry.kind === "file" ? [{ app, id: entry.id }] : [];
  });
  const contents = await repo.read(
    others.map(({ id }) => id),
    options,
  );
  for (const { app, id } of others)
    if (namesIn(new TextDecoder().decode(contents.get(id))).includes(name))
      throw new InvalidNameError(
        "name of a Flux Kustomization",
        name,
        `use another app or namespace: the Flux object of app "${app}" has this name`,
      );
}

function namesIn(text: string): readonly unknown[] {
  return parseAllDocuments(text, { logLevel: "silent" }).map((document) => document.getIn(["metadata", "name"]));
}

/** @param text the env's sync file: a GitRepository and a Kustomization as YAML documents */
function sourceOfAppObjects(text: string): string | undefined {
  for (const document of parseAllDocuments(text, { logLevel: "silent" })) {
    if (document.errors.length > 0 || document.get("kind") !== "Kustomization") continue;
    const path: unknown = document.getIn(["spec", "path"]);
    const source: unknown = document.getIn(["spec", "sourceRef", "name"]) ?? document.getIn(["metadata", "name"]);
    if (typeof path === "string" && /(^|\/)flux\/?$/.test(path) && typeof source === "string") return source;
  }
  return undefined;
}
