/**
 * Where things live in a gitops repository's apps repository.
 *
 * `repo-per-env`: the repository holds one env, its apps are folders of the root.
 * `folder-per-env`: each env is a folder of the root, its apps are folders in it.
 */
export type Layout = "repo-per-env" | "folder-per-env";

/** One env's place in a repository. All paths it gives are repository-relative, without a leading slash. */
export interface EnvPaths {
  /** How many path segments an app's folder has: 1 or 2. */
  readonly appDepth: 1 | 2;
  /** The env's folder; `""` where the repository is the env. */
  readonly root: string;
  /** Flux's own objects. */
  readonly flux: string;
  /** The env's variables, dotenv. */
  readonly vars: string;
  /** The `release.json` that the original shared among all apps of the env; never written. */
  readonly sharedRecord: string;
}

/** The paths of an env that do not depend on an app. */
export function envPaths(layout: Layout, env: string): EnvPaths {
  const root = layout === "repo-per-env" ? "" : env;
  return {
    appDepth: layout === "repo-per-env" ? 1 : 2,
    root,
    flux: join(root, "flux"),
    vars: join(root, ".gimlet/vars"),
    sharedRecord: join(root, RELEASE_FILE),
  };
}

/** The record of the release that made an app's folder. */
export const RELEASE_FILE = "release.json";
/** The artifact that an app's folder was rendered from. */
export const ARTIFACT_FILE = "artifact.json";

/** One app's place in an env. */
export interface AppPaths {
  readonly folder: string;
  /** The app's own Flux object, where the env has one per app. */
  readonly kustomization: string;
  /** The hold on automatic releases. */
  readonly hold: string;
}

/** The paths of one app. `app` may be any folder name that {@link isAppFolder} accepts. */
export function appPaths(paths: EnvPaths, app: string): AppPaths {
  return {
    folder: join(paths.root, app),
    kustomization: join(paths.flux, `kustomization-${app}.yaml`),
    hold: join(paths.root, `.gimlet/holds/${app}.yaml`),
  };
}

/**
 * Whether a folder directly in an env's folder is an app's. Wider than the rules for new names: whatever folder the
 * original could make is listed and can be removed.
 *
 * With a repository per env the `flux` folder and names with a leading dot are not apps; nor is an empty name or one
 * with a slash. `dependencies` is a folder of the infra repository and never an app.
 */
export function isAppFolder(name: string): boolean {
  return !(name === "" || name.startsWith(".") || name.includes("/") || RESERVED_FOLDERS.has(name));
}

const RESERVED_FOLDERS: ReadonlySet<string> = new Set(["flux", "dependencies"]);

/** The app whose folder this is, or `undefined` when the path is no app's folder of the env. */
export function appOfFolder(paths: EnvPaths, folder: string): string | undefined {
  const prefix = paths.root === "" ? "" : `${paths.root}/`;
  if (!folder.startsWith(prefix)) return undefined;
  const name = folder.slice(prefix.length);
  return isAppFolder(name) ? name : undefined;
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
