import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as Flags from "@oclif/core/flags";
import { addToArtifact, createArtifact, formatArtifact } from "@gimlet/core";
import { usualVariables, versionFromFlags, versionFromGit } from "../../artifact/version-input.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";

/** Makes an artifact. */
export default class ArtifactCreate extends GimletCommand {
  static override summary = "Make an artifact of one commit";
  static override description = "Prints its JSON. Manifests and variables are added with: gimlet artifact add";
  static override examples = [
    {
      description: "From the working copy and what CI says",
      command: "gimlet artifact create --from-git -o artifact.json",
    },
    {
      description: "As the original CLI has it",
      command:
        'gimlet artifact create --repository acme/shop --sha 26fc62ffa5cf63204ccbce6876c6d610e3b1a2c4 --created 2026-11-22T08:11:40Z --branch main --authorName Ada --authorEmail ada@example.org --committerName Ada --committerEmail ada@example.org --message "Fix login" --url https://git.example.org/acme/shop/commit/26fc62ff',
    },
  ];
  static override failure = "No artifact was made.";
  static override flags = {
    "from-git": Flags.boolean({
      description: "fill in what is not given from git and CI, and the variables SHA, BRANCH, TAG, REPO, OWNER",
      helpGroup: "What",
    }),
    repository: Flags.string({
      description: "the repository, as owner/name",
      helpValue: "<owner/name>",
      helpGroup: "What",
    }),
    sha: Flags.string({ description: "the commit, all 40 characters", helpValue: "<commit>", helpGroup: "What" }),
    created: Flags.string({
      description: "when it was made (git log -1 --format=%cI)",
      helpValue: "<time>",
      helpGroup: "What",
    }),
    branch: Flags.string({
      description: "its branch; of a pull request the source branch",
      helpValue: "<name>",
      helpGroup: "What",
    }),
    event: Flags.string({
      description: "what made CI build (default: push)",
      options: ["push", "tag", "pr"],
      helpGroup: "What",
    }),
    sourceBranch: Flags.string({ description: "of a pull request", helpValue: "<name>", helpGroup: "What" }),
    targetBranch: Flags.string({ description: "of a pull request", helpValue: "<name>", helpGroup: "What" }),
    tag: Flags.string({ description: "the tag", helpValue: "<name>", helpGroup: "What" }),
    authorName: Flags.string({ description: "who wrote it", helpValue: "<name>", helpGroup: "What" }),
    authorEmail: Flags.string({ description: "who wrote it", helpValue: "<address>", helpGroup: "What" }),
    committerName: Flags.string({ description: "who committed it", helpValue: "<name>", helpGroup: "What" }),
    committerEmail: Flags.string({ description: "who committed it", helpValue: "<address>", helpGroup: "What" }),
    message: Flags.string({ description: "the commit's message", helpValue: "<text>", helpGroup: "What" }),
    url: Flags.string({ description: "where it can be looked at", helpValue: "<url>", helpGroup: "What" }),
    output: Flags.string({
      char: "o",
      description: "write to a file instead of stdout",
      helpValue: "<file>",
      helpGroup: "Output",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(ArtifactCreate);
    const { folder, environment } = this.gimletRun;
    const found = flags["from-git"] ? await versionFromGit({ folder, environment }) : {};
    const artifact = createArtifact(versionFromFlags(flags, found));
    const vars = flags["from-git"] ? usualVariables(artifact.version) : new Map<string, string>();
    const text = formatArtifact(addToArtifact(artifact, { vars }));
    if (flags.output === undefined) return this.write(text);
    await writeFile(resolve(folder, flags.output), text);
    this.say(`Written to ${flags.output}`);
  }
}
