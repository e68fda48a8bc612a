// Git without git: a gitops repository over HTTP(S) or on this machine's disk. For Node.

export type { GitCredentials, GitopsRepoOptions } from "./adapters/git-objects/gitops-repo-options.ts";
export { openGitopsRepo, type OpenGitopsRepoOptions } from "./adapters/git/open-gitops-repo.ts";
export { type SshSignerOptions, sshSigner } from "./adapters/ssh-signer/ssh-signer.ts";
