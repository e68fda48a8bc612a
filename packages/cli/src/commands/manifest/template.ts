import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { parseAssignments, type ParsedManifest, type RenderOptions, UsageError } from "@gimlet/core";
import { RENDER_FLAGS, VERIFY_FLAG } from "../../chart/chart-flags.ts";
import { GimletCommand } from "../../command/gimlet-command.ts";
import { manifestFiles } from "../../manifest/render-manifest.ts";
import { readManifest } from "../../manifest/read-manifest.ts";
import { localRenderer } from "../../session/local-renderer.ts";
import { readVars } from "../../session/read-vars.ts";

/** Renders a manifest and prints the resources. */
export default class ManifestTemplate extends GimletCommand {
  static override summary = "Render a manifest and print its resources";
  static override description =
    "Variables come from --var, then --vars, then the environment: what the first has, the others don't change.";
  static override examples = [
    {
      description: "Render a manifest",
      command: "gimlet manifest template -f .gimlet/staging-web.yaml --var SHA=26fc62ff",
    },
    {
      description: "With the variables of a file, into a file",
      command: "gimlet manifest template -f .gimlet/staging-web.yaml --vars .gimlet/vars -o web.yaml",
    },
    { description: "From stdin", command: "gimlet manifest template -f -" },
  ];
  static override failure = "The manifest was not rendered.";
  static override args = { file: Args.string({ description: "the manifest; - is stdin", ignoreStdin: true }) };
  static override flags = {
    file: Flags.string({
      char: "f",
      description: "the manifest; - is stdin",
      helpValue: "<file|->",
      helpGroup: "What",
    }),
    vars: Flags.string({
      char: "v",
      description: "a file of variables, one NAME=value a line",
      helpValue: "<file>",
      helpGroup: "What",
    }),
    var: Flags.string({
      description: "one variable; repeatable",
      helpValue: "NAME=value",
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: "What",
    }),
    output: Flags.string({
      char: "o",
      description: "write to a file instead of stdout",
      helpValue: "<file>",
      helpGroup: "Output",
    }),
    format: Flags.string({
      description: "format of what is printed",
      options: ["yaml", "json"],
      default: "yaml",
      helpGroup: "Output",
    }),
    ...RENDER_FLAGS,
    random: Flags.option({
      description: "what random functions of the chart are: an error, or the same each time",
      options: ["forbid", "seeded"] as const,
      helpGroup: "Rendering",
    })(),
    crds: Flags.option({
      description: "the chart's folder crds/",
      options: ["leave-out", "include"] as const,
      helpGroup: "Rendering",
    })(),
    hooks: Flags.option({
      description: "the chart's hooks",
      options: ["leave-out", "include"] as const,
      helpGroup: "Rendering",
    })(),
    ...VERIFY_FLAG,
    json: Flags.boolean({ description: "one JSON document on stdout, also on failure", helpGroup: "Output" }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ManifestTemplate);
    const { folder, environment, signal } = this.gimletRun;
    const file = flags.file ?? args.file;
    if (file === undefined)
      throw new UsageError("the manifest is missing", "Name it: gimlet manifest template -f <file>");
    const ambient = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const variables = new Map([
      ...ambient,
      ...(await readVars(flags.vars, folder)),
      ...parseAssignments(flags.var ?? []),
    ]);
    const files = await manifestFiles(withRenderFlags(await readManifest(file, folder), flags), {
      file,
      variables,
      renderer: localRenderer(folder, { verify: flags["verify-with-helm"] }),
      onWarning: ({ line, column, message, hint }) =>
        this.sayWarning(`${file}:${line}:${column}: warning: ${message}${hint === undefined ? "" : `. ${hint}`}`),
      signal,
    });
    const text =
      flags.json || flags.format === "json"
        ? await asJson(files)
        : [...files.values()].map((content) => `---\n${content}`).join("");
    if (flags.output === undefined) return this.write(text);
    await writeFile(resolve(folder, flags.output), text);
    this.say(`Written to ${flags.output}`);
  }
}

interface RenderFlags extends Omit<RenderOptions, "kubeVersion" | "apiVersions"> {
  readonly "kube-version"?: string | undefined;
  readonly "api-versions"?: readonly string[] | undefined;
}

/** What flags say about rendering counts instead of what the manifest says. */
function withRenderFlags(
  parsed: ParsedManifest,
  flags: { [Flag in keyof RenderFlags]: RenderFlags[Flag] | undefined },
): ParsedManifest {
  const { profile, random, crds, hooks } = flags;
  const given = Object.entries({
    profile,
    random,
    crds,
    hooks,
    kubeVersion: flags["kube-version"],
    apiVersions: flags["api-versions"],
  }).filter(([, value]) => value !== undefined);
  if (given.length === 0) return parsed;
  const render: RenderOptions = { ...parsed.manifest.render, ...Object.fromEntries(given) };
  return { ...parsed, manifest: { ...parsed.manifest, render } };
}

async function asJson(files: ReadonlyMap<string, string>): Promise<string> {
  const { parse } = await import("yaml");
  const items = [...files].map(([path, content]) => ({ path, resource: parse(content) as unknown }));
  return `${JSON.stringify({ schema: "gimlet.resources/1", items, next: null })}\n`;
}
