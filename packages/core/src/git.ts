// Git without git: a gitops repository over HTTP(S) or on this machine's disk. For Node.

export { openGitopsRepo, type OpenGitopsRepoOptions } from "./adapters/git/open-gitops-repo.ts";
export type { GitCredentials } from "./adapters/git/smart-http.ts";
