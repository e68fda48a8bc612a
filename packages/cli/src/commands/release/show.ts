import * as Args from "@oclif/core/args";
import { INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { findRelease } from "../../log/find-release.ts";
import { releaseJson } from "../../log/release-json.ts";
import { releaseText } from "../../log/release-text.ts";
import { openSession } from "../../session/open-session.ts";

/** Shows one line of the release log with all that is known of it. */
export default class ReleaseShow extends GimletCommand {
  static override summary = "One release, with all that its record says";
  static override examples = [
    { description: "By its id", command: "gimlet release show 01M8199DDGQ8V5T7X2N6M9R4BH" },
    { description: "By its commit in the gitops repository", command: "gimlet release show 4f1c0e22 --env production" },
  ];
  static override failure = "The release can't be shown.";
  static override args = {
    id: Args.string({
      description: "its id, or the start of its commit (7 or more)",
      required: true,
      ignoreStdin: true,
    }),
  };
  static override flags = { ...INSTANCE_FLAGS, ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ReleaseShow);
    await using session = await openSession(this.gimletRun, { flags, env: flags.env });
    const line = await this.withProgress((onProgress) =>
      findRelease(session.gimlet, {
        id: args.id,
        app: flags.app,
        env: flags.env,
        signal: this.gimletRun.signal,
        onProgress,
      }),
    );
    await this.printOne(
      { schema: "gimlet.release/1", ...releaseJson(line) },
      { ...flags, text: releaseText(line, this.cellContext) },
    );
  }
}
