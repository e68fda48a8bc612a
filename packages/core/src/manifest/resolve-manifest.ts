import { type AppName, type EnvName, ruleBrokenBy } from "../conventions/names.ts";
import type { FileIssue } from "../errors.ts";
import type { FunctionTable } from "../template/functions/function.ts";
import { appNameOf } from "./app-name.ts";
import { issueOf, nameProblems } from "./check-manifest.ts";
import { fillInBlock } from "./fill-in-block.ts";
import { FillIn } from "./fill-in.ts";
import type { ManifestSource } from "./manifest-source.ts";
import type { JsonPatch, Manifest } from "./manifest-type.generated.ts";
import type { ParsedManifest } from "./parse-manifest.ts";
import type { ValuePath } from "./schema-check.ts";
import { type Variables, isTemplate, parseTemplate } from "./template.ts";

/** A manifest with its variables filled in; `cleanup` alone is as written. */
export interface ResolvedManifest extends Manifest {
  readonly app: AppName;
  readonly env: EnvName;
}

/** A manifest ready to render, or everything that keeps it from being so. */
export type ResolveResult =
  | {
      readonly ok: true;
      readonly manifest: ResolvedManifest;
      /** Names of the variables it used, also through other variables. */
      readonly variablesUsed: ReadonlySet<string>;
      readonly source: ManifestSource;
      readonly warnings: readonly FileIssue[];
    }
  | {
      readonly ok: false;
      readonly issues: readonly FileIssue[];
      /** Functions that it calls and whose code must be loaded first; resolve again with them. */
      readonly lateFunctions: ReadonlySet<string>;
    };

/** What resolving may be told. */
export interface ResolveOptions {
  /** Functions whose code was loaded on demand. @defaultValue none */
  readonly functions?: FunctionTable;
}

/**
 * Fills variables into a manifest: first into each other, once, then into every key and text but those of `cleanup`.
 *
 * What is filled in is always a text. An app's name that passes 53 characters is shortened. `APP` is the name that comes
 * out, unless the variables give it another text than the manifest's `app`.
 */
export function resolveManifest(
  parsed: ParsedManifest,
  variables: Variables,
  { functions = new Map() }: ResolveOptions = {},
): ResolveResult {
  const { manifest, source } = parsed;
  const app = resolveApp(parsed, variables, functions);
  const given = new Map(variables);
  if (app.name !== undefined && (given.get("APP") ?? manifest.app) === manifest.app) given.set("APP", app.name);

  const fillIn = new FillIn({ given, source, functions });
  const { app: _app, cleanup, ...others } = manifest;
  const filled = Object.entries(others).map(([key, value]): [string, unknown] => [
    key,
    fillInField(fillIn, key, value),
  ]);
  const tooLong: FileIssue[] = fillIn.isTooLong
    ? [{ line: 1, column: 1, path: "", message: "variables make the manifest too large", severity: "error" }]
    : [];
  const issues = [...app.issues, ...fillIn.issues, ...tooLong];
  const lateFunctions = app.lateFunctions.union(fillIn.lateFunctions);
  if (app.name === undefined || hasErrors(issues) || lateFunctions.size > 0)
    return { ok: false, issues, lateFunctions };

  // The values have the types they had: only texts inside them changed.
  const resolved = {
    app: app.name,
    ...Object.fromEntries(filled),
    ...(cleanup === undefined ? {} : { cleanup }),
  } as ResolvedManifest;
  const names = nameProblems(resolved, { final: true }).map((problem) => issueOf(problem, source, "error"));
  if (names.length > 0) return { ok: false, issues: [...issues, ...names], lateFunctions };
  const variablesUsed = new Set([...app.used, ...fillIn.used]);
  return { ok: true, manifest: resolved, variablesUsed, source, warnings: [...parsed.warnings, ...issues] };
}

interface ResolvedApp {
  readonly name: AppName | undefined;
  readonly issues: readonly FileIssue[];
  readonly used: ReadonlySet<string>;
  readonly lateFunctions: ReadonlySet<string>;
}

function resolveApp({ manifest, source }: ParsedManifest, variables: Variables, functions: FunctionTable): ResolvedApp {
  // An app's name can't be made of itself.
  const given = new Map([...variables].filter(([name]) => name !== "APP"));
  const fillIn = new FillIn({ given, source, functions });
  const { used, lateFunctions } = fillIn;
  const template = isTemplate(manifest.app) ? fillIn.template(["app"], manifest.app) : undefined;
  if (template === undefined && isTemplate(manifest.app))
    return { name: undefined, issues: fillIn.issues, used, lateFunctions };
  const name =
    template === undefined
      ? manifest.app
      : appNameOf((sanitize) => {
          const parsed = parseTemplate(manifest.app, sanitize);
          return parsed.ok ? fillIn.fill(parsed.template) : "";
        });
  if (ruleBrokenBy(name) === undefined) return { name: name as AppName, issues: [], used, lateFunctions };
  const problems = nameProblems({ app: name }, { final: true });
  return { name: undefined, issues: problems.map((problem) => issueOf(problem, source, "error")), used, lateFunctions };
}

function fillInField(fillIn: FillIn, key: string, value: unknown): unknown {
  if (key === "manifests" || key === "strategicMergePatches") return fillInBlock(fillIn, [key], String(value));
  if (key !== "json6902Patches") return fillInTree(fillIn, [key], value);
  // The schema says what a patch is.
  return (value as readonly JsonPatch[]).map(({ patch, ...others }, index) => ({
    ...(fillInTree(fillIn, [key, index], others) as object),
    patch: fillInBlock(fillIn, [key, index, "patch"], patch),
  }));
}

function fillInTree(fillIn: FillIn, path: ValuePath, value: unknown): unknown {
  if (fillIn.isTooLong) return undefined;
  if (typeof value === "string") return fillIn.text(path, value);
  if (Array.isArray(value)) return value.map((item: unknown, index) => fillInTree(fillIn, [...path, index], item));
  if (typeof value !== "object" || value === null) return value;
  const filled = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value)) {
    const name = fillIn.text([...path, key], key) ?? key;
    if (filled.has(name)) fillIn.report([...path, key], "error", { message: `key "${name}" appears twice` });
    filled.set(name, fillInTree(fillIn, [...path, key], inner));
  }
  return Object.fromEntries(filled);
}

function hasErrors(issues: readonly FileIssue[]): boolean {
  return issues.some((issue) => issue.severity === "error");
}
