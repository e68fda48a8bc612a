import * as Flags from "@oclif/core/flags";
import { ARTIFACT_LISTING } from "../../artifact/artifact-listing.ts";
import { listArtifacts } from "../../artifact/list-artifacts.ts";
import { LIST_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { openSession } from "../../session/open-session.ts";

const { cursor: _cursor, ...LIST } = LIST_FLAGS;
const { branch: _branch, ...WHERE } = WHERE_FLAGS;

/** Lists artifacts that were released. */
export default class ArtifactList extends GimletCommand {
  static override summary = "Artifacts that were released, newest first";
  static override description =
    "A release keeps its artifact in the gitops repository; those are listed. Shows 20 unless told.";
  static override examples = [
    { description: "See them", command: "gimlet artifact list" },
    {
      description: "Of one repository and branch",
      command: "gimlet artifact list --repository acme/web --branch main",
    },
    { description: "As the original CLI prints it", command: "gimlet artifact list --limit 3 -o json" },
  ];
  static override failure = "The artifacts can't be shown.";
  static override flags = {
    repository: Flags.string({
      aliases: ["repo"],
      description: "built from this repository",
      helpValue: "<owner/name>",
      helpGroup: "What",
    }),
    branch: Flags.string({ description: "built from this branch", helpValue: "<name>", helpGroup: "What" }),
    event: Flags.string({
      description: "what made CI build (default: push)",
      options: ["push", "tag", "pr"],
      helpGroup: "What",
    }),
    sourceBranch: Flags.string({ description: "of a pull request", helpValue: "<name>", helpGroup: "What" }),
    sha: Flags.string({
      description: "built from this commit; repeatable",
      helpValue: "<commit>",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    ...LIST,
    ...OUTPUT_FLAGS,
    ...WHERE,
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(ArtifactList);
    const { branch, ...where } = flags;
    await using session = await openSession(this.gimletRun, { flags: where, env: undefined });
    const artifacts = await this.withProgress((onProgress) =>
      listArtifacts(session, { ...flags, branch, signal: this.gimletRun.signal, onProgress }),
    );
    await this.printList(ARTIFACT_LISTING, flags.reverse ? artifacts.toReversed() : artifacts, flags);
  }
}
