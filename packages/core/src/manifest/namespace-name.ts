const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Says which rule of Kubernetes namespaces `value` breaks, starting with "use …"; `undefined` when none. */
export function namespaceRuleBrokenBy(value: string): string | undefined {
  if (value === "") return "use at least one character";
  if (value.length > 63) return "use at most 63 characters";
  return LABEL.test(value) ? undefined : "use lower-case letters a-z, digits and inner hyphens";
}
