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
  /** What becomes of nulls in a chart's own values where no value of the user takes their place. */
  readonly chartNulls: "dropped" | "kept";
  /** Whether `.Chart` is a map, or a struct with JSON tags. */
  readonly chartObject: "map" | "struct";
  /** Whether `.Capabilities.KubeVersion.Version` keeps what a vendor put behind the numbers. */
  readonly kubeVersionSuffix: boolean;
  /** Whether a chart that is used under two aliases shares what is known of its own dependencies. */
  readonly aliasesShare: boolean;
  /** Go's package of `.Values` and `.Capabilities`, which `typeOf` shows. */
  readonly valuesPackage: "common" | "chartutil";
}

const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  "helm-4.2": {
    name: "helm-4.2",
    errorLayout: "lines",
    documentSeparator: "line",
    webhooksInKindOrder: true,
    chartNulls: "dropped",
    chartObject: "map",
    kubeVersionSuffix: true,
    aliasesShare: false,
    valuesPackage: "common",
  },
  "helm-3.21": {
    name: "helm-3.21",
    errorLayout: "one-line",
    documentSeparator: "with-space-around",
    webhooksInKindOrder: false,
    chartNulls: "kept",
    chartObject: "struct",
    kubeVersionSuffix: false,
    aliasesShare: true,
    valuesPackage: "chartutil",
  },
};

/** The profile of that name. */
export function profileOf(name: ProfileName): Profile {
  return PROFILES[name];
}
