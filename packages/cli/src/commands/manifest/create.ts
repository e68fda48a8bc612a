import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { parseAppName, parseEnvName } from "@gimlet/core";
import { INSTANCE_FLAGS, JSON_FLAG } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { readInstance, requireApp, requireEnv } from "../../command/instance.ts";
import { copyOf, skeleton, writeNew } from "../../manifest/new-manifest.ts";

/** Makes a manifest. */
export default class ManifestCreate extends GimletCommand {
  static override summary = "Make a manifest to start from";
  static override description =
    "Writes .gimlet/<env>-<app>.yaml: a skeleton of raw YAML, or a copy of the app's manifest for another env.";
  static override examples = [
    { description: "A skeleton", command: "gimlet manifest create web staging" },
    {
      description: "As it is in staging",
      command: "gimlet manifest create web production --from staging --namespace web-production",
    },
  ];
  static override failure = "No manifest was made.";
  static override args = {
    app: Args.string({ description: "the app, or app and env joined: web/production", ignoreStdin: true }),
    env: Args.string({ description: "the env", ignoreStdin: true }),
  };
  static override flags = {
    ...INSTANCE_FLAGS,
    from: Flags.string({ description: "copy the app's manifest of this env", helpValue: "<env>", helpGroup: "What" }),
    namespace: Flags.string({
      description: "its namespace (default: the app's name)",
      helpValue: "<name>",
      helpGroup: "What",
    }),
    preview: Flags.boolean({ description: "one instance per branch", helpGroup: "What" }),
    ...JSON_FLAG,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ManifestCreate);
    const { folder } = this.gimletRun;
    const instance = readInstance({ args, flags });
    const app = parseAppName(requireApp(instance, "manifest create"));
    const env = parseEnvName(requireEnv(instance, "manifest create"));
    const options = { app, env, namespace: flags.namespace, preview: flags.preview };
    const text = flags.from === undefined ? skeleton(options) : await copyOf(flags.from, { ...options, folder });
    const path = `.gimlet/${env}-${app}.yaml`;
    await writeNew(path, { text, folder });
    await this.printOne({ schema: "gimlet.manifest/1", path, app, env }, { ...flags, text: path });
    this.say(`Check it: gimlet manifest lint -f ${path}`);
  }
}
