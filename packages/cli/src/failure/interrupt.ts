/** The person or the system asked us to stop; thrown through everything that waits. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
  readonly exitCode: 130 | 143;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(signal);
    this.exitCode = signal === "SIGINT" ? 130 : 143;
  }
}

/** A signal that aborts with {@link InterruptedError} on Ctrl+C or SIGTERM; the second Ctrl+C ends at once. */
export function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      const error = new InterruptedError(name);
      if (controller.signal.aborted) process.exit(error.exitCode);
      controller.abort(error);
    });
  }
  return controller.signal;
}
