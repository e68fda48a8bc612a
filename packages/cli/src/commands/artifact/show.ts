import { existsSync } from "node:fs";
import { resolve } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { formatArtifact, parseArtifact, UsageError } from "@gimlet/core";
import { artifactJson } from "../../artifact/artifact-listing.ts";
import { findStoredArtifact, isVersion } from "../../artifact/stored-artifact.ts";
import { OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { formatYaml } from "../../output/format-yaml.ts";
import { openSession } from "../../session/open-session.ts";
import { readInput } from "../../session/read-input.ts";

/** Shows one artifact. */
export default class ArtifactShow extends GimletCommand {
  static override summary = "One artifact, with its manifests and variables";
  static override examples = [
    { description: "A file", command: "gimlet artifact show artifact.json" },
    { description: "One that was released, by id, tag or commit", command: "gimlet artifact show 1.42.0" },
    { description: "Only a manifest", command: "gimlet artifact show artifact.json --manifest staging/web" },
  ];
  static override failure = "The artifact can't be shown.";
  static override args = {
    id: Args.string({
      description: "a file, - for stdin, an id, a tag, or a commit",
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = {
    manifest: Flags.string({ description: "only this manifest, as YAML", helpValue: "<env/app>", helpGroup: "What" }),
    ...OUTPUT_FLAGS,
    ...WHERE_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ArtifactShow);
    const { id } = args;
    const { folder, signal } = this.gimletRun;
    const isFile = id === "-" || existsSync(resolve(folder, id));
    const artifact = isFile
      ? parseArtifact(await readInput(id, folder))
      : await findStoredArtifact(await openSession(this.gimletRun, { flags, env: undefined }), {
          matches: (line) => line.artifactId === id || isVersion(line, id),
          what: `artifact ${JSON.stringify(id)}`,
          app: undefined,
          env: undefined,
          signal,
        });
    if (flags.manifest === undefined)
      return this.printOne(
        { schema: "gimlet.artifact/1", ...artifactJson(artifact) },
        { ...flags, compat: artifact, text: formatArtifact(artifact).trimEnd() },
      );
    const manifest = artifact.environments?.find(({ env, app }) => `${env}/${app}` === flags.manifest);
    if (manifest === undefined)
      throw new UsageError(
        `the artifact has no manifest ${JSON.stringify(flags.manifest)}`,
        "Write it as env/app, as the artifact has it.",
      );
    await this.printOne(
      { schema: "gimlet.manifest-content/1", manifest },
      { ...flags, text: await formatYaml(manifest) },
    );
  }
}
