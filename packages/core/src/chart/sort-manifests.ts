import { TemplateError } from "../errors.ts";
import { parseGoAtoi } from "../template/format/number.ts";
import { quoteGo } from "../template/format/quote.ts";
import type { Profile } from "../template/profile.ts";
import { compareText } from "../template/values/text.ts";
import { type ManifestHead, readHead } from "../template/yaml/read-head.ts";
import { YamlError } from "../template/yaml/yaml-error.ts";
import { sortByKind } from "./kind-order.ts";
import type { ChartHook, ChartManifest, HookEvent } from "./manifest.ts";
import { splitManifests } from "./split-manifests.ts";

/** What rendered files hold, in the order in which Helm installs and prints it. */
export interface SortedManifests {
  readonly manifests: readonly ChartManifest[];
  readonly hooks: readonly ChartHook[];
}

/** How files are taken apart. */
export interface SortOptions {
  readonly profile: Profile;
  /** Told of documents that are dropped, because they name a hook that Helm does not know. */
  readonly warn: (warning: string) => void;
}

/**
 * Takes rendered files, by their paths, apart into documents.
 * @throws {TemplateError} `output` when one is no YAML
 */
export function sortManifests(files: ReadonlyMap<string, string>, options: SortOptions): SortedManifests {
  const manifests: ChartManifest[] = [];
  const hooks: ChartHook[] = [];
  for (const source of [...files.keys()].toSorted(compareText)) {
    const file = files.get(source) ?? "";
    let end = 0;
    for (const text of splitManifests(file, options.profile)) {
      const offset = file.indexOf(text, end);
      end = offset + text.length;
      const head = headOf({ text, source }, options.profile);
      const manifest = {
        source,
        text,
        offset,
        apiVersion: head.apiVersion,
        kind: head.kind,
        name: head.name,
        namespace: head.namespace,
      };
      const events = head.annotations.get("helm.sh/hook");
      if (events === undefined) manifests.push(manifest);
      else {
        const known = parseEvents(events);
        if (known === undefined) options.warn(`info: skipping unknown hook: ${quoteGo(events)}`);
        else hooks.push({ ...manifest, events: known, ...hookOrders(head) });
      }
    }
  }
  return { manifests: sortByKind(manifests, options.profile), hooks: sortByKind(hooks, options.profile) };
}

function headOf({ text, source }: { readonly text: string; readonly source: string }, profile: Profile): ManifestHead {
  try {
    return readHead(text, { typeName: profile.headType });
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const message = `YAML parse error on ${source}: ${error.message}`;
    throw new TemplateError("output", { message, places: [], helmText: message }, { cause: error });
  }
}

/** `undefined` when one of them is unknown: Helm then drops the whole document. */
function parseEvents(list: string): readonly HookEvent[] | undefined {
  const events = items(list).map((item) => EVENTS.get(item));
  return events.every((event) => event !== undefined) ? events : undefined;
}

function hookOrders({ annotations }: ManifestHead): Pick<ChartHook, "weight" | "deletePolicies"> {
  const weight = parseGoAtoi(annotations.get("helm.sh/hook-weight") ?? "");
  const policies = annotations.get("helm.sh/hook-delete-policy");
  return {
    weight: weight.error === undefined ? Number(weight.value) : 0,
    deletePolicies: policies === undefined ? [] : items(policies),
  };
}

function items(list: string): readonly string[] {
  return list.split(",").map((item) => item.trim().toLowerCase());
}

const EVENTS: ReadonlyMap<string, HookEvent> = new Map<string, HookEvent>([
  ["pre-install", "pre-install"],
  ["post-install", "post-install"],
  ["pre-delete", "pre-delete"],
  ["post-delete", "post-delete"],
  ["pre-upgrade", "pre-upgrade"],
  ["post-upgrade", "post-upgrade"],
  ["pre-rollback", "pre-rollback"],
  ["post-rollback", "post-rollback"],
  ["test", "test"],
  ["test-success", "test"],
]);
