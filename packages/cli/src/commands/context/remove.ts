import * as Args from "@oclif/core/args";
import { JSON_FLAG } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { editUserConfig, getContext, readUserConfig } from "../../context/user-config.ts";

/** Takes a context out of the user's config. */
export default class ContextRemove extends GimletCommand {
  static override summary = "Take a context out of your config";
  static override examples = [
    { description: "Its repositories stay as they are", command: "gimlet context remove laptop" },
  ];
  static override failure = "The context is still there.";
  static override args = { name: Args.string({ description: "the context", required: true, ignoreStdin: true }) };
  static override flags = JSON_FLAG;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ContextRemove);
    const { environment } = this.gimletRun;
    const config = await readUserConfig(environment);
    getContext(config, args.name);
    await editUserConfig(environment, (document) => {
      document.deleteIn(["contexts", args.name]);
      if (config.current === args.name) document.delete("current");
    });
    await this.printOne(
      { schema: "gimlet.context-change/1", name: args.name, current: false },
      { ...flags, text: args.name },
    );
  }
}
