import { UsageError } from "../../errors.ts";

/** What a fetch leaves away; `undefined` is nothing. `tree:2` of a commit keeps its root tree and the folders in it. */
export type FetchFilter = "tree:0" | "tree:2" | "blob:none" | undefined;

export interface FetchRequest {
  /** What to fetch; "stdin" for many ids. */
  readonly refspecs: readonly string[] | "stdin";
  readonly filter: FetchFilter;
  readonly depth?: number | undefined;
  readonly sinceSeconds?: number | undefined;
  /** As if the cache held nothing. */
  readonly anew?: boolean | undefined;
  readonly progress?: boolean | undefined;
  /** Ids for standard input. */
  readonly input?: readonly string[] | undefined;
}

export interface PushRequest {
  readonly branch: string;
  readonly tip: string;
  readonly expected: string | undefined;
}

const NO_FILTER =
  /filter '[^']*' not supported|filter.* not (supported|allowed)|tree filter allows max depth|invalid filter-spec/i;

/** Arguments of a fetch that touches nothing but objects and the refs named. */
export function fetchArguments(request: FetchRequest): readonly string[] {
  const { refspecs, filter, depth, sinceSeconds, anew, progress } = request;
  const byId = refspecs === "stdin";
  return [
    // Objects are asked for one by one, so there is nothing to find in common.
    ...(byId ? ["-c", "fetch.negotiationAlgorithm=noop"] : []),
    "fetch",
    ...(progress === true ? ["--progress"] : ["--quiet"]),
    "--no-tags",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-show-forced-updates",
    "--recurse-submodules=no",
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
    ...(sinceSeconds === undefined ? [] : [`--shallow-since=${new Date(sinceSeconds * 1000).toISOString()}`]),
    ...(anew === true ? ["--refetch"] : []),
    filter === undefined ? "--no-filter" : `--filter=${filter}`,
    ...(byId ? ["--stdin", "--", "origin"] : ["--", "origin", ...refspecs.map(operand)]),
  ];
}

/** Arguments of a push that is a compare-and-swap of one branch. */
export function pushArguments({ branch, tip, expected }: PushRequest): readonly string[] {
  return [
    // What is sent is small; compressing it well takes longer than sending it.
    "-c",
    "pack.compression=1",
    "push",
    "--porcelain",
    "--no-verify",
    "--no-signed",
    "--no-follow-tags",
    "--recurse-submodules=no",
    `--force-with-lease=refs/heads/${branch}:${expected ?? ""}`,
    "--",
    "origin",
    operand(`${tip}:refs/heads/${branch}`),
  ];
}

/** Whether the remote does not leave away what it was asked to. */
export function isFilterRefused(stderr: string): boolean {
  return NO_FILTER.test(stderr);
}

/** The filter that leaves away as much as both do. */
export function simplest(asked: FetchFilter, known: FetchFilter): FetchFilter {
  return asked === undefined ? undefined : (known ?? asked);
}

function operand(text: string): string {
  if (text.startsWith("-"))
    throw new UsageError(`${JSON.stringify(text)} begins with a dash, as options do`, "Name it without the dash.");
  return text;
}
