import * as Flags from "@oclif/core/flags";
import { INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../command/flags.ts";
import { GimletCommand } from "../command/gimlet-command.ts";
import { readInstance } from "../command/instance.ts";
import { readStatus } from "../log/read-status.ts";
import { statusMatrix } from "../log/status-listing.ts";
import { openSession } from "../session/open-session.ts";

/** Shows what runs where. */
export default class Status extends GimletCommand {
  static override summary = "What is released where";
  static override description =
    "A line per app, a column per env, as git says. Whether it is healthy nobody knows without a cluster.";
  static override examples = [
    { description: "All apps and envs", command: "gimlet status" },
    { description: "One app", command: "gimlet status web" },
    { description: "As it was", command: "gimlet status --env production --at 2026-11-20T09:00:00Z" },
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
    const { args, flags } = await this.parse(Status);
    const { app, env } = readInstance({ args, flags });
    await using session = await openSession(this.gimletRun, { flags, env });
    const rows = await this.withProgress((onProgress) =>
      readStatus(session, { app, env, at: flags.at, signal: this.gimletRun.signal, onProgress }),
    );
    await this.printList(statusMatrix({ envs: session.gimlet.envs, app, repoOf: session.locationOf }), rows, flags);
  }
}
