import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { HelmBinaryError, HelmDiffersError } from "../../errors.ts";
import type { ProfileName } from "../../template/profile.ts";
import { bytesOfText } from "../../template/values/text.ts";
import { type HelmOptions, runHelm } from "./run-helm.ts";

/** A render to repeat with helm. */
export interface HelmRender {
  readonly profile: ProfileName;
  /** The chart's folder, file by file. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly release: { readonly name: string; readonly namespace: string };
  /** Texts of values files, in the order of `-f`. */
  readonly values: readonly string[];
  /** Flags such as `["--set", "a=b"]`, in their order. */
  readonly set: readonly (readonly [flag: string, text: string])[];
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  readonly includeCrds: boolean;
  readonly skipTests: boolean;
}

/**
 * Renders with the helm on the `PATH` and compares; blank lines alone may differ.
 * @throws {HelmDiffersError} at the first line that differs
 * @throws {HelmBinaryError} when helm is missing, of another version than the profile, or fails
 */
export async function verifyWithHelm(ours: string, render: HelmRender, options: HelmOptions): Promise<void> {
  await checkVersion(render.profile, options);
  const result = await runHelm(async (folder) => await argumentsOf(render, folder), options);
  if (!result.ok)
    throw new HelmBinaryError(
      `helm fails where Gimlet does not: ${firstLine(result.stderr)}`,
      "Report the chart and its values to Gimlet.",
    );
  compare(ours, result.stdout);
}

async function checkVersion(profile: ProfileName, options: HelmOptions): Promise<void> {
  const { ok, stdout } = await runHelm(async () => ["version", "--template", "{{.Version}}"], options);
  const version = stdout.trim();
  const wanted = profile.replace("helm-", "");
  if (ok && (version === `v${wanted}` || version.startsWith(`v${wanted}.`))) return;
  throw new HelmBinaryError(
    `the helm on the PATH is ${JSON.stringify(version)}, not ${wanted}`,
    `Put helm ${wanted} on the PATH, or choose the profile of the one you have.`,
  );
}

async function argumentsOf(render: HelmRender, folder: string): Promise<readonly string[]> {
  const chart = join(folder, "chart");
  for (const [path, bytes] of render.files) await writeBelow(chart, path, bytes);
  const values = render.values.map((text, index) => [join(folder, `values-${index}.yaml`), text] as const);
  for (const [path, text] of values) await writeFile(path, bytesOfText(text));
  return [
    "template",
    "--namespace",
    render.release.namespace,
    "--kube-version",
    render.kubeVersion,
    ...render.apiVersions.flatMap((version) => ["--api-versions", version]),
    ...values.flatMap(([path]) => ["--values", path]),
    ...render.set.flat(),
    ...(render.includeCrds ? ["--include-crds"] : []),
    ...(render.skipTests ? ["--skip-tests"] : []),
    // What follows is no flag, whatever it begins with.
    "--",
    render.release.name,
    chart,
  ];
}

async function writeBelow(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const target = resolve(folder, path);
  if (relative(folder, target).split(sep).includes(".."))
    throw new HelmBinaryError(`the chart has a file outside its folder: ${JSON.stringify(path)}`, "Correct the chart.");
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, bytes);
}

/** Blank lines, and spaces before them, are all that may differ. */
function compare(ours: string, helms: string): void {
  const left = linesOf(ours);
  const right = linesOf(helms);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [mine, theirs] = [left[index], right[index]];
    if (mine?.text === theirs?.text) continue;
    const { line } = mine ?? left.at(-1) ?? { line: 1 };
    const isSecret = isInSecret(ours, line) || (theirs !== undefined && isInSecret(helms, theirs.line));
    const show = (text: string | undefined): string =>
      text === undefined ? "(end)" : isSecret ? "(a line of a Secret)" : text;
    throw new HelmDiffersError(line, { ours: show(mine?.text), helms: show(theirs?.text) });
  }
}

/** Whether a line stands in a document that may be a Secret, or beside one. */
function isInSecret(text: string, line: number): boolean {
  const lines = text.split("\n");
  const isEnd = (content: string): boolean => content.startsWith("---");
  const from = lines.findLastIndex((content, index) => index < line - 1 && isEnd(content));
  const to = lines.findIndex((content, index) => index >= line && isEnd(content));
  return /\bSecret/.test(lines.slice(Math.max(from, 0), to < 0 ? undefined : to).join("\n"));
}

function linesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text
    .split("\n")
    .map((content, index) => ({ line: index + 1, text: content.trimEnd() }))
    .filter((line) => line.text !== "");
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
