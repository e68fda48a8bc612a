import * as Flags from "@oclif/core/flags";
import { INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { readInstance } from "../../command/instance.ts";
import { readStatus } from "../../log/read-status.ts";
import { statusListing } from "../../log/status-listing.ts";
import { openSession } from "../../session/open-session.ts";

/** Shows what is released now, one line per instance. */
export default class ReleaseStatus extends GimletCommand {
  static override summary = "What is released, one line per app and env";
  static override examples = [
    { description: "In one env", command: "gimlet release status --env production" },
    { description: "One app, for a script", command: "gimlet release status web production --json" },
    { description: "As it was a week ago", command: "gimlet release status --env production --at 7d" },
  ];
  static override failure = "The status can't be shown.";
  static override args = INSTANCE_ARGS;
  static override flags = {
    ...INSTANCE_FLAGS,
    at: Flags.string({
      description: "as it was: a time, how long ago (7d), or a commit",
      helpValue: "<time|commit>",
      helpGroup: "What",
    }),
    ...OUTPUT_FLAGS,
    ...WHERE_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ReleaseStatus);
    const { app, env } = readInstance({ args, flags });
    await using session = await openSession(this.gimletRun, { flags, env });
    const rows = await this.withProgress((onProgress) =>
      readStatus(session, { app, env, at: flags.at, signal: this.gimletRun.signal, onProgress }),
    );
    await this.printList(statusListing({ envs: session.gimlet.envs, app, repoOf: session.locationOf }), rows, flags);
  }
}
