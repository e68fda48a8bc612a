import { ActCommand } from "../../command/act-command.ts";
import { ACT_FLAGS, INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";

/** Undo a removal. */
export default class ReleaseRestore extends ActCommand {
  static override summary = "Undo a removal";
  static override description = "The app's folder comes back as it was before its newest removal.";
  static override examples = [
    { description: "Bring an app back", command: "gimlet release restore web staging" },
    { description: "See what would come back", command: "gimlet release restore web/staging --dry-run" },
  ];
  static override failure = "Nothing was restored.";
  static override args = INSTANCE_ARGS;
  static override flags = { ...INSTANCE_FLAGS, ...ACT_FLAGS, ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseRestore);
    const instance = readInstance({ args, flags });
    const app = requireApp(instance, "release restore");
    const env = requireEnv(instance, "release restore");
    return this.act({ act: "restore", env, app }, { flags });
  }
}
