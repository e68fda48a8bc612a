// The public surface, by hand, grouped by noun.

// Errors
export { GimletError } from "./errors.ts";
