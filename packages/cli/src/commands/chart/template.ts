import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { UsageError } from "@gimlet/core";
import type { Chance, RenderedChart } from "@gimlet/core/chart";
import { CHART_ARG, CHART_FLAGS, RENDER_FLAGS, VALUES_FLAGS, VERIFY_FLAG } from "../../chart/chart-flags.ts";
import { explanation } from "../../chart/explanation.ts";
import { readChart } from "../../chart/read-chart.ts";
import { fileReader, userValues } from "../../chart/user-values.ts";
import { verifyChart } from "../../chart/verify-chart.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";

/** Renders a chart as helm does. */
export default class ChartTemplate extends GimletCommand {
  static override summary = "Render a chart and print what helm template prints";
  static override description =
    "Flags have helm's names and meaning. Nothing is installed, and no helm is needed. With one word, that is the chart, and the release is called release-name.";
  static override examples = [
    { description: "Render a chart's folder", command: "gimlet chart template web ./charts/web" },
    {
      description: "With values, for a version of Kubernetes",
      command: "gimlet chart template web ./charts/web -f values.yaml --set replicas=3 --kube-version 1.33.0",
    },
    {
      description: "One of its templates only",
      command: "gimlet chart template web ./charts/web --show-only templates/deployment.yaml",
    },
    {
      description: "Where a line of the output comes from",
      command: "gimlet chart template web ./charts/web --explain 12",
    },
    {
      description: "And the same by helm, to see that they agree",
      command: "gimlet chart template web ./charts/web --verify-with-helm",
    },
  ];
  static override failure = "The chart was not rendered.";
  static override args = {
    name: Args.string({ description: "the release's name", ignoreStdin: true }),
    chart: CHART_ARG,
  };
  static override flags = {
    ...VALUES_FLAGS,
    namespace: Flags.string({
      char: "n",
      description: "the release's namespace",
      default: "default",
      helpValue: "<name>",
      helpGroup: "Rendering",
    }),
    ...RENDER_FLAGS,
    "include-crds": Flags.boolean({ description: "print what is in crds/, too", helpGroup: "Rendering" }),
    "skip-tests": Flags.boolean({ description: "leave out tests", helpGroup: "Rendering" }),
    "show-only": Flags.string({
      char: "s",
      description: "print only what this template rendered",
      helpValue: "<template>",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "Output",
    }),
    random: Flags.option({
      description: "what random functions, dates and new keys are: an error, the same each time, or by chance",
      options: ["forbid", "seeded", "helm"] as const,
      default: "helm",
      helpGroup: "Rendering",
    })(),
    explain: Flags.integer({
      description: "instead of printing, say where this line of the output comes from",
      min: 1,
      // Lines are counted in the whole output.
      exclusive: ["show-only"],
      helpValue: "<line>",
      helpGroup: "Output",
    }),
    ...VERIFY_FLAG,
    ...CHART_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ChartTemplate);
    const { folder, signal } = this.gimletRun;
    const [name, path] = args.chart === undefined ? ["release-name", args.name] : [args.name ?? "", args.chart];
    if (path === undefined)
      throw new UsageError(
        "the release's name and the chart are missing",
        "Say both: gimlet chart template web ./charts/web",
      );
    const files = await readChart({ ...flags, chart: path }, folder);
    const given = await userValues(flags, folder);
    const core = await import("@gimlet/core/chart");
    const { profile = "helm-4.2" } = flags;
    const chart = core.loadChart(files, { profile });
    const options = {
      profile,
      release: { name, namespace: flags.namespace },
      values: core.mergeUserValues(given, { profile, readFile: fileReader(folder) }),
      kubeVersion: flags["kube-version"] ?? core.DEFAULT_KUBE_VERSION,
      apiVersions: flags["api-versions"] ?? [],
      includeCrds: flags["include-crds"],
      skipTests: flags["skip-tests"],
      signal,
    };
    const chance = await chanceOf(flags.random, JSON.stringify([flags.namespace, name]));
    const { explain } = flags;
    const rendered = await core.renderChart(chart, { ...options, ...chance, explain: explain !== undefined });
    this.#warn(rendered);
    if (flags["verify-with-helm"]) await verifyChart(rendered.text, { files, chart, given, options }, this.gimletRun);
    if (explain !== undefined) return this.write(explanation(explain, core.explainOutput(rendered, explain)));
    const only = flags["show-only"];
    this.write(only === undefined ? rendered.text : core.showOnly(rendered.text, only, { profile }));
  }

  #warn({ warnings, lookups }: RenderedChart): void {
    for (const warning of warnings) this.sayWarning(`warning: ${warning}`);
    if (lookups.length > 0)
      this.sayWarning("warning: the chart looks for what is in a cluster, and is told that there is nothing");
  }
}

async function chanceOf(random: "forbid" | "seeded" | "helm", seed: string): Promise<{ chance?: Chance }> {
  if (random === "forbid") return {};
  const { systemChance } = await import("@gimlet/core/local-charts");
  if (random === "helm") return { chance: systemChance };
  const { seededChance } = await import("@gimlet/core/chart");
  return { chance: seededChance(seed, { atSeconds: Date.now() / 1000 }) };
}
