/** Whether YAML 1.1 and 1.2 both take a text without quotes as that text, wherever it stands. */
export function isPlainText(text: string): boolean {
  if (/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)) return false;
  return /^[A-Za-z]([A-Za-z0-9._/@-]|:(?=[A-Za-z0-9]))*$/.test(text);
}

/** The text as a double-quoted scalar of YAML, on one line. */
export function quoted(text: string): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escape);
}
