export { findGit, type GitBinary } from "./adapters/native-git/find-git.ts";
export type { GitCredentials } from "./adapters/native-git/git-environment.ts";
export { type NativeGitopsRepoOptions, openNativeGitopsRepo } from "./adapters/native-git/open-native-gitops-repo.ts";
