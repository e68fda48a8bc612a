import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { Chance, RenderedChart } from "@gimlet/core/chart";
import { CHART_ARG, CHART_FLAGS, RENDER_FLAGS, VALUES_FLAGS, VERIFY_FLAG } from "../../chart/chart-flags.ts";
import { readChart } from "../../chart/read-chart.ts";
import { fileReader, setFlags, userValues } from "../../chart/user-values.ts";
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
    ...VERIFY_FLAG,
    ...CHART_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ChartTemplate);
    const { folder, signal, environment } = this.gimletRun;
    const [name, chart] = args.chart === undefined ? ["release-name", args.name] : [args.name ?? "", args.chart];
    const files = await readChart({ ...flags, chart }, folder);
    const given = await userValues(flags, folder);
    const core = await import("@gimlet/core/chart");
    const profile = core.profileOf(flags.profile ?? "helm-4.2");
    const kubeVersion = flags["kube-version"] ?? core.DEFAULT_KUBE_VERSION;
    const apiVersions = flags["api-versions"] ?? [];
    const rendered = await core.renderChart(core.loadChart(files, { profile }), {
      profile: profile.name,
      release: { name, namespace: flags.namespace },
      values: core.mergeUserValues(given, { profile, readFile: fileReader(folder) }),
      kubeVersion,
      apiVersions,
      includeCrds: flags["include-crds"],
      skipTests: flags["skip-tests"],
      ...(await chanceOf(flags.random, JSON.stringify([flags.namespace, name]))),
      signal,
    });
    this.#warn(rendered);
    if (flags["verify-with-helm"]) {
      const { verifyWithHelm } = await import("@gimlet/core/local-charts");
      const values = (given.files ?? []).map(({ text }) => text);
      const render = {
        profile: profile.name,
        files,
        release: { name, namespace: flags.namespace },
        values,
        set: setFlags(given),
        kubeVersion,
        apiVersions,
        includeCrds: flags["include-crds"],
        skipTests: flags["skip-tests"],
      };
      await verifyWithHelm(rendered.text, render, { env: environment, signal });
    }
    const only = flags["show-only"];
    this.write(only === undefined ? rendered.text : core.showOnly(rendered.text, only, profile));
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
