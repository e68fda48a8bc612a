import { OUTPUT_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { CONTEXT_LISTING, contextRows } from "../../context/context-listing.ts";
import { readUserConfig } from "../../context/user-config.ts";

/** Lists the contexts of the user's config. */
export default class ContextList extends GimletCommand {
  static override summary = "List your contexts";
  static override examples = [
    { description: "See them", command: "gimlet context list" },
    { description: "Only their names", command: "gimlet context list -o name" },
  ];
  static override failure = "The contexts can't be shown.";
  static override flags = OUTPUT_FLAGS;

  async run(): Promise<void> {
    const { flags } = await this.parse(ContextList);
    await this.printList(CONTEXT_LISTING, contextRows(await readUserConfig(this.gimletRun.environment)), flags);
  }
}
