// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const ESCAPES = /\u001B(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[ -/]*[0-~])/g;
// Unicode's direction overrides and invisible separators can make a line read as another one.
// oxlint-disable-next-line no-control-regex, no-misleading-character-class -- the same
const CONTROLS = /[\u0000-\u001F\u007F-\u009F\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/g;

/** Text from elsewhere on one line, without anything that could steer a terminal. */
export function cleanLine(text: string): string {
  return text.replace(ESCAPES, "").replace(CONTROLS, " ").trim();
}

/** The same for text of several lines; tabs become two spaces. */
export function cleanLines(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  return lines.map((line) => line.replace(/\t/g, "  ").replace(ESCAPES, "").replace(CONTROLS, " ").trimEnd());
}

/** Takes the user and password out of every URL in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, "$1");
}
