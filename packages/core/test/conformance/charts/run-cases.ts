import { GimletError } from "../../../src/errors.ts";
import type { ProfileName } from "../../../src/template/profile.ts";
import { compareOutput, type Difference } from "./compare-output.ts";
import type { ChartCase, Corpus } from "./corpus.ts";
import { CaseRenderer } from "./case-renderer.ts";

/** How one chart case ended. */
export type CaseResult = { readonly id: string } & (
  | { readonly kind: "identical" }
  | ({ readonly kind: "different" } & Difference)
  | { readonly kind: "error-only-ours"; readonly message: string }
  | { readonly kind: "error-only-helm" }
  | { readonly kind: "class-different"; readonly expected: string; readonly actual: string }
);

/** Renders chart cases one after the other, and holds each against what helm printed. */
export async function* runCases(
  corpus: Corpus,
  { cases, profile }: { readonly cases: readonly ChartCase[]; readonly profile: ProfileName },
): AsyncIterable<CaseResult> {
  const renderer = new CaseRenderer(corpus, profile);
  for (const testCase of cases) yield { id: testCase.id, ...(await resultOf(testCase, { corpus, renderer, profile })) };
}

type Outcome = CaseResult extends infer Result ? (Result extends { id: string } ? Omit<Result, "id"> : never) : never;

async function resultOf(
  testCase: ChartCase,
  { corpus, renderer, profile }: { corpus: Corpus; renderer: CaseRenderer; profile: ProfileName },
): Promise<Outcome> {
  const { helm42, helm321, error42, error321, randomLines42, randomLines321 } = testCase;
  const [status, helmError, randomLines] =
    profile === "helm-4.2" ? [helm42, error42, randomLines42] : [helm321, error321, randomLines321];
  let actual: string;
  try {
    actual = await renderer.render(testCase);
  } catch (error) {
    if (status === "ok") return { kind: "error-only-ours", message: messageOf(error) };
    const expected = helmError?.class ?? "";
    const ours = classOf(error);
    return ours === expected ? { kind: "identical" } : { kind: "class-different", expected, actual: ours };
  }
  if (status === "error") return { kind: "error-only-helm" };
  const golden = corpus.golden(profile, `${testCase.slug}.yaml`);
  if (golden === undefined) throw new Error(`${testCase.id} has no expected output`);
  const difference = compareOutput({ expected: new TextDecoder().decode(golden), actual, randomLines });
  return difference === undefined ? { kind: "identical" } : { kind: "different", ...difference };
}

/** The class of an error in the words of the corpus. */
function classOf(error: unknown): string {
  if (!GimletError.is(error)) return `bug: ${messageOf(error)}`;
  if (error.code === "template-failed") return error.failure === "fail" ? "fail" : "execution";
  if (error.code === "values-invalid") return "schema";
  return error.code === "chart-invalid" ? error.problem : error.code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
