import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";

const FILE_FLAG = { multiple: true, multipleNonGreedy: true, helpGroup: "Values" } as const;

/** Values, with helm's names; later groups win over earlier ones, as in helm. */
export const VALUES_FLAGS = {
  values: Flags.string({ char: "f", description: "a file of values; - is stdin", helpValue: "<file|->", ...FILE_FLAG }),
  set: Flags.string({ description: "values, as key1=val1,key2=val2", helpValue: "<key=value>", ...FILE_FLAG }),
  "set-string": Flags.string({ description: "values that are texts", helpValue: "<key=text>", ...FILE_FLAG }),
  "set-json": Flags.string({ description: "values as JSON", helpValue: "<key=json>", ...FILE_FLAG }),
  "set-file": Flags.string({ description: "values that files hold", helpValue: "<key=file>", ...FILE_FLAG }),
  "set-literal": Flags.string({ description: "a text, taken as it is", helpValue: "<key=text>", ...FILE_FLAG }),
};

/** On every command about a chart. */
export const CHART_FLAGS = {
  repo: Flags.string({ description: "the Helm repository to take it from", helpValue: "<url>", helpGroup: "Chart" }),
  version: Flags.string({ description: "its version or range there", helpValue: "<range>", helpGroup: "Chart" }),
};

/** What decides how a chart is rendered. */
export const RENDER_FLAGS = {
  profile: Flags.option({
    description: "which helm's output to make",
    options: ["helm-4.2", "helm-3.21"] as const,
    helpGroup: "Rendering",
  })(),
  "kube-version": Flags.string({
    description: "the version of Kubernetes that the chart is told",
    helpValue: "<version>",
    helpGroup: "Rendering",
  }),
  "api-versions": Flags.string({
    char: "a",
    description: "API versions that the chart is told, besides Kubernetes' own",
    helpValue: "<version>",
    multiple: true,
    multipleNonGreedy: true,
    delimiter: ",",
    helpGroup: "Rendering",
  }),
};

/** Where the helm on the `PATH` is asked, too. */
export const VERIFY_FLAG = {
  "verify-with-helm": Flags.boolean({
    description: "render the chart with the helm on the PATH, too, and print nothing if they differ",
    helpGroup: "Output",
  }),
};

/** The chart, as a word. */
export const CHART_ARG = Args.string({ description: "the chart's folder or archive (.tgz)", ignoreStdin: true });
