export type { GitCredentials, GitopsRepoOptions } from "./adapters/git-objects/gitops-repo-options.ts";
export { findGit, type GitBinary } from "./adapters/native-git/find-git.ts";
export { type NativeGitopsRepoOptions, openNativeGitopsRepo } from "./adapters/native-git/open-native-gitops-repo.ts";
export { type SshSignerOptions, sshSigner } from "./adapters/ssh-signer/ssh-signer.ts";
