import { ActCommand } from "../../command/act-command.ts";
import { ACT_FLAGS, INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";

/** Allow automatic releases of an app again. */
export default class ReleaseResume extends ActCommand {
  static override summary = "Allow automatic releases of an app again";
  static override description = "Lifts the hold that a rollback or a person has set.";
  static override examples = [
    { description: "Let deploy policies release again", command: "gimlet release resume web production" },
    { description: "With a reason", command: "gimlet release resume web/production --reason fixed" },
  ];
  static override failure = "Nothing was resumed.";
  static override args = INSTANCE_ARGS;
  static override flags = { ...INSTANCE_FLAGS, ...ACT_FLAGS, ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseResume);
    const instance = readInstance({ args, flags });
    const app = requireApp(instance, "release resume");
    const env = requireEnv(instance, "release resume");
    return this.act({ act: "resume", env, app }, { flags });
  }
}
