import type { Profile } from "../template/profile.ts";
import { type Field, List, type Method, Struct, type Value } from "../template/values/value.ts";
import { DEFAULT_API_VERSIONS } from "./api-versions-table.ts";
import type { KubeVersion } from "./kube-version.ts";

/** What a Helm says about how it was built. */
export interface HelmVersion {
  /** Such as `v4.2.4`. */
  readonly version: string;
  readonly gitCommit: string;
  readonly gitTreeState: string;
  readonly goVersion: string;
  /** Helm 4 only. */
  readonly kubeClientVersion: string;
}

/** `.Capabilities`, which all charts of a render share. */
export function capabilitiesOf({ kubeVersion, apiVersions, helmVersion }: CapabilityOptions, profile: Profile): Struct {
  const { valuesPackage } = profile;
  const versions = new List([...DEFAULT_API_VERSIONS, ...apiVersions], {
    type: `${valuesPackage}.VersionSet`,
    methods: VERSION_SET_METHODS,
  });
  return new Struct(`*${valuesPackage}.Capabilities`, [
    { name: "KubeVersion", value: kubeVersionStruct(kubeVersion, profile) },
    { name: "APIVersions", value: versions },
    { name: "HelmVersion", value: helmVersionStruct(helmVersion, profile) },
  ]);
}

/** What templates may ask about where they will run. */
export interface CapabilityOptions {
  readonly kubeVersion: KubeVersion;
  /** Further ones, behind those that Helm knows by itself. */
  readonly apiVersions: readonly string[];
  readonly helmVersion: HelmVersion;
}

/** What the releases of Helm that the profiles follow say, as far as it does not change with who built them. */
export function defaultHelmVersion(profile: Profile): HelmVersion {
  return {
    version: profile.helmVersion,
    gitCommit: "",
    gitTreeState: "clean",
    goVersion: "go1.26.8",
    kubeClientVersion: "v1.36",
  };
}

function kubeVersionStruct(kubeVersion: KubeVersion, profile: Profile, shown = kubeVersion.normalized): Struct {
  const { version, normalized, major, minor } = kubeVersion;
  const text = (call: () => string): Method => ({ params: [], call });
  const hidden: Field[] = profile.kubeVersionSuffix ? [{ name: "normalizedVersion", value: shown, json: "-" }] : [];
  return new Struct(
    `${profile.valuesPackage}.KubeVersion`,
    [{ name: "Version", value: version }, ...hidden, { name: "Major", value: major }, { name: "Minor", value: minor }],
    {
      methods: new Map([
        ["String", text(() => normalized)],
        ["GitVersion", text(() => version)],
      ]),
      toOutput: () => normalized,
      toCopy: () => kubeVersionStruct({ ...kubeVersion, normalized: version }, profile, ""),
    },
  );
}

function helmVersionStruct(helmVersion: HelmVersion, profile: Profile): Struct {
  const { version, gitCommit, gitTreeState, goVersion, kubeClientVersion } = helmVersion;
  const optional = (name: string, json: string, value: string): Field => ({ name, json, value, omitEmpty: true });
  return new Struct("version.BuildInfo", [
    optional("Version", "version", version),
    optional("GitCommit", "git_commit", gitCommit),
    optional("GitTreeState", "git_tree_state", gitTreeState),
    optional("GoVersion", "go_version", goVersion),
    ...(profile.kubeVersionSuffix
      ? [{ name: "KubeClientVersion", json: "kube_client_version", value: kubeClientVersion }]
      : []),
  ]);
}

const VERSION_SET_METHODS: ReadonlyMap<string, Method> = new Map([["Has", { params: ["string"], call: hasVersion }]]);

function hasVersion(versions: Value, [wanted]: readonly Value[]): boolean {
  return versions instanceof List && versions.items.includes(wanted);
}
