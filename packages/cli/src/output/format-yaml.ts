/** Data as YAML, without a final newline. The YAML package is loaded only when it is needed. */
export async function formatYaml(value: unknown): Promise<string> {
  const { stringify } = await import("yaml");
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd();
}
