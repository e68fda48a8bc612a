/** What is known of an act whose command fails once it may have landed. */
export interface Aftermath {
  /** Of each instance that landed, the commit; empty when nobody knows. */
  readonly commits: readonly string[];
  readonly requestId: string;
  /** The command line that ends what was begun, and lands nothing twice. */
  readonly retry: string;
}

const AFTERMATH: unique symbol = Symbol("aftermath");

/** The same error, which says from now on that the act landed, or may have. */
export function withAftermath(error: unknown, aftermath: Aftermath): Error {
  const known = error instanceof Error ? error : new Error(String(error), { cause: error });
  return Object.assign(known, { [AFTERMATH]: aftermath });
}

/** What is known of the act that an error interrupted; `undefined` when nothing was made. */
export function aftermathOf(error: unknown): Aftermath | undefined {
  return error instanceof Error && AFTERMATH in error ? (error[AFTERMATH] as Aftermath) : undefined;
}

/** What happened, as a sentence, instead of "nothing was made". */
export function aftermathSentence({ commits }: Aftermath): string {
  return commits.length === 0 ? "Whether it landed is not known." : `It has landed as ${commits.join(", ")}.`;
}
