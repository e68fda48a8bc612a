import { UsageError } from "@gimlet/core";
import { ActCommand } from "../../command/act-command.ts";
import { ACT_FLAGS, INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";

/** Stop automatic releases of an app. */
export default class ReleaseHold extends ActCommand {
  static override summary = "Stop automatic releases of an app";
  static override description = "People can still release; deploy policies and CI jobs wait until somebody resumes.";
  static override examples = [
    { description: "Hold an app", command: 'gimlet release hold web production --reason "database migration"' },
    { description: "As flags", command: "gimlet release hold --app web --env production --reason migration" },
  ];
  static override failure = "Nothing was held.";
  static override args = INSTANCE_ARGS;
  static override flags = { ...INSTANCE_FLAGS, ...ACT_FLAGS, ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseHold);
    const instance = readInstance({ args, flags });
    const app = requireApp(instance, "release hold");
    const env = requireEnv(instance, "release hold");
    if (flags.reason === undefined || flags.reason.trim() === "")
      throw new UsageError("the reason is missing", 'Say why, for those who wait: --reason "…"');
    return this.act({ act: "hold", env, app }, { flags });
  }
}
