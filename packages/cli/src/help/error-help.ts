import type { AnyGimletError } from "@gimlet/core";

/** What each error code means, for `gimlet help errors <code>`. */
export const ERROR_HELP: Readonly<Record<AnyGimletError["code"] | "bug", string>> = {
  "invalid-name":
    "A name, id or path does not follow its convention. App and env names have 1 to 53 lower-case letters, digits and inner hyphens, and begin with a letter.",
  "manifest-invalid":
    "A manifest has problems. Each is shown with line and column; correct them and run: gimlet manifest lint -f <file>",
  "artifact-invalid":
    "The artifact is not JSON, or lacks what a release needs: a repository, a commit, and a manifest for the env.",
  "render-unsupported":
    "The manifest uses something that this version can't render yet, such as a chart. Resources under the key manifests work.",
  "template-failed":
    "A template of the chart can't be parsed or executed, or gave no YAML. The message names template, line and column. Where the chart itself said so (fail, required), set the values it asks for.",
  "not-reproducible":
    "A template makes something up on every render: a password, a key, a date. What is written to git must not depend on chance: set the value that the hint names, or render with random: seeded.",
  "render-limit":
    "A template used more steps, output or nesting than a render may. The chart loops, or is hostile; look at the place that is named.",
  "chart-invalid":
    "The chart's files, archive, type or dependencies don't allow to render it. A dependency that is missing belongs into the chart's folder charts/: helm dependency build",
  "values-invalid":
    "The values can't be read, or don't fit the chart's values.schema.json. Each problem is named by its path.",
  "helm-binary": "The helm on the PATH is missing, is not of the profile's version, or failed.",
  "helm-differs":
    "The helm on the PATH renders something else than Gimlet does. Nothing was written. Report the chart and its values: that is a defect of Gimlet.",
  "env-not-found": "The context has no env of this name. See its envs: gimlet context show",
  "app-not-found":
    "The app has no folder in the env, or the artifact has no manifest of it for the env. See what there is: gimlet status",
  "release-not-found":
    "What was named is no release of this app in this env that can be a target. Choose from: gimlet release list --app <app> --env <env>",
  "branch-not-found":
    "The repository has commits, but not this branch. Name another with --branch, or create it on the git host.",
  "repo-not-found":
    "There is no repository at this place, or these credentials may not see it. Git hosts don't tell the two apart.",
  "gitops-conflict": "The branch moved again and again while we were writing. Nothing was pushed. Run it again.",
  "plan-stale":
    "Somebody changed the instance after the plan was shown. Nothing was landed. Run it again and look at the new plan.",
  "branch-protected":
    "The git host protects the branch from pushes by this identity. Allow it, or use another identity.",
  "push-refused": "The git host refused the push, for example by a hook. Its answer is quoted.",
  "git-authentication":
    "The git host did not accept the credentials, or there were none. They come from GIMLET_GIT_TOKEN (for a host that only a gimlet.yaml names, with GIMLET_GIT_HOST), git's credential helpers, or GIT_ASKPASS.",
  "git-unavailable":
    "The git host can't be reached. If this happened while landing, the commit may have landed: run it again with the same --request-id, nothing lands twice.",
  "cache-unusable":
    "The local cache can't be read or written. It may be deleted at any time; GIMLET_CACHE_DIR says where it is.",
  "unsafe-tree":
    "The gitops repository holds a link, a submodule or a name that Gimlet will not follow or write over. Remove it with git.",
  "git-object": "An object of the repository is missing or damaged. Check it with: git fsck",
  "commit-not-found": "The commit is not on the branch. Give a full id of the gitops repository's branch.",
  "signing-failed":
    "Commits can't be signed with the key that was named: use an unencrypted ed25519 key in OpenSSH format.",
  usage: "Something on the command line or in a config file is missing or not usable. The message says what.",
  bug: "Something that Gimlet did not expect. A report file is written: add it to an issue.",
};
