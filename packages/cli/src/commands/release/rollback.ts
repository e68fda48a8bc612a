import * as Flags from "@oclif/core/flags";
import { ActCommand } from "../../command/act-command.ts";
import { ACT_FLAGS, INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";

/** Makes an app what it was at an earlier release. */
export default class ReleaseRollback extends ActCommand {
  static override summary = "Make an app what it was at an earlier release";
  static override description =
    "One commit restores the app's folder. Automatic releases are held until somebody resumes them.";
  static override examples = [
    {
      description: "Back to the release before",
      command: 'gimlet release rollback web production --reason "checkout errors"',
    },
    { description: "Back to a version", command: "gimlet release rollback web production --to 1.41.0" },
    {
      description: "As the original CLI has it",
      command: "gimlet release rollback --env production --app web --to 4f1c0e2a55d1b7c8d9e0f1a2b3c4d5e6f7081929",
    },
  ];
  static override failure = "Nothing was rolled back.";
  static override args = INSTANCE_ARGS;
  static override flags = {
    ...INSTANCE_FLAGS,
    to: Flags.string({
      description: "the release to go back to (default: the newest earlier one that was not itself rolled back)",
      helpValue: "<version|id|commit>",
      helpGroup: "What",
    }),
    "no-hold": Flags.boolean({ description: "let automatic releases go on", helpGroup: "Plan" }),
    ...ACT_FLAGS,
    ...OUTPUT_FLAGS,
    ...WHERE_FLAGS,
  };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseRollback);
    const instance = readInstance({ args, flags });
    const app = requireApp(instance, "release rollback");
    const env = requireEnv(instance, "release rollback");
    return this.act(
      { act: "rollback", env, app, to: flags.to, hold: flags["no-hold"] !== true },
      { flags, compat: ({ requestId }) => ({ id: requestId }) },
    );
  }
}
