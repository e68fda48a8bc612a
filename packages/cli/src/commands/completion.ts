import * as Args from "@oclif/core/args";
import { GimletCommand } from "../command/gimlet-command.ts";
import { SCRIPTS, SHELLS, type Shell } from "../completion/scripts.ts";

/** Prints what a shell loads to complete commands, flags and names. */
export default class Completion extends GimletCommand {
  static override summary = "Completion for bash, zsh, fish or powershell";
  static override description = "Completes commands, flags, apps, envs and contexts. Names are at most a minute old.";
  static override examples = [
    { description: "For bash, in ~/.bashrc", command: 'eval "$(gimlet completion bash)"' },
    { description: "For fish, in config.fish", command: "gimlet completion fish | source" },
  ];
  static override failure = "There is no completion for it.";
  static override args = {
    shell: Args.string({ description: SHELLS.join(", "), options: [...SHELLS], required: true, ignoreStdin: true }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    // The parser takes no other word.
    this.write(`${SCRIPTS[args.shell as Shell]}\n`);
  }
}
