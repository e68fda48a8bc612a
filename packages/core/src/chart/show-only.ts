import { ChartInvalidError } from "../errors.ts";
import { type ProfileName, profileOf } from "../template/profile.ts";
import { parsePathPattern } from "./path-pattern.ts";
import { splitManifests } from "./split-manifests.ts";

/** How the text was printed. */
export interface ShowOnlyOptions {
  /** @defaultValue `helm-4.2` */
  readonly profile?: ProfileName;
}

/**
 * Of the text that `helm template` prints the documents of these templates only, in the order of the patterns, as
 * `--show-only` prints them.
 * @param patterns paths below the chart such as `templates/*.yaml`
 * @throws {ChartInvalidError} when a pattern fits nothing that was printed
 */
export function showOnly(text: string, patterns: readonly string[], options: ShowOnlyOptions = {}): string {
  const profile = profileOf(options.profile ?? "helm-4.2");
  const documents = splitManifests(text, profile).map((document) => ({ document, path: pathOf(document) }));
  return patterns
    .flatMap((pattern) => {
      const { matches } = parsePathPattern(pattern);
      const shown = documents.filter(({ path }) => path !== undefined && matches(path) === true);
      if (shown.length === 0) throw notFound(pattern);
      return shown.map(({ document }) => `---\n${document}\n`);
    })
    .join("");
}

/** As Helm finds it: the first comment of this form, wherever it stands. */
function pathOf(document: string): string | undefined {
  return /# Source: [^/]+\/([^\n]+)/.exec(document)?.[1];
}

function notFound(pattern: string): ChartInvalidError {
  return new ChartInvalidError(
    "invalid",
    `could not find template ${pattern} in chart`,
    "Name a template that prints something, by its path below the chart.",
  );
}
