import * as Flags from "@oclif/core/flags";
import { parseAppName } from "@gimlet/core";
import { ActCommand } from "../../command/act-command.ts";
import type { ActWish } from "../../command/act-flags.ts";
import { ACT_FLAGS, INSTANCE_ARGS, INSTANCE_FLAGS, OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { readInstance, requireEnv } from "../../command/instance.ts";
import { findArtifact } from "../../session/find-artifact.ts";

/** Plans and lands a release. */
export default class ReleaseMake extends ActCommand {
  static override summary = "Release an artifact to an env";
  static override description =
    "Without an app, every app that the artifact has a manifest of for the env is released: one commit each, in one push.";
  static override examples = [
    {
      description: "Release what CI built, from its artifact",
      command: "gimlet release make web staging --artifact artifact.json",
    },
    {
      description: "See what it would change",
      command: "gimlet release make web/production --artifact artifact.json --dry-run",
    },
    {
      description: "Release again a version that was released there before",
      command: "gimlet release make web production --version 1.42.0",
    },
    {
      description: "Release all apps of the artifact, or none",
      command: "gimlet release make --env staging --artifact artifact.json --atomic",
    },
  ];
  static override failure = "The release was not made.";
  static override args = INSTANCE_ARGS;
  static override flags = {
    ...INSTANCE_FLAGS,
    artifact: Flags.string({
      char: "a",
      description: "the artifact: a file, or - for stdin",
      helpValue: "<file|->",
      helpGroup: "What",
    }),
    version: Flags.string({
      description: "a version released before, by tag or commit",
      helpValue: "<tag|commit>",
      helpGroup: "What",
    }),
    atomic: Flags.boolean({ description: "of several apps, all in one commit or none", helpGroup: "Plan" }),
    ...ACT_FLAGS,
    ...OUTPUT_FLAGS,
    ...WHERE_FLAGS,
  };

  async run(): Promise<number> {
    const { args, flags } = await this.parse(ReleaseMake);
    const instance = readInstance({ args, flags });
    const env = requireEnv(instance, "release make");
    const { app } = instance;
    // An artifact that lacks the app would be found first, which is not what is wrong.
    if (app !== undefined) parseAppName(app);
    const wish = async (): Promise<ActWish> => {
      const artifact = await findArtifact(this.gimletRun, { flags, app, env });
      return { act: "release", env, artifact, app, atomic: flags.atomic };
    };
    return this.act(wish, { flags, compat: ({ requestId }) => ({ id: requestId, type: "release" }) });
  }
}
