/** Where a problem is, for a CI system that shows it beside the line. */
export interface Annotation {
  readonly severity: "error" | "warning";
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly message: string;
}

/** A workflow command of GitHub Actions that puts a problem beside its line. */
export function githubAnnotation(annotation: Annotation): string {
  const { severity, file, line, column, title, message } = annotation;
  const places = Object.entries({ file, line, col: column, title });
  return `::${severity} ${places.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(",")}::${escapeData(message)}`;
}

/** Opens a section that can be folded; `undefined` where the CI system has none. */
export function openSection(kind: "github" | "gitlab" | "plain", name: string, atSeconds: number): string | undefined {
  switch (kind) {
    case "github":
      return `::group::${escapeData(name)}`;
    case "gitlab":
      return `\u001B[0Ksection_start:${atSeconds}:${slug(name)}[collapsed=true]\r\u001B[0K${name}`;
    case "plain":
      return undefined;
  }
}

/** Closes the section of this name. */
export function closeSection(kind: "github" | "gitlab" | "plain", name: string, atSeconds: number): string | undefined {
  switch (kind) {
    case "github":
      return "::endgroup::";
    case "gitlab":
      return `\u001B[0Ksection_end:${atSeconds}:${slug(name)}\r\u001B[0K`;
    case "plain":
      return undefined;
  }
}

/**
 * A line that GitHub's runner can't take for a command: it reads `::x::` where a line begins and `##[x]` anywhere, on
 * both streams.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function disarm(line: string): string {
  return line.replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [");
}

/** The same for a line of JSON, which means the same afterwards. */
export function disarmJson(line: string): string {
  return line.replaceAll("##[", "#\\u0023[");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "_");
}
