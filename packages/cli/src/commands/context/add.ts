import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { parseEnvName } from "@gimlet/core";
import { appsRepoFlag, JSON_FLAG, WHERE_FLAGS } from "../../command/flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { absoluteRepo } from "../../context/config-shape.ts";
import { editUserConfig, readUserConfig } from "../../context/user-config.ts";
import { needsServer } from "../../failure/usage.ts";

/** Adds an env to a context of the user's config; a new context where there is none. */
export default class ContextAdd extends GimletCommand {
  static override summary = "Add an env to a context; a new context where there is none";
  static override description = "The first context becomes the current one.";
  static override examples = [
    {
      description: "A repository per env",
      command: "gimlet context add laptop --env staging --apps-repo ../gitops-staging-apps",
    },
    {
      description: "A folder per env",
      command:
        "gimlet context add acme --env production --apps-repo https://git.example.org/acme/gitops-apps --layout folder-per-env",
    },
  ];
  static override failure = "The context was not changed.";
  static override args = { name: Args.string({ description: "the context", required: true, ignoreStdin: true }) };
  static override flags = {
    env: Flags.string({ description: "the env", helpValue: "<name>", required: true, helpGroup: "What" }),
    "apps-repo": appsRepoFlag({ required: true }),
    "infra-repo": Flags.string({
      description: "its repository for infrastructure",
      helpValue: "<url|path>",
      helpGroup: "Where",
    }),
    branch: WHERE_FLAGS.branch,
    layout: WHERE_FLAGS.layout,
    server: WHERE_FLAGS.server,
    ...JSON_FLAG,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ContextAdd);
    const { environment, folder } = this.gimletRun;
    if (flags.server !== undefined)
      throw needsServer("--server", "Name gitops repositories: --env <env> --apps-repo <url|path>");
    const env = parseEnvName(flags.env);
    const infraRepo = flags["infra-repo"];
    const place = {
      appsRepo: absoluteRepo(flags["apps-repo"], folder),
      ...(infraRepo === undefined ? {} : { infraRepo: absoluteRepo(infraRepo, folder) }),
      ...(flags.branch === undefined ? {} : { branch: flags.branch }),
      ...(flags.layout === undefined ? {} : { layout: flags.layout }),
    };
    const config = await readUserConfig(environment);
    const file = await editUserConfig(environment, (document) => {
      document.setIn(["contexts", args.name, "envs", env], document.createNode(place));
      if (config.current === undefined) document.set("current", args.name);
    });
    await this.printOne(
      { schema: "gimlet.context-change/1", name: args.name, current: (config.current ?? args.name) === args.name },
      { ...flags, text: args.name },
    );
    this.say(`Written to ${file}`);
  }
}
