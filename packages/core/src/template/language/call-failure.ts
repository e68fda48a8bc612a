import { DEFAULT_LIMITS, LimitPassed } from "../budget.ts";
import { FunctionError } from "../functions/function.ts";
import { NotReproducible } from "../chance/chance.ts";
import { ExecutionFailure, Interruption, placeOf, type Site, WordedFailure } from "./failure.ts";

/** What a caught error of a function or method becomes, with the place of the call; bugs stay what they are. */
export function callFailure(error: unknown, name: string, site: Site): unknown {
  if (error instanceof FunctionError)
    return new ExecutionFailure(site, `error calling ${name}`, new WordedFailure(error.message));
  if (error instanceof WordedFailure) return new ExecutionFailure(site, `error calling ${name}`, error);
  return interruption(error, site);
}

/** What a caught error becomes that is no error of the template. */
export function interruption(error: unknown, site: Site): unknown {
  if (error instanceof NotReproducible || error instanceof LimitPassed) return new Interruption(error, site);
  if (error instanceof Interruption) error.places.push(placeOf(site));
  if (isTooLong(error)) return new Interruption(new LimitPassed("bytes", DEFAULT_LIMITS.bytes), site);
  return isStackOverflow(error) ? new Interruption(new LimitPassed("depth", DEFAULT_LIMITS.depth), site) : error;
}

/** Whether the engine itself could go no deeper, which each one says in its own words. */
export function isStackOverflow(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error instanceof RangeError && error.message.includes("call stack")) || error.name === "InternalError";
}

/** Whether a text became longer than any can be, which each engine says in its own words. */
function isTooLong(error: unknown): boolean {
  return (
    error instanceof RangeError && /string length|allocation size|string too long|out of memory/i.test(error.message)
  );
}

/** What a caught error of `{{ template }}` becomes: Go adds nothing to its words. */
export function templateFailure(error: unknown, site: Site): unknown {
  if (error instanceof ExecutionFailure) {
    error.places.push(placeOf(site));
    return error;
  }
  return interruption(error, site);
}
