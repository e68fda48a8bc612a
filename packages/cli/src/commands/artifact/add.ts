import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as Flags from "@oclif/core/flags";
import { addToArtifact, formatArtifact, parseArtifact, parseAssignments, type ArtifactManifest } from "@gimlet/core";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { readManifest } from "../../manifest/read-manifest.ts";
import { readInput } from "../../session/read-input.ts";
import { readVars } from "../../session/read-vars.ts";

/** Adds manifests, variables and fields to an artifact. */
export default class ArtifactAdd extends GimletCommand {
  static override summary = "Add manifests, variables and fields to an artifact";
  static override description = "Rewrites the file; with -f - it reads stdin and prints the result.";
  static override examples = [
    {
      description: "Add manifests",
      command:
        "gimlet artifact add -f artifact.json --envFile .gimlet/staging-web.yaml --envFile .gimlet/production-web.yaml",
    },
    {
      description: "Add variables",
      command: "gimlet artifact add -f artifact.json --var SHA=26fc62ff --varsFile .gimlet/vars",
    },
    {
      description: "Add facts of the CI job",
      command: "gimlet artifact add -f artifact.json --field name=CI --field url=https://ci.example.org/7",
    },
  ];
  static override failure = "The artifact was not changed.";
  static override flags = {
    file: Flags.string({
      char: "f",
      description: "the artifact; - is stdin",
      helpValue: "<file|->",
      required: true,
      helpGroup: "What",
    }),
    envFile: Flags.string({
      description: "a manifest; repeatable",
      helpValue: "<file>",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    varsFile: Flags.string({
      description: "a file of variables, which win over the others",
      helpValue: "<file>",
      helpGroup: "What",
    }),
    var: Flags.string({
      description: "one variable; repeatable",
      helpValue: "NAME=value",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    field: Flags.string({
      description: "one fact of the CI job; repeatable",
      helpValue: "name=value",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(ArtifactAdd);
    const { folder } = this.gimletRun;
    const artifact = parseArtifact(await readInput(flags.file, folder));
    const manifests: ArtifactManifest[] = [];
    for (const file of flags.envFile ?? []) manifests.push((await readManifest(file, folder)).manifest);
    const varsFile = await readVars(flags.varsFile, folder);
    const added = addToArtifact(artifact, {
      manifests,
      varsFile,
      vars: parseAssignments(flags.var ?? []),
      fields: parseAssignments(flags.field ?? []),
    });
    const text = formatArtifact(added);
    if (flags.file === "-") return this.write(text);
    await writeFile(resolve(folder, flags.file), text);
  }
}
