import { describe, expect, it } from "vitest";
import { callIn } from "../../../test-support/call-template-function.ts";
import { plainValue } from "../../../test-support/plain-value.ts";
import { profileOf } from "../profile.ts";
import { Dict } from "../values/value.ts";
import { eagerFunctions } from "./function-table.ts";
import type { TemplateFunction } from "./function.ts";
import { SIGNATURES } from "./signatures-table.ts";

const known = SIGNATURES.trim()
  .split("\n")
  .map((line) => {
    const [signature = "", only] = line.split(" 4.2").length > 1 ? [line.slice(0, -4), "4.2"] : [line];
    return { name: signature.slice(0, signature.indexOf("(")), signature, is42Only: only !== undefined };
  });

const WITH_LANGUAGE = ["fail", "include", "required", "tpl"];
const IN_GROUPS = `
ago bcrypt buildCustomCert date dateInZone dateModify date_in_zone date_modify decryptAES
derivePassword duration durationRound encryptAES fromToml genCA genCAWithKey genPrivateKey
genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey htmlDate
htmlDateInZone htpasswd mustDateModify mustToDate mustToToml must_date_modify now toDate toToml unixEpoch
`
  .trim()
  .split(/\s+/);

describe(eagerFunctions, () => {
  it.each(["helm-4.2", "helm-3.21"] as const)("has the signatures of Helm's for %s", (name) => {
    const given = [...eagerFunctions(profileOf(name))].map(([key, entry]) => `${key}${parametersOf(entry)}`);

    const signatures = known
      .filter(({ is42Only }) => name === "helm-4.2" || !is42Only)
      .map(({ signature }) => signature);
    expect(given.filter((signature) => !signatures.includes(signature))).toEqual([]);
  });

  it("leaves the others to the language and to groups that are loaded when they are needed", () => {
    const table = eagerFunctions(profileOf("helm-4.2"));

    const missing = known.map(({ name }) => name).filter((name) => !table.has(name));

    expect(missing).toEqual([...WITH_LANGUAGE, ...IN_GROUPS].toSorted());
  });

  it("has mustToYaml for 4.2 only", () => {
    expect(eagerFunctions(profileOf("helm-4.2")).has("mustToYaml")).toBe(true);
    expect(eagerFunctions(profileOf("helm-3.21")).has("mustToYaml")).toBe(false);
  });

  it("has no way to the environment", () => {
    const table = eagerFunctions(profileOf("helm-4.2"));

    expect(["env", "expandenv"].filter((name) => table.has(name))).toEqual([]);
  });

  it("looks up nothing, and tells what was asked for", () => {
    const asked: unknown[] = [];
    const call = callIn(eagerFunctions(profileOf("helm-4.2")), { onLookup: (query) => asked.push(query) });

    expect(plainValue(call("lookup", "v1", "Secret", "ns", "x"))).toEqual(plainValue(new Dict()));
    expect(asked).toEqual([{ apiVersion: "v1", kind: "Secret", namespace: "ns", name: "x" }]);
  });
});

function parametersOf({ params, variadic }: TemplateFunction): string {
  return `(${[...params, ...(variadic === undefined ? [] : [`...${variadic}`])].join(", ")})`;
}
