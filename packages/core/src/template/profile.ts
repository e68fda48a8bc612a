/** Which Helm's behaviour a render follows. */
export type ProfileName = "helm-4.2" | "helm-3.21";

/** Every difference between the profiles that anything in the engine looks at, on one page. */
export interface Profile {
  readonly name: ProfileName;
  /** Whether an error of a template is printed over several lines, or as Go's one line. */
  readonly errorLayout: "lines" | "one-line";
  /** What parts the documents of a file: `---` with the blanks after it, or with all white space around it. */
  readonly documentSeparator: "line" | "with-space-around";
  /** Whether webhook configurations have a place in the order of kinds, the last; else they are kinds like any other. */
  readonly webhooksInKindOrder: boolean;
}

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  "helm-4.2": { name: "helm-4.2", errorLayout: "lines", documentSeparator: "line", webhooksInKindOrder: true },
  "helm-3.21": { name: "helm-3.21", errorLayout: "one-line", documentSeparator: "with-space-around", webhooksInKindOrder: false },
};

/** The profile of that name. */
export function profileOf(name: ProfileName): Profile {
  return PROFILES[name];
}
