import { bytesOfText, textOfBytes } from "../../../src/template/values/text.ts";
import type { ProfileName } from "../../../src/template/profile.ts";
import type { Corpus, ExpressionCase, ExpressionResult } from "./corpus.ts";
import { ExpressionRenderer } from "./expression-renderer.ts";

/** How one small template ended. */
export type ExpressionOutcome = { readonly id: string } & (
  | { readonly kind: "equal"; readonly isError: boolean }
  /** An error on both sides, in other words. */
  | { readonly kind: "wording"; readonly expected: string; readonly actual: string }
  | { readonly kind: "different"; readonly expected: string; readonly actual: string }
);

/** Executes small templates one after the other, and holds each against what helm made of it. */
export async function* runExpressions(
  corpus: Corpus,
  { cases, profile }: { readonly cases: readonly ExpressionCase[]; readonly profile: ProfileName },
): AsyncIterable<ExpressionOutcome> {
  const renderer = new ExpressionRenderer(corpus.expressionBase(), profile);
  for (const testCase of cases) {
    const expected = profile === "helm-4.2" ? testCase.helm42 : testCase.helm321;
    yield { id: testCase.id, ...compare(expected, await renderer.render(testCase)) };
  }
}

type Compared = ExpressionOutcome extends infer Outcome
  ? Outcome extends { id: string }
    ? Omit<Outcome, "id">
    : never
  : never;

function compare(expected: ExpressionResult, actual: ExpressionResult): Compared {
  const texts = { expected: textOf(expected), actual: textOf(actual) };
  const isError = expected.error !== undefined;
  if (isError !== (actual.error !== undefined)) return { kind: "different", ...texts };
  if (isError) return expected.error === actual.error ? { kind: "equal", isError } : { kind: "wording", ...texts };
  return texts.expected === texts.actual ? { kind: "equal", isError } : { kind: "different", ...texts };
}

function textOf({ ok, okB64, error }: ExpressionResult): string {
  if (error !== undefined) return `error: ${error}`;
  return okB64 === undefined ? textOfBytes(bytesOfText(ok ?? "")) : textOfBytes(Buffer.from(okB64, "base64"));
}
