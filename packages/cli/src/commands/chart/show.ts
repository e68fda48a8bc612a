import * as Args from "@oclif/core/args";
import { UsageError } from "@gimlet/core";
import { CHART_ARG, CHART_FLAGS } from "../../chart/chart-flags.ts";
import { readChart } from "../../chart/read-chart.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";

const PARTS = {
  chart: "Chart.yaml",
  values: "values.yaml",
  schema: "values.schema.json",
  readme: "README.md",
} as const;
const ALL = ["chart", "values", "readme"] as const;

/** Shows what a chart offers. */
export default class ChartShow extends GimletCommand {
  static override summary = "Show what a chart offers: its values, their schema, its readme";
  static override description =
    "As the files are written. all is Chart.yaml, values and readme, with --- between them.";
  static override examples = [
    {
      description: "The values that can be set, with their defaults",
      command: "gimlet chart show values ./charts/web",
    },
    { description: "Everything", command: "gimlet chart show all ./charts/web" },
  ];
  static override failure = "The chart was not shown.";
  static override args = {
    what: Args.string({
      description: "what to show",
      options: ["all", ...Object.keys(PARTS)],
      required: true,
      ignoreStdin: true,
    }),
    chart: CHART_ARG,
  };
  static override flags = { ...CHART_FLAGS };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ChartShow);
    const files = await readChart({ ...flags, chart: args.chart }, this.gimletRun.folder);
    const text = (part: keyof typeof PARTS): string | undefined => {
      const bytes = files.get(PARTS[part]);
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    };
    if (args.what === "all") {
      const texts = ALL.map(text).filter((part) => part !== undefined);
      return this.write(texts.map(endedLine).join("---\n"));
    }
    const part = args.what as keyof typeof PARTS;
    const shown = text(part);
    if (shown === undefined)
      throw new UsageError(`the chart has no ${PARTS[part]}`, "See what it has: gimlet chart show all <chart>");
    this.write(endedLine(shown));
  }
}

function endedLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
