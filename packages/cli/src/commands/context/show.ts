import * as Args from "@oclif/core/args";
import { OUTPUT_FLAGS, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { ENV_LISTING } from "../../context/context-listing.ts";
import { resolveContext } from "../../context/resolve-context.ts";

/** Shows where commands would act. */
export default class ContextShow extends GimletCommand {
  static override summary = "Show where commands act here, and why";
  static override examples = [
    { description: "Here and now", command: "gimlet context show" },
    { description: "A context by name", command: "gimlet context show laptop" },
  ];
  static override failure = "The context can't be shown.";
  static override args = {
    name: Args.string({ description: "a context (default: the one that counts here)", ignoreStdin: true }),
  };
  static override flags = { ...OUTPUT_FLAGS, ...WHERE_FLAGS };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ContextShow);
    const { environment, folder } = this.gimletRun;
    const context = await resolveContext({ ...flags, context: args.name ?? flags.context }, { environment, folder });
    const rows = [...context.envs].map(([env, place]) => ({ env, place }));
    const any = rows.length === 0 && context.anyEnv !== undefined ? [{ env: "*", place: context.anyEnv }] : [];
    await this.printList(ENV_LISTING, [...rows, ...any], flags);
    this.say(`From ${context.name}`);
  }
}
