import { AppNotFoundError } from "../errors.ts";
import type { Edit } from "../gitops/change-set.ts";
import type { Instance } from "./instance.ts";
import type { PlannedAct } from "./plan-release.ts";

/**
 * Decides what taking an app out of its env would change: its folder, its own Flux object and its hold go.
 * @throws {AppNotFoundError} when the app has no folder in the env
 */
export function planRemoval(current: Instance): PlannedAct {
  const { app, env, paths, record, folder } = current;
  if (folder === undefined) throw new AppNotFoundError(app, env, "env");

  const edits = new Map<string, Edit>([[paths.folder, { kind: "delete" }]]);
  if (current.kustomization !== undefined) edits.set(paths.kustomization, { kind: "delete" });
  if (current.hold !== undefined) edits.set(paths.hold, { kind: "delete" });

  return {
    instance: {
      app,
      env,
      outcome: "change",
      notes: [],
      ...(record?.version === undefined ? {} : { from: record.version }),
    },
    change: {
      record: { act: "removal", instances: [{ env, app }], replaces: record?.artifactId || undefined },
      edits,
    },
  };
}
