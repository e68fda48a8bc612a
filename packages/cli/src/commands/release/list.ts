import * as Flags from "@oclif/core/flags";
import { INSTANCE_ARGS, INSTANCE_FLAGS, LIST_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { readInstance } from "../../command/instance.ts";
import { logListing } from "../../log/log-listing.ts";
import { LOG_KINDS, readLog } from "../../log/read-log.ts";
import { openSession } from "../../session/open-session.ts";

/** Shows the release log. */
export default class ReleaseList extends GimletCommand {
  static override summary = "The release log, newest first";
  static override description =
    "Releases, rollbacks, removals, holds, and edits made outside Gimlet, in the order they landed. Shows 20 unless told.";
  static override examples = [
    { description: "Of one app", command: "gimlet release list web production" },
    { description: "Of all envs, since a day", command: "gimlet release list --since 2026-11-20 --all" },
    {
      description: "Commits of the last rollbacks, for a script",
      command: "gimlet release list --kind rollback --columns commit,app,env",
    },
    {
      description: "As the original CLI prints it",
      command: "gimlet release list --env staging --app web --limit 3 -o json",
    },
  ];
  static override failure = "The release log can't be shown.";
  static override args = INSTANCE_ARGS;
  static override flags = {
    ...INSTANCE_FLAGS,
    repo: Flags.string({ description: "built from this repository", helpValue: "<owner/name>", helpGroup: "What" }),
    actor: Flags.string({ description: "only what this login did", helpValue: "<login>", helpGroup: "What" }),
    kind: Flags.string({
      description: `only this: ${LOG_KINDS.join(", ")}; repeatable`,
      options: LOG_KINDS,
      helpValue: "<kind>",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    ...LIST_FLAGS,
    ...OUTPUT_FLAGS,
    ...WHERE_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ReleaseList);
    const { app, env } = readInstance({ args, flags });
    await using session = await openSession(this.gimletRun, { flags, env });
    // The original's list knows releases only.
    const kind = flags.kind ?? (this.formatOf(flags) === "json" ? ["release"] : undefined);
    const { lines, next } = await this.withProgress((onProgress) =>
      readLog(session.gimlet, { ...flags, kind, app, env, signal: this.gimletRun.signal, onProgress }),
    );
    const rows = flags.reverse ? lines.toReversed() : lines;
    await this.printList(logListing({ app, env, repoOf: session.locationOf }), rows, { ...flags, next });
    if (next !== null) this.say(`There is more: --limit, --all, or --cursor ${next}`);
  }
}
