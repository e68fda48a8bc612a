import { count } from "../../act/words.ts";
import { CHART_ARG, CHART_FLAGS, RENDER_FLAGS, VALUES_FLAGS } from "../../chart/chart-flags.ts";
import { readChart } from "../../chart/read-chart.ts";
import { fileReader, userValues } from "../../chart/user-values.ts";
import { OUTPUT_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { ISSUE_LISTING, sourceLines, type FoundIssue } from "../../manifest/issue-listing.ts";
import { paint, symbol } from "../../terminal/look.ts";

/** Checks a chart. */
export default class ChartLint extends GimletCommand {
  static override summary = "Check a chart: its metadata, its templates, what they render";
  static override description = "Exits with 1 when there is an error; warnings don't count.";
  static override examples = [
    { description: "Check a chart", command: "gimlet chart lint ./charts/web" },
    { description: "With the values that an app gives it", command: "gimlet chart lint ./charts/web -f values.yaml" },
  ];
  static override failure = "The chart was not checked.";
  static override args = { chart: CHART_ARG };
  static override flags = { ...VALUES_FLAGS, ...RENDER_FLAGS, ...CHART_FLAGS, ...OUTPUT_FLAGS };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ChartLint);
    const { folder, settings, signal } = this.gimletRun;
    const files = await readChart({ ...flags, chart: args.chart }, folder);
    const core = await import("@gimlet/core/chart");
    const { systemChance } = await import("@gimlet/core/local-charts");
    const { profile = "helm-4.2" } = flags;
    const issues = await core.lintChart(files, {
      profile,
      release: { name: "release-name", namespace: "default" },
      values: core.mergeUserValues(await userValues(flags, folder), { profile, readFile: fileReader(folder) }),
      ...(flags["kube-version"] === undefined ? {} : { kubeVersion: flags["kube-version"] }),
      apiVersions: flags["api-versions"] ?? [],
      chance: systemChance,
      signal,
    });
    const found = issues.map((issue): FoundIssue => {
      const lines = sourceLines(files.get(issue.file) ?? new Uint8Array());
      return { ...issue, path: "", source: lines[issue.line - 1] ?? "" };
    });
    await this.printList(ISSUE_LISTING, found, flags);
    const errors = found.filter(({ severity }) => severity === "error").length;
    const mark =
      errors === 0
        ? paint(symbol("done", settings.err), "green", settings.err)
        : paint(symbol("failed", settings.err), "red", settings.err);
    this.say(`${mark} ${args.chart ?? ""}: ${errors === 0 ? "no errors" : count(errors, "error")}`);
    return errors === 0 ? 0 : 1;
  }
}
