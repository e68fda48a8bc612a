import {
  type ActResult,
  type AnyGimletError,
  type InstanceResult,
  type Plan,
  type PlannedInstance,
  type Version,
} from "@gimlet/core";
import { errorDocument } from "../failure/error-document.ts";
import { decidingExitCode, exitCodeOf, type ExitCode } from "../failure/exit-codes.ts";
import { isoTime } from "../terminal/relative-time.ts";
import type { FileView } from "./resource-changes.ts";
import type { Risk } from "./risks.ts";
import { versionName } from "./words.ts";

/** A JSON document of ours; the rest of it is as its published schema says. */
export interface SchemaDocument {
  readonly schema: string;
  readonly [field: string]: unknown;
}

/** How a version looks in JSON. */
export function versionJson(version: Version | undefined): object | null {
  if (version === undefined) return null;
  const {
    repositoryName,
    sha,
    created,
    branch = null,
    event = "push",
    tag = null,
    message = null,
    url = null,
  } = version;
  return {
    name: versionName(version),
    sha,
    repositoryName,
    branch,
    event,
    tag,
    message,
    url,
    created: isoTime(created) ?? null,
  };
}

/** How an act ended, for `--json`. */
export function actDocument(result: ActResult): SchemaDocument {
  const { act, env, requestId, instances } = result;
  return {
    schema: "gimlet.act/1",
    id: requestId,
    act,
    env,
    outcome: worstOutcome(instances),
    items: instances.map((instance) => ({ app: instance.app, env: instance.env, ...outcomeFields(instance) })),
  };
}

/** What is shown of a plan besides itself. */
export interface PlanDetails {
  readonly files: readonly FileView[];
  readonly risks: readonly Risk[];
}

/** What an act would change, for `--dry-run --json`. */
export function planDocument(plan: Plan, { files, risks }: PlanDetails): SchemaDocument {
  const { act, env, requestId, instances, changes, at = null } = plan;
  return {
    schema: "gimlet.plan/1",
    id: requestId,
    act,
    env,
    at,
    commits: changes.length,
    items: instances.map((instance) => ({ app: instance.app, env: instance.env, ...outcomeFields(instance) })),
    risks: risks.map(({ name, app, accepted }) => ({ name, app, accepted })),
    files: files.map(({ path, change, resources, added, removed }) => ({ path, change, resources, added, removed })),
  };
}

function outcomeFields(instance: InstanceResult | PlannedInstance): object {
  switch (instance.outcome) {
    case "change":
      return {
        outcome: "change",
        from: versionJson(instance.from),
        to: versionJson(instance.to),
        target: instance.target ?? null,
        notes: instance.notes,
      };
    case "landed":
      return "from" in instance || "to" in instance
        ? { outcome: "landed", commit: instance.commit, from: versionJson(instance.from), to: versionJson(instance.to) }
        : { outcome: "landed", commit: instance.commit, from: null, to: null };
    case "superseded": {
      const { artifactId, version, requestId = null } = instance.by;
      return { outcome: "superseded", by: { artifactId, version: versionJson(version), id: requestId } };
    }
    case "held": {
      const { by = null, reason = null, atSeconds } = instance.hold;
      return {
        outcome: "held",
        hold: { by, reason, at: atSeconds === undefined ? null : (isoTime(atSeconds) ?? null) },
      };
    }
    case "failed":
      return { outcome: "failed", ...errorDocument(instance.error), schema: undefined };
    case "no-change":
    case "cancelled":
      return { outcome: instance.outcome };
  }
}

type Outcome = InstanceResult["outcome"] | PlannedInstance["outcome"];

const WORST_FIRST: readonly Outcome[] = ["failed", "superseded", "cancelled", "held", "landed", "change", "no-change"];

/** The outcome of an act as one word: the worst of its instances. */
export function worstOutcome(instances: readonly { readonly outcome: Outcome }[]): Outcome {
  return WORST_FIRST.find((outcome) => instances.some((instance) => instance.outcome === outcome)) ?? "no-change";
}

/** The exit code of an act; the instances' errors and outcomes decide. */
export function actExitCode(
  instances: readonly ({ readonly outcome: Outcome } & { readonly error?: AnyGimletError })[],
): ExitCode {
  return decidingExitCode(
    instances.map((instance): ExitCode => {
      switch (instance.outcome) {
        case "failed":
          return exitCodeOf(instance.error);
        case "superseded":
        case "cancelled":
          return 1;
        case "held":
          return 7;
        case "landed":
        case "no-change":
        case "change":
          return 0;
      }
    }),
  );
}
