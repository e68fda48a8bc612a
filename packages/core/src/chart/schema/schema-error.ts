/** A schema that can't be used: it is not valid, or refers to what is not there. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
}
