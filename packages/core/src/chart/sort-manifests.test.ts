import { describe, expect, test } from "vitest";
import { TemplateError } from "../errors.ts";
import { profileOf } from "../template/profile.ts";
import { sortManifests } from "./sort-manifests.ts";

const profile = profileOf("helm-4.2");
const ignore = (): undefined => undefined;

function sortText(text: string, warn: (warning: string) => void = ignore) {
  return sortManifests(new Map([["shop/templates/a.yaml", text]]), { profile, warn });
}

describe(sortManifests, () => {
  test("tells what a document is", () => {
    const { manifests } = sortText("apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: prod}\n");

    expect(manifests).toEqual([
      {
        source: "shop/templates/a.yaml",
        apiVersion: "v1",
        kind: "Pod",
        name: "web",
        namespace: "prod",
        text: "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: prod}\n",
        offset: 0,
      },
    ]);
  });

  test("tells where each document starts, also where two are the same", () => {
    const text = "\n---\nkind: Pod\n---\nkind: Job\n---\nkind: Pod\n";

    const { manifests } = sortText(text);

    expect(manifests.map(({ kind, offset }) => [kind, offset])).toEqual([
      ["Pod", 5],
      ["Pod", 33],
      ["Job", 19],
    ]);
  });

  test.for([
    ["pre-install", ["pre-install"]],
    [" Post-Install,PRE-upgrade ", ["post-install", "pre-upgrade"]],
    ["test-success,test", ["test", "test"]],
  ] as const)("takes %j for a hook", ([words, events]) => {
    const { manifests, hooks } = sortText(`metadata: {annotations: {helm.sh/hook: "${words}"}}`);

    expect(manifests).toEqual([]);
    expect(hooks[0]?.events).toEqual(events);
  });

  test.for(["crd-install", "pre-install,never", ""])("drops a document whose hook is %j, and says so", (words) => {
    const warnings: string[] = [];

    const sorted = sortText(`metadata: {annotations: {helm.sh/hook: "${words}"}}`, (text) => void warnings.push(text));

    expect(sorted).toEqual({ manifests: [], hooks: [] });
    expect(warnings).toEqual([`info: skipping unknown hook: "${words}"`]);
  });

  test.for([
    ["-5", -5],
    ["+3", 3],
    ["1.5", 0],
    ["", 0],
    ["heavy", 0],
  ] as const)("reads the weight %j as %d", ([weight, expected]) => {
    const { hooks } = sortText(
      `metadata: {annotations: {helm.sh/hook: test, helm.sh/hook-weight: "${weight}", helm.sh/hook-delete-policy: "Hook-Failed, x"}}`,
    );

    expect(hooks[0]).toMatchObject({ weight: expected, deletePolicies: ["hook-failed", "x"] });
  });

  test("names the file of a document that is no YAML", () => {
    const failed = captured(() => sortText("a: b: c"));

    expect(failed).toBeInstanceOf(TemplateError);
    expect(failed).toMatchObject({
      failure: "output",
      helmText:
        "YAML parse error on shop/templates/a.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context",
    });
  });
});

function captured(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
