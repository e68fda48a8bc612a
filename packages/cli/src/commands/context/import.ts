import { dirname, resolve } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { UsageError } from "@gimlet/core";
import { JSON_FLAG } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { editUserConfig, parseUserConfig, readUserConfig, savedContextFields } from "../../context/user-config.ts";
import { readInput } from "../../session/read-input.ts";

/** Adds the contexts of a file to the user's config. */
export default class ContextImport extends GimletCommand {
  static override summary = "Add the contexts of a file to your config";
  static override description =
    "The file looks like the config itself. Paths in it are relative to it. A context that you have already is left alone, unless --overwrite says so.";
  static override examples = [
    { description: "Take over your team's contexts", command: "gimlet context import contexts.yaml" },
  ];
  static override failure = "Nothing was imported.";
  static override args = {
    file: Args.string({ description: "the file; - is stdin", required: true, ignoreStdin: true }),
  };
  static override flags = {
    overwrite: Flags.boolean({ description: "replace contexts of the same name", helpGroup: "What" }),
    ...JSON_FLAG,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ContextImport);
    const { environment, folder } = this.gimletRun;
    const place = { file: args.file, folder: args.file === "-" ? folder : dirname(resolve(folder, args.file)) };
    const { contexts } = await parseUserConfig(new TextDecoder().decode(await readInput(args.file, folder)), place);
    const config = await readUserConfig(environment);
    const taken = [...contexts.keys()].filter((name) => config.contexts.has(name));
    if (taken.length > 0 && !flags.overwrite)
      throw new UsageError(`you have ${taken.join(", ")} already`, "Replace them with --overwrite.");
    await editUserConfig(environment, (document) => {
      for (const [name, context] of contexts)
        document.setIn(["contexts", name], document.createNode(savedContextFields(context)));
      const [first] = contexts.keys();
      if (config.current === undefined && first !== undefined) document.set("current", first);
    });
    const names = [...contexts.keys()];
    await this.printOne({ schema: "gimlet.context-import/1", names }, { ...flags, text: names.join("\n") });
  }
}
