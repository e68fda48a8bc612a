import { formatHoldFile } from "../conventions/hold-file.ts";
import { AppNotFoundError } from "../errors.ts";
import type { Edit } from "../gitops/change-set.ts";
import type { ActContext } from "./act-commit.ts";
import type { Instance } from "./instance.ts";
import type { PlannedAct } from "./plan-release.ts";

/**
 * Decides what holding an instance would change. One that is held already stays as it is.
 * @throws {AppNotFoundError} when the app has no folder in the env
 */
export function planHold(context: ActContext, current: Instance): PlannedAct {
  const { app, env, paths, folder, hold } = current;
  if (folder === undefined) throw new AppNotFoundError(app, env, "env");
  if (hold !== undefined) return { instance: { app, env, outcome: "no-change" } };
  return {
    instance: { app, env, outcome: "change", notes: [] },
    change: {
      record: { act: "hold", instances: [{ env, app }] },
      edits: new Map([[paths.hold, holdEdit(context)]]),
    },
  };
}

/** Decides what resuming an instance would change. One that is not held stays as it is. */
export function planResume(current: Instance): PlannedAct {
  const { app, env, paths, hold } = current;
  if (hold === undefined) return { instance: { app, env, outcome: "no-change" } };
  return {
    instance: { app, env, outcome: "change", notes: [] },
    change: {
      record: { act: "resume", instances: [{ env, app }] },
      edits: new Map([[paths.hold, { kind: "delete" }]]),
    },
  };
}

/** Writes the hold of an act that stops automatic releases. */
export function holdEdit(context: ActContext): Edit {
  const { actor, atSeconds, reason, requestId } = context;
  return {
    kind: "file",
    content: formatHoldFile({ by: actor.login, atSeconds, reason, request: requestId }),
  };
}
