import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { RISK_NAMES } from "../act/risks.ts";
import { FORMATS } from "../output/listing.ts";

// Every flag that several commands have is written once, here: the same flag means the same thing everywhere.

/** On every command. */
export const TALK_FLAGS = {
  quiet: Flags.boolean({ char: "q", description: "say nothing on stderr but errors", helpGroup: "Talk" }),
  verbose: Flags.boolean({ description: "say what is asked of whom, and where errors come from", helpGroup: "Talk" }),
  "no-color": Flags.boolean({
    description: "no colour; also NO_COLOR, and FORCE_COLOR for the opposite",
    helpGroup: "Talk",
  }),
  "no-input": Flags.boolean({ description: "never ask; also GIMLET_NO_INPUT=1", helpGroup: "Talk" }),
  ascii: Flags.boolean({ description: "symbols of ASCII only", helpGroup: "Talk" }),
};

/** On every command that prints one thing as data. */
export const JSON_FLAG = {
  json: Flags.boolean({ description: "one JSON document on stdout, also on failure", helpGroup: "Output" }),
};

/** On every command that prints a list. */
export const OUTPUT_FLAGS = {
  ...JSON_FLAG,
  output: Flags.string({
    char: "o",
    description: `${FORMATS.join(", ")}; json is the original CLI's own document where it had one; also GIMLET_OUTPUT`,
    options: FORMATS,
    helpValue: "<format>",
    helpGroup: "Output",
  }),
  columns: Flags.string({ description: "columns to show, in this order", helpValue: "a,b", helpGroup: "Output" }),
};

/** A gitops repository, with the same words wherever it is asked for. */
export const appsRepoFlag = Flags.custom<string>({
  description: "a gitops repository, without any context; also GIMLET_APPS_REPO",
  helpValue: "<url|path>",
  helpGroup: "Where",
});

/** On every command that acts on gitops repositories: which ones. */
export const WHERE_FLAGS = {
  context: Flags.string({
    description: "a context by name; also GIMLET_CONTEXT",
    helpValue: "<name>",
    helpGroup: "Where",
  }),
  "apps-repo": appsRepoFlag(),
  branch: Flags.string({ description: "its branch (default: main)", helpValue: "<name>", helpGroup: "Where" }),
  layout: Flags.string({
    description: "repo-per-env (default) or folder-per-env: whether an env is the whole repository or a folder of it",
    options: ["repo-per-env", "folder-per-env"],
    helpValue: "<layout>",
    helpGroup: "Where",
  }),
  server: Flags.string({ description: "a Gimlet server", helpValue: "<url>", hidden: true }),
  token: Flags.string({ description: "a token for the server", helpValue: "<token>", hidden: true }),
};

/** On every command about instances. */
export const INSTANCE_FLAGS = {
  app: Flags.string({ description: "the app", helpValue: "<name>", helpGroup: "What" }),
  env: Flags.string({ description: "the env", helpValue: "<name>", helpGroup: "What" }),
};

/** App and env as words instead of flags. */
export const INSTANCE_ARGS = {
  app: Args.string({ description: "the app, or app and env joined: web/production", ignoreStdin: true }),
  env: Args.string({ description: "the env", ignoreStdin: true }),
};

/** On every command that lists what may be long. */
export const LIST_FLAGS = {
  limit: Flags.integer({ description: "how many at most", min: -1, helpValue: "<n>", helpGroup: "What" }),
  all: Flags.boolean({ description: "all of them", helpGroup: "What" }),
  cursor: Flags.string({ description: "go on where an earlier list ended", helpValue: "<cursor>", helpGroup: "What" }),
  offset: Flags.integer({
    description: "leave out the first n; --cursor is quicker",
    min: 0,
    helpValue: "<n>",
    helpGroup: "What",
  }),
  since: Flags.string({ description: "not older than: a date, a time, or 7d", helpValue: "<time>", helpGroup: "What" }),
  until: Flags.string({ description: "not newer than: a date, a time, or 7d", helpValue: "<time>", helpGroup: "What" }),
  reverse: Flags.boolean({ char: "r", description: "oldest first", helpGroup: "Output" }),
};

/** On every command that changes a gitops repository. */
export const ACT_FLAGS = {
  "dry-run": Flags.boolean({ description: "show what would change, and stop", helpGroup: "Plan" }),
  yes: Flags.boolean({ char: "y", description: "take the change as it is shown; don't ask", helpGroup: "Plan" }),
  reason: Flags.string({ char: "m", description: "why, for the record", helpValue: "<text>", helpGroup: "Plan" }),
  actor: Flags.string({
    description: "who acts (default: from CI, git's user.email, or the machine)",
    helpValue: "<login>",
    helpGroup: "Plan",
  }),
  "request-id": Flags.string({
    description: "give the same one again to retry: nothing lands twice",
    helpValue: "<ulid>",
    helpGroup: "Plan",
  }),
  report: Flags.string({
    description: "write the result for later CI steps, as dotenv=<file>",
    helpValue: "dotenv=<file>",
    helpGroup: "Output",
  }),
  wait: Flags.boolean({ char: "w", description: "wait until the cluster has it", hidden: true }),
  timeout: Flags.string({ char: "t", description: "how long to wait", hidden: true }),
};

/** On every command that can do more harm than its name says. */
export const RISK_FLAGS = {
  accept: Flags.string({
    description: `a risk to take, by its name: ${RISK_NAMES.join(", ")}; repeatable`,
    options: RISK_NAMES,
    helpValue: "<risk>",
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: "Plan",
  }),
};
