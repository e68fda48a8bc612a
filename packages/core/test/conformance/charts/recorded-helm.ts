import type { HelmVersion } from "../../../src/chart/capabilities.ts";
import type { ProfileName } from "../../../src/template/profile.ts";

/** What the helm that the goldens come from says of itself: it was built from its module, not by its makers. */
export function recordedHelm(profile: ProfileName): HelmVersion {
  return {
    version: profile === "helm-4.2" ? "v4.2" : "v3.21",
    gitCommit: "",
    gitTreeState: "",
    goVersion: "go1.26.8",
    kubeClientVersion: "v1.36",
  };
}
