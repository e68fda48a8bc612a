import { GimletError } from "@gimlet/core";
import { withoutCredentials } from "../terminal/clean-text.ts";
import { aftermathOf } from "./aftermath.ts";

/** What `--json` prints of an error. Fields of the error's own stand beside these. */
export interface ErrorDocument {
  readonly schema: "gimlet.error/1";
  readonly error: {
    readonly code: string;
    readonly kind: string;
    readonly message: string;
    readonly hint: string;
    readonly docs: string;
    readonly [field: string]: unknown;
  };
}

/** Where the codes are explained. */
const ERRORS_PAGE = "https://github.com/gimlet-io/gimlet/blob/main/docs/reference/errors.md";

const OWN = new Set(["name", "message", "stack", "cause", "code", "kind", "hint"]);

/**
 * An error as data, without secrets. A bug has the code and kind `bug`. Of an act that landed, or may have, it has the
 * `requestId`, the `commits` that are known, and the command line to `retry` with.
 */
export function errorDocument(error: unknown): ErrorDocument {
  const { schema, error: fields } = plainDocument(error);
  return { schema, error: { ...fields, ...aftermathOf(error) } };
}

function plainDocument(error: unknown): ErrorDocument {
  if (!GimletError.is(error)) {
    const message = withoutCredentials(error instanceof Error ? error.message : String(error));
    const hint = "Report it with the file that stderr names.";
    return { schema: "gimlet.error/1", error: { code: "bug", kind: "bug", message, hint, docs: `${ERRORS_PAGE}#bug` } };
  }
  const fields = Object.entries(error).filter(([name, value]) => !OWN.has(name) && isData(value));
  return {
    schema: "gimlet.error/1",
    error: {
      code: error.code,
      kind: error.kind,
      message: withoutCredentials(error.message),
      hint: error.hint,
      docs: `${ERRORS_PAGE}#${error.code}`,
      ...Object.fromEntries(
        fields.map(([name, value]) => [name, typeof value === "string" ? withoutCredentials(value) : value]),
      ),
    },
  };
}

function isData(value: unknown): boolean {
  return value === null || ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value);
}
