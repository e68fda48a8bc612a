import { ruleBrokenBy } from "../conventions/names.ts";
import type { FileIssue } from "../errors.ts";
import { type ParseGlobOptions, parseGlob } from "./glob.ts";
import type { ManifestSource } from "./manifest-source.ts";
import { manifestKeys, validateManifest } from "./manifest-validator.generated.ts";
import { namespaceRuleBrokenBy } from "./namespace-name.ts";
import { isTemplate } from "./template.ts";
import { readYaml } from "./yaml-text.ts";
import { type ValuePath, type ValueProblem, formatPath, schemaProblems, unknownKeys, valueAt } from "./schema-check.ts";

/** Every issue of a manifest: schema and unknown keys, names without variables, globs, blocks that are no YAML. */
export function manifestIssues(value: unknown, source: ManifestSource): readonly FileIssue[] {
  const broken = schemaProblems(validateManifest, value);
  const unknown = unknownKeys(manifestKeys, value);
  const rules = ruleProblems(value);
  return [
    ...[...broken, ...rules].map((problem) => issueOf(problem, source, "error")),
    ...unknown.map((problem) => issueOf(problem, source, "warning")),
    ...["manifests", "strategicMergePatches"].flatMap((key) => blockIssues(value, key, source)),
  ];
}

/** What keeps a text from being YAML; one with variables may become it when they are filled in. */
function blockIssues(manifest: unknown, key: string, source: ManifestSource): readonly FileIssue[] {
  const text = valueAt(manifest, [key]);
  if (typeof text !== "string" || isTemplate(text)) return [];
  const yaml = readYaml(text, { scalars: "any" });
  return yaml.problems.map(({ offset, message, hint }): FileIssue => {
    const issue = { ...source.inText([key], yaml.position(offset)), path: key, message, severity: "error" } as const;
    return hint === undefined ? issue : { ...issue, hint };
  });
}

/** The issue of a problem, at its place in the file. */
export function issueOf(problem: ValueProblem, source: ManifestSource, severity: FileIssue["severity"]): FileIssue {
  const { path, message, hint } = problem;
  const place = problem.about === "key" ? source.ofKey(path) : source.ofValue(path);
  const issue = { ...place, path: formatPath(path), message, severity };
  return hint === undefined ? issue : { ...issue, hint };
}

/** Problems of names; until they are final, those that hold variables are not looked at. */
export function nameProblems(manifest: unknown, { final }: { readonly final: boolean }): readonly ValueProblem[] {
  return Object.entries(NAME_RULES).flatMap(([key, ruleBroken]): ValueProblem[] => {
    const name = valueAt(manifest, [key]);
    if (typeof name !== "string" || (!final && isTemplate(name))) return [];
    const rule = ruleBroken(name);
    return rule === undefined ? [] : [invalidName([key], name, rule)];
  });
}

const NAME_RULES = { app: ruleBrokenBy, env: ruleBrokenBy, namespace: namespaceRuleBrokenBy };

function invalidName(path: ValuePath, name: string, rule: string): ValueProblem {
  const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 79)}…` : name);
  const hint = `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`;
  return { path, about: "value", message: `${formatPath(path)} ${shown} is not a valid name`, hint };
}

function ruleProblems(manifest: unknown): readonly ValueProblem[] {
  const patterns = valueAt(manifest, ["deploy", "commitMessagePatterns"]);
  const messages = Array.isArray(patterns) ? patterns.keys() : [];
  return [
    ...nameProblems(manifest, { final: false }),
    ...globProblems(manifest, ["deploy", "branch"]),
    ...globProblems(manifest, ["deploy", "tag"]),
    ...[...messages].flatMap((index) =>
      globProblems(manifest, ["deploy", "commitMessagePatterns", index], { literalBrackets: true }),
    ),
    ...globProblems(manifest, ["cleanup", "branch"]),
  ];
}

function globProblems(manifest: unknown, path: ValuePath, options?: ParseGlobOptions): readonly ValueProblem[] {
  const pattern = valueAt(manifest, path);
  if (typeof pattern !== "string" || isTemplate(pattern)) return [];
  const glob = parseGlob(pattern, options);
  if (glob.ok) return [];
  const message = `${formatPath(path)} is not a valid pattern: ${glob.problem}`;
  return [{ path, about: "value", message, hint: "Put \\ before a character that is meant as itself." }];
}
