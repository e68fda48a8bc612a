/** One step of long work, for people who wait. */
export interface Progress {
  /** What is being done, such as `fetching history`. */
  readonly phase: string;
  readonly done: number;
  /** Absent when nobody knows yet. */
  readonly total?: number;
}

/** What every call that may take long accepts. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
