// The public surface, by hand, grouped by noun.

// Gimlet
export {
  createGimlet,
  type EnvPort,
  type Gimlet,
  type GimletPorts,
  type ReleasesQuery,
  type StatusQuery,
} from "./gimlet.ts";

// Acts: what is asked for
export type {
  ActRequest,
  Actor,
  AnyRequest,
  HoldRequest,
  ReleaseRequest,
  RemovalRequest,
  RestoreRequest,
  ResumeRequest,
  RollbackRequest,
} from "./release/requests.ts";

// Plans and results: what it would change, and how it ended
export type { ActResult, InstanceResult, Plan, PlannedInstance, Winner } from "./release/plan.ts";
export type { ChangedFile } from "./gitops/changed-files.ts";

// The release log and the status: what happened, and what is there
export type { EditEntry, LogEntry, LogKind, PlainEntry, ReleaseEntry, RollbackEntry } from "./audit/log-entry.ts";
export type { LogLine } from "./audit/release-log.ts";
export type { AppPast, AppStatus } from "./audit/status-at.ts";

// Artifacts
export type { Artifact, ArtifactManifest } from "./artifact/artifact.ts";
export { addToArtifact, createArtifact, parseAssignments, type ArtifactAdditions } from "./artifact/create-artifact.ts";
export { formatArtifact } from "./artifact/format-artifact.ts";
export { checkArtifact, parseArtifact } from "./artifact/parse-artifact.ts";

// Versions
export { parseVersion, shortVersion, type Version, type VersionEvent } from "./conventions/version.ts";

// Manifests
export type {
  ChartReference,
  CleanupPolicy,
  Dependency,
  DeployPolicy,
  JsonPatch,
  JsonPatchTarget,
  Manifest,
  RenderOptions,
} from "./manifest/manifest-type.generated.ts";
export {
  checkManifest,
  manifestOrThrow,
  parseManifest,
  type ManifestResult,
  type ParsedManifest,
  type RefusedManifest,
} from "./manifest/parse-manifest.ts";
export { expandPreview, type ExpandPreviewOptions } from "./manifest/preview.ts";
export { resolveManifest, type ResolvedManifest, type ResolveResult } from "./manifest/resolve-manifest.ts";

// Variables
export { variablesOf, type VariablesOfOptions } from "./artifact/variables-of.ts";
export { parseVarsFile, type VarsFile } from "./conventions/vars-file.ts";
export type { Variables } from "./manifest/template.ts";

// Policies
export { cleanupPolicyMatches, type CleanupPolicyMatch } from "./manifest/cleanup-policy.ts";
export { deployPolicyMatches, type DeployPolicyMatch } from "./manifest/deploy-policy.ts";

// Rendering
export { maskSecretChange, maskSecrets, type TextChange } from "./render/mask-secrets.ts";
export { renderManifest, type RenderedManifest, type RenderManifestOptions } from "./render/render-manifest.ts";
export { renderFiles } from "./render/render-files.ts";
export { templateIssues } from "./manifest/template-issues.ts";
export { rawRenderer } from "./render/raw-renderer.ts";
export type { RenderCallOptions, Rendered, Renderer, Resource } from "./render/renderer.ts";

// Names and ids
export { isAppName, isEnvName, parseAppName, parseEnvName, type AppName, type EnvName } from "./conventions/names.ts";
export {
  formatRequestId,
  isCommitSha,
  isRequestId,
  parseCommitSha,
  parseRequestId,
  type BlobId,
  type CommitSha,
  type RequestId,
  type TreeId,
} from "./conventions/ids.ts";

// What a gitops repository holds
export {
  appPaths,
  envPaths,
  isAppFolder,
  type AppPaths,
  type EnvPaths,
  type Layout,
} from "./conventions/repo-layout.ts";
export {
  parseCommitMessage,
  type Act,
  type ActRecord,
  type CommitMessage,
  type InstanceName,
} from "./conventions/commit-message.ts";
export { parseHoldFile, type Hold } from "./conventions/hold-file.ts";
export { parseReleaseFile, type ReleaseDetails, type ReleaseRecord } from "./conventions/release-file.ts";

// Times, in seconds since 1970, and their text
export { formatTime, parseTime } from "./conventions/time.ts";

// The port of a gitops repository
export type { CallOptions, Progress } from "./conventions/call-options.ts";
export type {
  CommitFacts,
  FolderChange,
  GitopsRepo,
  HistoryCommit,
  HistoryOptions,
  RecentOptions,
  TreeEntry,
} from "./gitops/gitops-repo.ts";
export type { ChangeSet, Edit, FileContent, Signature } from "./gitops/change-set.ts";
export type { Logger } from "./gitops/logger.ts";
export type { Signer } from "./gitops/signer.ts";

// Errors
export {
  AppNotFoundError,
  ArtifactInvalidError,
  BranchNotFoundError,
  BranchProtectedError,
  CacheUnusableError,
  ChartInvalidError,
  CommitNotFoundError,
  EnvNotFoundError,
  GimletError,
  GitAuthenticationError,
  GitObjectError,
  GitopsConflictError,
  GitUnavailableError,
  HelmBinaryError,
  HelmDiffersError,
  InvalidNameError,
  ManifestInvalidError,
  NotReproducibleError,
  PlanStaleError,
  PushRefusedError,
  ReleaseNotFoundError,
  RenderLimitError,
  RenderUnsupportedError,
  RepoNotFoundError,
  SigningError,
  TemplateError,
  UnsafeTreeError,
  UsageError,
  ValuesInvalidError,
  type AnyGimletError,
  type FailureKind,
  type FileIssue,
} from "./errors.ts";
