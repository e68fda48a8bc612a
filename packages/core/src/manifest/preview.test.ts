import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

import { parseVarsFile } from "../conventions/vars-file.ts";
import { cleanupPolicyMatches } from "./cleanup-policy.ts";
import type { Manifest } from "./manifest-type.generated.ts";
import { manifestOrThrow, parseManifest } from "./parse-manifest.ts";
import { type ExpandPreviewOptions, expandPreview } from "./preview.ts";
import { type ResolvedManifest, resolveManifest } from "./resolve-manifest.ts";

const SHOP: Manifest = {
  app: "shop-preview",
  env: "staging",
  namespace: "store",
  preview: true,
  values: { replicas: 1, ingress: { host: "shop.old.example.org", tlsEnabled: true } },
};

function resolved(manifest: Manifest, branch: string, options: ExpandPreviewOptions = {}): ResolvedManifest {
  const parsed = manifestOrThrow(parseManifest(JSON.stringify(expandPreview(manifest, options))));
  const result = resolveManifest(parsed, new Map([["BRANCH", branch]]));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.manifest;
}

describe(expandPreview, () => {
  it("leaves a manifest alone that is no preview", () => {
    const manifest = { ...SHOP, preview: false };

    expect(expandPreview(manifest)).toBe(manifest);
  });

  it("names app and host for the branch", () => {
    const manifest = resolved(SHOP, "Fix/Cart", { ingressHost: ".dev.example.org" });

    expect(manifest).toMatchObject({
      app: "shop-fix-cart",
      deploy: { event: "push", branch: "!{main,master}" },
      cleanup: { app: "shop-{{ .BRANCH | sanitizeDNSName }}", event: "branchDeleted", branch: "*" },
      values: {
        gitBranch: "Fix/Cart",
        replicas: 1,
        ingress: { host: "shop-fix-cart.dev.example.org", tlsEnabled: true },
      },
    });
  });

  it("keeps the domain of the manifest's host where the env has none", () => {
    expect(resolved(SHOP, "fix").values).toMatchObject({ ingress: { host: "shop-fix.old.example.org" } });
  });

  it("adds no host where there is none", () => {
    expect(resolved({ ...SHOP, values: {} }, "fix").values).toEqual({ gitBranch: "fix" });
  });

  it("lets the manifest's own deploy and cleanup win", () => {
    const deploy = { event: "pr", branch: "feature/*" } as const;
    const cleanup = { app: "x", branch: "y" };

    expect(expandPreview({ ...SHOP, deploy, cleanup })).toMatchObject({ deploy, cleanup });
  });

  it("makes none for the repository's default branch, where that is known", () => {
    expect(expandPreview(SHOP, { defaultBranch: "rel*" }).deploy?.branch).toBe("!rel\\*");
  });

  it("shortens a long name, in the host and for the cleanup as well, and keeps branches apart", () => {
    const long = "feature/a-very-long-name-of-a-branch-that-goes-on-and-on-and-on";

    const one = resolved(SHOP, `${long}-1`);
    const two = resolved(SHOP, `${long}-2`);

    expect(one.app).toMatch(/^shop-feature-a-very-long-name-of-a-branch-th-[0-9a-f]{8}$/);
    expect(one.app).toHaveLength(53);
    expect(two.app).not.toBe(one.app);
    expect(resolved(SHOP, `${long}/1`).app).not.toBe(one.app);
    expect(one.values).toMatchObject({ ingress: { host: `${one.app}.old.example.org` } });
    expect(cleanupPolicyMatches(one.cleanup, `${long}-1`)).toEqual({ status: "matches", app: one.app });
  });

  it("does to a recorded manifest what the original did", async () => {
    const folder = new URL("./fixtures/10-preview/", import.meta.url);
    const parsed = manifestOrThrow(parseManifest(await readFile(new URL("manifest.yaml", folder))));
    const { vars } = parseVarsFile(await readFile(new URL("vars.env", folder), "utf8"));

    const result = resolveManifest({ ...parsed, manifest: expandPreview(parsed.manifest) }, vars);

    expect(result).toMatchObject({
      manifest: {
        app: "web-feature-fix-login-2",
        namespace: "my-team",
        values: {
          gitBranch: "feature/Fix_login-2",
          gitSha: "26fc62ffa5cf63204ccbce6876c6d610e3b1a2c4",
          ingress: { host: "web-feature-fix-login-2.staging.acme.dev" },
        },
      },
    });
  });
});
