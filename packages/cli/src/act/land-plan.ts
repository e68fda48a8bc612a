import { GimletError, type ActResult, type AnyRequest, type CallOptions, type Gimlet, type Plan } from "@gimlet/core";
import { withAftermath } from "../failure/aftermath.ts";

/** What a plan is landed with. */
export interface LandPlanOptions extends CallOptions {
  /** What the plan was made of. */
  readonly request: AnyRequest;
  /** Whether to plan again when the plan is out of date: nobody looked at it. */
  readonly mayPlanAnew: boolean;
  /** The command line to try it again with. */
  readonly retry: string;
}

/** Lands a plan. An error that leaves open whether it landed says so, with the request's id: see `aftermathOf`. */
export async function landPlan(gimlet: Gimlet, plan: Plan, options: LandPlanOptions): Promise<ActResult> {
  const { request, mayPlanAnew, retry, ...call } = options;
  try {
    try {
      return await gimlet.land(plan, call);
    } catch (error) {
      // What is asked for counts then, not how it would have been done a moment ago.
      if (!mayPlanAnew || !GimletError.is(error) || error.code !== "plan-stale") throw error;
      return await gimlet.act({ ...request, ...call });
    }
  } catch (error) {
    // The remote said no: nothing was made. Whatever else went wrong may have done so on the way back.
    if (GimletError.is(error) && error.kind !== "unavailable" && call.signal?.aborted !== true) throw error;
    throw withAftermath(error, { commits: [], requestId: plan.requestId, retry });
  }
}
