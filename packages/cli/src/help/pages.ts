import { EXIT_CODES } from "../failure/exit-codes.ts";
import { ERROR_HELP } from "./error-help.ts";

/** Pages of `gimlet help <page>`. */
export const PAGES = {
  "exit-codes": () =>
    EXIT_CODES.map(({ code, name, when }) => `${String(code).padStart(3)}  ${name.padEnd(12)} ${when}`).join("\n"),
  errors: () =>
    `Codes of errors; more: gimlet help errors <code>\n\n${Object.keys(ERROR_HELP)
      .map((code) => `  ${code}`)
      .join("\n")}`,
  environment: () => ENVIRONMENT,
  output: () => OUTPUT,
} as const;

const ENVIRONMENT = `Where a command acts, the first that says so:
  flags         --apps-repo (with --branch, --layout), --context
  environment   GIMLET_APPS_REPO, GIMLET_CONTEXT
  gimlet.yaml   in the working directory or above, up to the checkout's root
  your config   the current context: gimlet context list

A gimlet.yaml, and each context of your config:
  envs:
    staging:    { appsRepo: ../gitops-staging-apps }
    production: { appsRepo: https://git.example.org/acme/gitops-production-apps,
                  branch: main, layout: repo-per-env }

A gimlet.yaml is written by whoever can commit to the checkout, so it may name
https and ssh (http on this machine alone), and folders that are yours and in no
checkout. It gets GIMLET_GIT_TOKEN for GIMLET_GIT_HOST alone. What a flag, a
variable or your config names has no such limits.

Variables
  GIMLET_APPS_REPO, GIMLET_CONTEXT, GIMLET_CONFIG   as above; path of your config
  GIMLET_GIT_TOKEN, GIMLET_GIT_USERNAME   credentials of the git host; else git's
                   credential helpers, else GIT_ASKPASS
  GIMLET_GIT_HOST  the host that the token is for, with its port if it has one:
                   needed where only a gimlet.yaml names the host
  GIMLET_SIGNING_KEY   file of a private key (ed25519, OpenSSH, no passphrase) that
                   every commit is signed with
  GIMLET_GIT=native|isomorphic   which git is used (default: git 2.39 or newer
                   on the PATH, else the built-in one)
  GIMLET_CACHE_DIR   clones and their index; may be deleted
  GIMLET_OUTPUT    default of --output
  GIMLET_NO_INPUT=1   never ask
  GIMLET_CI=off|github|gitlab|plain   CI mode where it is not found by itself
  GIMLET_LOG=debug   as --verbose
  GIMLET_PAGER, PAGER   for tables of more than 200 lines
  NO_COLOR, FORCE_COLOR, GIMLET_NO_COLOR   colour

Who acts: --actor, else whom the CI system runs for, else git's user.email, else
the machine's user. A release that a CI job asks for is automatic: it loses
against a newer artifact, and waits while the app is held. It is a person's when
--actor names one, or when the job was started by hand.`;

const OUTPUT = `On a terminal: a table, relative times, cut to the width.
In a pipe: one line per thing, columns separated by tabs, no header, ISO times in
UTC, whole ids. What lands prints its id alone; what was so already, nothing.

  --json        one JSON document, also on failure ("schema": "gimlet.error/1")
  -o json       the original CLI's own document, where it had the command
  -o ndjson     one JSON object per line
  -o yaml       as --json, in YAML
  -o tsv        as in a pipe
  -o name       names alone: web/staging
  -o wide       more columns
  --columns a,b the columns named, in this order

Data goes to stdout, talk to stderr. Schemas: @gimlet/cli/schemas/`;
