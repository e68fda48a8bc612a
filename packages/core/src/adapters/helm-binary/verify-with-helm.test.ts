import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { HelmBinaryError, HelmDiffersError } from "../../errors.ts";
import type { ProfileName } from "../../template/profile.ts";
import { type HelmRender, verifyWithHelm } from "./verify-with-helm.ts";

const env = process.env;
const profile = helmOnPath();
const needs = profile === undefined ? " (skipped: needs helm 4.2 or 3.21)" : "";

describe.skipIf(profile === undefined)(`verifyWithHelm${needs}`, () => {
  const OURS =
    "---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata: {n: '5'}\n";

  it("agrees with the same text, whatever its blank lines are", async () => {
    await expect(verifyWithHelm(OURS, aRender(), { env })).resolves.toBeUndefined();
    await expect(verifyWithHelm(`\n${OURS}\n\n`, aRender(), { env })).resolves.toBeUndefined();
  });

  it("names the first line that differs", async () => {
    const error: unknown = await verifyWithHelm(OURS.replace("'5'", "'6'"), aRender(), { env }).catch(
      (e: unknown) => e,
    );

    expect(error).toBeInstanceOf(HelmDiffersError);
    expect(error).toMatchObject({ line: 7, ours: "data: {n: '6'}", helms: "data: {n: '5'}" });
  });

  it("does not show what a Secret holds", async () => {
    const secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {a: hunter2}\n";
    const files = new Map([...aRender().files, ["templates/a.yaml", new TextEncoder().encode(secret)]]);
    const ours = `---\n# Source: web/templates/a.yaml\n${secret.replace("hunter2", "hunter3")}`;

    const error: unknown = await verifyWithHelm(ours, { ...aRender(), files }, { env }).catch((e: unknown) => e);

    expect(error).toMatchObject({ line: 6, ours: "(a line of a Secret)", helms: "(a line of a Secret)" });
    expect(String(error)).not.toContain("hunter");
  });

  it("does not show what a Secret of helm's holds, where ours is none", async () => {
    const secret = "apiVersion: v1\nstringData: {a: hunter2}\nkind: Secret\nmetadata: {name: a}\n";
    const files = new Map([...aRender().files, ["templates/a.yaml", new TextEncoder().encode(secret)]]);
    const ours = "---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    const error: unknown = await verifyWithHelm(ours, { ...aRender(), files }, { env }).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(HelmDiffersError);
    expect(String(error)).not.toContain("hunter");
    expect(JSON.stringify(error)).not.toContain("hunter");
  });

  it("passes names and values on as data", async () => {
    const render = { ...aRender(), release: { name: "--help", namespace: "default" } };

    await expect(verifyWithHelm(OURS, render, { env })).rejects.toThrow(HelmBinaryError);
  });

  it("refuses a helm of another version than the profile's", async () => {
    const other: ProfileName = profile === "helm-4.2" ? "helm-3.21" : "helm-4.2";

    await expect(verifyWithHelm(OURS, { ...aRender(), profile: other }, { env })).rejects.toThrow(
      /the helm on the PATH is/,
    );
  });
});

describe(verifyWithHelm, () => {
  it("says that there is no helm", async () => {
    await expect(verifyWithHelm("", aRender(), { env: { PATH: "/nonexistent" } })).rejects.toThrow(
      "helm can't be started",
    );
  });
});

function aRender(): HelmRender {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  return {
    profile: profile ?? "helm-4.2",
    files: new Map([
      ["Chart.yaml", text("apiVersion: v2\nname: web\nversion: 1.0.0\n")],
      [
        "templates/a.yaml",
        text("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata: {n: '{{ .Values.n }}'}\n"),
      ],
    ]),
    release: { name: "shop", namespace: "default" },
    values: ["n: 4\n"],
    set: [["--set", "n=5"]],
    kubeVersion: "v1.33.0",
    apiVersions: [],
    includeCrds: false,
    skipTests: false,
  };
}

function helmOnPath(): ProfileName | undefined {
  try {
    const version = execFileSync("helm", ["version", "--template", "{{.Version}}"], { encoding: "utf8" });
    return (["helm-4.2", "helm-3.21"] as const).find((name) => version.startsWith(name.replace("helm-", "v")));
  } catch {
    return undefined;
  }
}
