import * as Args from "@oclif/core/args";
import { JSON_FLAG } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { getContext, editUserConfig, readUserConfig } from "../../context/user-config.ts";

/** Makes a context the current one. */
export default class ContextUse extends GimletCommand {
  static override summary = "Make a context the current one";
  static override examples = [
    { description: "Act on it from now on, where nothing nearer says otherwise", command: "gimlet context use laptop" },
  ];
  static override failure = "The current context is as it was.";
  static override args = { name: Args.string({ description: "the context", required: true, ignoreStdin: true }) };
  static override flags = JSON_FLAG;

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ContextUse);
    const { environment } = this.gimletRun;
    getContext(await readUserConfig(environment), args.name);
    await editUserConfig(environment, (config) => config.set("current", args.name));
    await this.printOne(
      { schema: "gimlet.context-change/1", name: args.name, current: true },
      { ...flags, text: args.name },
    );
  }
}
