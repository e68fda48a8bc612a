import { withoutCredentials } from "../terminal/clean-text.ts";
import type { Listing } from "../output/listing.ts";
import type { EnvPlace } from "./context.ts";
import type { SavedContext, UserConfig } from "./user-config.ts";

/** One context of the user's config. */
export interface ContextRow {
  readonly name: string;
  readonly current: boolean;
  readonly context: SavedContext;
}

/** The contexts of a config, in its order. */
export function contextRows({ contexts, current }: UserConfig): readonly ContextRow[] {
  return [...contexts].map(([name, context]) => ({ name, context, current: name === current }));
}

/** A context in JSON. */
function contextJson({ name, current, context }: ContextRow): object {
  return context.kind === "server"
    ? { name, current, kind: "server", server: withoutCredentials(context.server) }
    : {
        name,
        current,
        kind: "local",
        envs: Object.fromEntries([...context.envs].map(([env, place]) => [env, placeJson(place)])),
      };
}

/** An env's place in JSON. */
function placeJson({ appsRepo, infraRepo, branch, layout }: EnvPlace): object {
  return {
    appsRepo: withoutCredentials(appsRepo),
    infraRepo: infraRepo === undefined ? null : withoutCredentials(infraRepo),
    branch,
    layout,
  };
}

/** The contexts of the user's config. */
export const CONTEXT_LISTING: Listing<ContextRow> = {
  schema: "gimlet.contexts/1",
  json: contextJson,
  name: ({ name }) => name,
  empty: "No contexts. Add one: gimlet context add -h",
  columns: [
    { name: "name", head: "Name", value: ({ name }) => name },
    { name: "current", head: "Current", value: ({ current }) => (current ? "current" : "") },
    { name: "kind", head: "Kind", value: ({ context }) => context.kind },
    {
      name: "what",
      head: "Envs or server",
      cut: true,
      value: ({ context }) =>
        context.kind === "server" ? withoutCredentials(context.server) : [...context.envs.keys()].join(","),
    },
  ],
};

/** One env of a context. */
export interface EnvRow {
  readonly env: string;
  readonly place: EnvPlace;
}

/** The envs of a context. */
export const ENV_LISTING: Listing<EnvRow> = {
  schema: "gimlet.context/1",
  json: ({ env, place }) => ({ env, ...placeJson(place) }),
  name: ({ env }) => env,
  empty: "The context has no envs.",
  columns: [
    { name: "env", head: "Env", value: ({ env }) => env },
    { name: "apps-repo", head: "Apps repo", cut: true, value: ({ place }) => withoutCredentials(place.appsRepo) },
    { name: "branch", head: "Branch", value: ({ place }) => place.branch },
    { name: "layout", head: "Layout", value: ({ place }) => place.layout },
  ],
};
