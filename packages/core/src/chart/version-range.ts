import { FunctionError } from "../template/functions/function.ts";
import { parseConstraint, satisfies } from "../template/functions/semver/constraint.ts";
import { parseVersion } from "../template/functions/semver/version.ts";

/** Whether a version lies in a range such as `>=1.2 <2`; no when one of the two can't be read. */
export function isInRange(version: string, range: string): boolean {
  try {
    return satisfies(parseVersion(version), parseConstraint(range));
  } catch (error) {
    if (error instanceof FunctionError) return false;
    throw error;
  }
}
