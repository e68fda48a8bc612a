import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { parseManifest, templateIssues } from "@gimlet/core";
import { githubAnnotation } from "../../ci/workflow-commands.ts";
import { count } from "../../act/words.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { OUTPUT_FLAGS } from "../../command/flags.ts";
import { writeLintReport } from "../../ci/lint-report.ts";
import { ISSUE_LISTING, sourceLines, type FoundIssue } from "../../manifest/issue-listing.ts";
import { manifestFiles } from "../../manifest/manifest-files.ts";
import { readInput } from "../../session/read-input.ts";
import { paint, symbol } from "../../terminal/look.ts";

/** Checks manifests. */
export default class ManifestLint extends GimletCommand {
  static override summary = "Check manifests: every problem, with line and column";
  static override description =
    "Without a file, every manifest in .gimlet/ is checked. Exits with 1 when one has an error; warnings don't count.";
  static override examples = [
    { description: "Check all manifests of the working copy", command: "gimlet manifest lint" },
    { description: "Check one", command: "gimlet manifest lint -f .gimlet/staging-web.yaml" },
    { description: "Check what another program writes", command: "gimlet manifest lint -f - --json" },
    {
      description: "For GitLab's merge requests",
      command: "gimlet manifest lint --report codequality=gl-code-quality.json",
    },
  ];
  static override failure = "The manifests were not checked.";
  static override args = {
    file: Args.string({ description: "the file; - is stdin", multiple: true, ignoreStdin: true }),
  };
  static override flags = {
    file: Flags.string({
      char: "f",
      description: "the file; - is stdin",
      helpValue: "<file|->",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    report: Flags.string({
      description: "write the problems for CI, as codequality=<file>, sarif=<file> or github",
      helpValue: "<format>=<file>",
      helpGroup: "Output",
    }),
    ...OUTPUT_FLAGS,
  };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ManifestLint);
    const { folder, settings } = this.gimletRun;
    const found: FoundIssue[] = [];
    const files = await manifestFiles(
      [...(flags.file ?? []), ...((args.file as unknown as string[] | undefined) ?? [])],
      folder,
    );
    for (const file of files) {
      const bytes = await readInput(file, folder);
      const result = parseManifest(bytes, { file });
      const lines = sourceLines(bytes);
      for (const issue of result.ok ? [...result.warnings, ...templateIssues(result)] : result.issues)
        found.push({ ...issue, file, source: lines[issue.line - 1] ?? "" });
    }
    const errors = found.filter(({ severity }) => severity === "error").length;
    await this.printList(ISSUE_LISTING, found, flags);
    await writeLintReport(found, { report: flags.report, folder });
    if (settings.ci?.kind === "github" || flags.report === "github") this.#annotate(found);
    const what = files.length === 1 ? files[0]! : count(files.length, "manifest");
    const mark =
      errors === 0
        ? paint(symbol("done", settings.err), "green", settings.err)
        : paint(symbol("failed", settings.err), "red", settings.err);
    this.say(`${mark} ${what}: ${errors === 0 ? "no errors" : count(errors, "error")}`);
    return errors === 0 ? 0 : 1;
  }

  /** GitHub shows ten of a kind per step; more would push others' aside. */
  #annotate(found: readonly FoundIssue[]): void {
    for (const severity of ["error", "warning"] as const)
      for (const issue of found.filter((candidate) => candidate.severity === severity).slice(0, 10))
        process.stderr.write(`${githubAnnotation({ ...issue, title: issue.path === "" ? "manifest" : issue.path })}\n`);
  }
}
