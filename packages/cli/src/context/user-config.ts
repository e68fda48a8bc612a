import { chmod, mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "@gimlet/core";
import { suggestion } from "../failure/usage.ts";
import type { Environment } from "../run-settings.ts";
import { asFields, optionalText, parseEnvs, parseFields, rejectUnknown, type FilePlace } from "./config-shape.ts";
import type { EnvPlace } from "./context.ts";

/** A context as the user's config keeps it. */
export type SavedContext =
  | { readonly kind: "local"; readonly envs: ReadonlyMap<string, EnvPlace> }
  | { readonly kind: "server"; readonly server: string };

/** The user's config. */
export interface UserConfig {
  readonly current: string | undefined;
  readonly contexts: ReadonlyMap<string, SavedContext>;
}

/** Where the user's config is: `GIMLET_CONFIG`, else the system's place for it. */
function userConfigPath(environment: Environment): string {
  if (environment["GIMLET_CONFIG"]) return environment["GIMLET_CONFIG"];
  const base =
    process.platform === "win32"
      ? (environment["APPDATA"] ?? join(homedir(), "AppData", "Roaming"))
      : environment["XDG_CONFIG_HOME"] || join(environment["HOME"] || homedir(), ".config");
  return join(base, "gimlet", "config.yaml");
}

const NONE: UserConfig = { current: undefined, contexts: new Map() };

/**
 * Reads the user's config; a file that is not there is an empty one, unless `GIMLET_CONFIG` names it.
 * @throws {UsageError} when it can't be understood, or holds a token that others can read
 */
export async function readUserConfig(environment: Environment): Promise<UserConfig> {
  const file = userConfigPath(environment);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (missing && !environment["GIMLET_CONFIG"]) return NONE;
    const why = missing ? "does not exist" : "can't be read";
    throw new UsageError(`${file} ${why}`, "Correct GIMLET_CONFIG, or make the file.", { cause: error });
  }
  const config = await parseUserConfig(text, { file, folder: dirname(file) });
  if (/\btoken\s*:/.test(text)) await refuseOpenFile(file);
  return config;
}

/** Reads the text of a config or of a context file. @throws {UsageError} naming what is wrong */
export async function parseUserConfig(text: string, place: FilePlace): Promise<UserConfig> {
  const { file } = place;
  const fields = await parseFields(text, file);
  rejectUnknown(fields, ["current", "contexts"], { file, key: "the file" });
  const contexts = new Map<string, SavedContext>();
  for (const [name, value] of Object.entries(asFields(fields["contexts"] ?? {}, { file, key: "contexts" }))) {
    const key = `contexts.${name}`;
    const context = asFields(value, { file, key });
    rejectUnknown(context, ["envs", "server", "auth", "token"], { file, key });
    const server = optionalText(context, "server", { file, key });
    contexts.set(
      name,
      server === undefined
        ? { kind: "local", envs: parseEnvs(context["envs"] ?? {}, place, `${key}.envs`) }
        : { kind: "server", server },
    );
  }
  return { current: optionalText(fields, "current", { file, key: "the file" }), contexts };
}

/** A context by name. @throws {UsageError} naming the nearest when there is none */
export function getContext({ contexts }: UserConfig, name: string): SavedContext {
  const context = contexts.get(name);
  if (context !== undefined) return context;
  const known = [...contexts.keys()];
  throw new UsageError(
    `there is no context ${JSON.stringify(name)}${suggestion(name, known)}`,
    known.length === 0 ? "Add one: gimlet context add -h" : `Choose one of: ${known.join(", ")}.`,
  );
}

/** A context as the config's YAML has it. */
export function savedContextFields(context: SavedContext): object {
  return context.kind === "server" ? { server: context.server } : { envs: Object.fromEntries(context.envs) };
}

/** Changes the YAML text of the user's config, keeping comments and order. Others can't read the file. */
export async function editUserConfig(
  environment: Environment,
  edit: (config: import("yaml").Document) => void,
): Promise<string> {
  const file = userConfigPath(environment);
  const { parseDocument } = await import("yaml");
  const before = await readFile(file, "utf8").catch(() => "");
  const document = parseDocument(before);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  edit(document);
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, document.toString({ lineWidth: 0 }), { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, file);
  return file;
}

async function refuseOpenFile(file: string): Promise<void> {
  if (process.platform === "win32") return;
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  throw new UsageError(`${file} holds a token and others can read it`, `Run: chmod 600 ${file}`);
}
