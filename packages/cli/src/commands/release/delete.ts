import { ActCommand } from "../../command/act-command.ts";
import {
  ACT_FLAGS,
  INSTANCE_ARGS,
  INSTANCE_FLAGS,
  OUTPUT_FLAGS,
  RISK_FLAGS,
  WHERE_FLAGS,
} from "../../command/flags.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";

/** Take an app out of an env. */
export default class ReleaseDelete extends ActCommand {
  static override summary = "Take an app out of an env";
  static override description =
    "The app's folder goes, with its Kustomization and its hold. Flux then removes its resources from the cluster. Without a terminal it needs --yes. A folder that has no release.json only goes with --accept.";
  static override aliases = ["release:remove"];
  static override examples = [
    { description: "Take an app out", command: "gimlet release delete web staging" },
    { description: "In CI", command: "gimlet release delete --env staging --app web --yes" },
    { description: "See what would go", command: "gimlet release delete web/staging --dry-run" },
  ];
  static override failure = "Nothing was removed.";
  static override args = INSTANCE_ARGS;
  static override flags = { ...INSTANCE_FLAGS, ...ACT_FLAGS, ...RISK_FLAGS, ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseDelete);
    const instance = readInstance({ args, flags });
    const app = requireApp(instance, "release delete");
    const env = requireEnv(instance, "release delete");
    return this.act({ act: "removal", env, app }, { flags, needsYes: true, compat: () => ({}) });
  }
}
