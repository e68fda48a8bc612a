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
  /** What errors call the type that the head of a manifest is read into. */
  readonly headType: string;
  /** What is said before the dependencies that are missing. */
  readonly missingDependencies: string;
  /** The version of Helm that is followed, as templates see it. */
  readonly helmVersion: string;
  /** Whether the documents of a values file are merged, or all but the first left out. */
  readonly valuesDocuments: "merged" | "first";
  /** Whether a chart of an `apiVersion` other than v1 and v2 is refused. */
  readonly chartVersionChecked: boolean;
  /** Go's package of `Chart.yaml`, which errors show. */
  readonly chartPackage: "v2" | "chart";
  /** Whether `.Files.Lines` of an empty file is an error, or an empty list. */
  readonly linesOfEmptyFile: "error" | "empty";
  /** Whether `--set-json` takes a whole object besides `key=value`. */
  readonly setJsonTakesObjects: boolean;
  /** Whether `--set` and its like pass over an index that has no `]`, or refuse it. */
  readonly setOpenIndex: "passed-over" | "refused";
  /** Whether templates have `mustToYaml` and `mustToToml`. */
  readonly hasMustEncoders: boolean;
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
    headType: "util.SimpleHead",
    missingDependencies:
      "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch missing dependencies",
    helmVersion: "v4.2.4",
    valuesDocuments: "merged",
    chartVersionChecked: true,
    chartPackage: "v2",
    linesOfEmptyFile: "error",
    setJsonTakesObjects: true,
    setOpenIndex: "passed-over",
    hasMustEncoders: true,
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
    headType: "releaseutil.SimpleHead",
    missingDependencies:
      "An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies",
    helmVersion: "v3.21.4",
    valuesDocuments: "first",
    chartVersionChecked: false,
    chartPackage: "chart",
    linesOfEmptyFile: "empty",
    setJsonTakesObjects: false,
    setOpenIndex: "refused",
    hasMustEncoders: false,
  },
};

/** The profile of that name. */
export function profileOf(name: ProfileName): Profile {
  return PROFILES[name];
}
