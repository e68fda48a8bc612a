import { describe, expect, it } from "vitest";
import { classifyPushAnswer, locationOf, type PushRefusal, scrub } from "./push-answer.ts";

describe(classifyPushAnswer, () => {
  it.each<[string, PushRefusal, string]>([
    ["git, raced on the server", "conflict", "ng refs/heads/main failed to update ref"],
    [
      "git, raced at the lock",
      "conflict",
      "error: cannot lock ref 'refs/heads/race': is at 1111111111111111111111111111111111111111 but expected 2222222222222222222222222222222222222222",
    ],
    ["git, lock held", "conflict", "error: Unable to create '/srv/r.git/refs/heads/main.lock': File exists."],
    ["git, client", "conflict", "! [rejected] HEAD -> main (fetch first)"],
    ["git, client", "conflict", "! [rejected] HEAD -> main (non-fast-forward)"],
    ["git, lease", "conflict", "! [rejected] main -> main (stale info)"],
    ["git 2.50", "conflict", "! [remote rejected] main -> main (incorrect old value provided)"],
    ["git 2.50, new branch", "conflict", "! [remote rejected] main -> main (reference already exists)"],
    ["git, forced with a lease", "conflict", "! [rejected] main -> main (remote ref updated since checkout)"],
    [
      "Azure DevOps",
      "conflict",
      "TF401028: The reference 'refs/heads/main' has already been updated by another client",
    ],
    ["GitHub, protection", "protected", "remote: error: GH006: Protected branch update failed for refs/heads/main."],
    ["GitHub, rules", "protected", "remote: error: GH013: Repository rule violations found for refs/heads/main."],
    [
      "GitHub, secret",
      "refused",
      "remote: error: GH013: Repository rule violations found\n- Push cannot contain secrets",
    ],
    ["GitLab", "protected", "remote: GitLab: You are not allowed to push code to protected branches on this project."],
    ["Gitea", "protected", "remote: error: Not allowed to push to protected branch main\npre-receive hook declined"],
    ["Gitea, forced", "protected", "remote: error: branch main is protected from force push"],
    ["Bitbucket", "protected", "remote: Permission denied to update branch main."],
    ["Azure DevOps", "protected", "TF402455: Pushes to this branch are not permitted; you must use a pull request"],
    ["a hook", "refused", "pre-receive hook declined\nthe manifest of web is not signed"],
    ["git, a branch in the way", "refused", "cannot lock ref 'refs/heads/a/b': 'refs/heads/a' exists; cannot create"],
    ["git, checked out", "refused", "refusing to update checked out branch: refs/heads/main"],
    ["git, broken objects", "refused", "unpack index-pack abnormal exit"],
    ["nothing", "refused", ""],
  ])("%s: %s", (_, refusal, text) => {
    expect(classifyPushAnswer(text)).toBe(refusal);
  });
});

describe(scrub, () => {
  it.each([
    ["user info", "to https://ann:s3cret@git.example/r.git", "to https://git.example/r.git"],
    ["a query", "GET https://git.example/r?token=s3cret failed", "GET https://git.example/r failed"],
    ["a header", "Authorization: Basic czNjcmV0 sent", "Authorization: [redacted] sent"],
    ["a token", "bad ghp_0123456789abcdef", "bad [redacted]"],
    ["colours and lines", "\u001b[31mno\u001b[0m\r\nway", "no way"],
  ])("removes %s", (_, text, clean) => {
    expect(scrub(text)).toBe(clean);
  });

  it("bounds what a host may say", () => {
    expect(scrub("x".repeat(10_000)).length).toBe(400);
  });
});

describe(locationOf, () => {
  it.each([
    ["https://ann:s3cret@git.example/r.git?x=1#y", "https://git.example/r.git"],
    ["ssh://git@git.example:22/r.git", "ssh://git@git.example:22/r.git"],
    ["git@git.example:r.git", "git@git.example:r.git"],
    ["/srv/r.git", "/srv/r.git"],
  ])("%s is shown as %s", (url, location) => {
    expect(locationOf(url)).toBe(location);
  });
});
