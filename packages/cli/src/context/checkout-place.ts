// A gimlet.yaml of a checkout is written by whoever can commit there, so it can't name whatever it likes.
import { realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { UsageError } from "@gimlet/core";
import type { Environment } from "../run-settings.ts";
import { withoutCredentials } from "../terminal/clean-text.ts";
import type { EnvPlace } from "./context.ts";
import { isCheckoutRoot } from "./find-gimlet-yaml.ts";
import { isLoopback } from "./loopback.ts";

/** Which file names the place. */
export interface CheckoutOptions {
  /** The `gimlet.yaml`, absolute. */
  readonly file: string;
  readonly environment: Environment;
}

/**
 * Accepts what a checkout may name: https and ssh, http on this machine, and folders outside of any checkout that are
 * the user's own. A repository that came with a checkout could hold hooks, which a push to it would run.
 * @throws {UsageError} for anything else
 */
export async function checkCheckoutPlace({ appsRepo, infraRepo }: EnvPlace, options: CheckoutOptions): Promise<void> {
  for (const location of [appsRepo, infraRepo]) if (location !== undefined) await checkLocation(location, options);
}

/** `user@host:path`, which is SSH, and no remote helper (`ext::…`). */
const SCP = /^(?:\w[\w.+-]*@)?\w[\w.-]*:(?!:)\S/;

async function checkLocation(location: string, options: CheckoutOptions): Promise<void> {
  const refuse = (why: string): UsageError =>
    new UsageError(
      `${options.file} names ${withoutCredentials(location)}, which ${why}`,
      "Name it yourself: --apps-repo, GIMLET_APPS_REPO, or a context of your own.",
    );
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) {
    const url = URL.parse(location);
    if (url === null) throw refuse("is no URL");
    if (url.protocol === "https:" || url.protocol === "ssh:") return;
    if (url.protocol === "http:" && isLoopback(url)) return;
    throw refuse(`a checkout can't choose: only https and ssh, not ${url.protocol}//`);
  }
  if (!isAbsolute(location)) {
    if (SCP.test(location)) return;
    throw refuse("is no address that a checkout can choose");
  }
  const why = await whyNotOurs(location, options);
  if (why !== undefined) throw refuse(why);
}

/** Why a folder may not be pushed to because a checkout says so; `undefined` when it may. */
async function whyNotOurs(location: string, { file, environment }: CheckoutOptions): Promise<string | undefined> {
  const folder = await realpathOf(location);
  const checkout = await realpath(dirname(file));
  if (isWithin(folder, checkout) || isWithin(checkout, folder)) return "is part of the checkout itself";
  const home = await realpathOf(environment["HOME"] || homedir());
  for (let above = dirname(folder); above !== home && above !== dirname(above); above = dirname(above))
    if (await isCheckoutRoot(above)) return `is part of a checkout, ${above}`;
  const owner = await stat(folder).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (process.platform === "win32" || owner === undefined || owner === process.getuid?.()) return undefined;
  return "belongs to another user";
}

function isWithin(folder: string, parent: string): boolean {
  return folder === parent || folder.startsWith(parent.endsWith(sep) ? parent : `${parent}${sep}`);
}

/** The real path of what is there; of what is not there, that of what would hold it. */
async function realpathOf(path: string): Promise<string> {
  return realpath(path).catch(async () =>
    dirname(path) === path ? path : join(await realpathOf(dirname(path)), basename(path)),
  );
}
