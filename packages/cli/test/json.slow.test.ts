import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Workplace, type Ended } from "./run-gimlet.ts";

const SCHEMAS = new URL("../schemas/", import.meta.url);
let ajv: Ajv2020;
let place: Workplace;
let where: readonly string[];

beforeAll(async () => {
  ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  for (const file of readdirSync(SCHEMAS))
    ajv.addSchema(JSON.parse(readFileSync(new URL(file, SCHEMAS), "utf8")) as object);
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
  where = ["--apps-repo", place.bareRepo(), "--json"];
  await place.gimlet(["context", "add", "laptop", "--env", "staging", "--apps-repo", "gitops-staging-apps.git"]);
  await place.gimlet(["release", "make", "web", "staging", "-a", place.artifact({ tag: "1.0.0" }), ...where]);
  await place.gimlet(["release", "make", "web", "staging", "-a", place.artifact({ tag: "1.1.0" }), ...where]);
  await place.gimlet(["release", "rollback", "web", "staging", "--reason", "errors", ...where]);
});

afterAll(() => place.dispose());

/** The one document on stdout, checked against the schema that it names. */
function checked({ stdout }: Ended): unknown {
  expect(stdout.split("\n").filter((line) => line !== "")).toHaveLength(1);
  const document = JSON.parse(stdout) as { readonly schema: string };
  const name = document.schema.replace(/^gimlet\.(.+)\/1$/, "$1");
  const validate = ajv.getSchema(
    `https://github.com/gimlet-io/gimlet/raw/main/packages/cli/schemas/${name}.1.schema.json`,
  );
  expect(document.schema).toSatisfy(() => validate !== undefined);
  expect({ valid: validate!(document), errors: validate!.errors ?? [] }).toEqual({ valid: true, errors: [] });
  return document;
}

describe("--json", () => {
  it.each([
    ["gimlet.status/1", ["status"]],
    ["gimlet.status/1", ["release", "status", "web", "staging"]],
    ["gimlet.releases/1", ["release", "list"]],
    ["gimlet.release/1", ["release", "show", "ID"]],
    ["gimlet.artifacts/1", ["artifact", "list"]],
    ["gimlet.artifact/1", ["artifact", "show", "1.1.0"]],
    ["gimlet.manifest-content/1", ["artifact", "show", "1.1.0", "--manifest", "staging/web"]],
    ["gimlet.plan/1", ["release", "delete", "web", "staging", "--dry-run"]],
    ["gimlet.plan/1", ["release", "rollback", "web", "staging", "--to", "1.1.0", "--dry-run"]],
    ["gimlet.act/1", ["release", "resume", "web", "staging"]],
    ["gimlet.context/1", ["context", "show"]],
  ])("is one %s for %j, as published", async (schema, args) => {
    const id = (
      await place.gimlet(["release", "list", ...where.slice(0, 2), "--limit", "1", "--columns", "id"])
    ).stdout.trim();
    const ended = await place.gimlet([...args.map((arg) => (arg === "ID" ? id : arg)), ...where]);

    expect(ended.code).toBe(0);
    expect(checked(ended)).toMatchObject({ schema });
  });

  it("is published for contexts and manifests too", async () => {
    const ended = [
      await place.gimlet(["context", "list", "--json"]),
      await place.gimlet(["context", "use", "laptop", "--json"]),
      await place.gimlet(["manifest", "create", "shop", "staging", "--json"]),
      await place.gimlet(["manifest", "lint", "--json"]),
      await place.gimlet(["manifest", "template", ".gimlet/staging-shop.yaml", "--var", "SHA=1", "--json"]),
    ].map(checked);

    expect(ended.map((document) => (document as { schema: string }).schema)).toEqual([
      "gimlet.contexts/1",
      "gimlet.context-change/1",
      "gimlet.manifest/1",
      "gimlet.issues/1",
      "gimlet.resources/1",
    ]);
  });

  it.each([
    [2, "usage", ["status", "--bogus"]],
    [3, "app-not-found", ["release", "status", "nothing", "staging"]],
    [3, "release-not-found", ["release", "show", "0000000"]],
    [2, "artifact-invalid", ["release", "make", "web", "staging", "-a", "broken.json"]],
    [3, "branch-not-found", ["status", "--branch", "live"]],
  ])("is a gimlet.error/1 with exit %i for %s", async (code, error, args) => {
    const { writeFileSync } = await import("node:fs");
    writeFileSync(`${place.folder}/broken.json`, "{");
    const ended = await place.gimlet([...args, ...where]);

    expect(ended.code).toBe(code);
    expect(checked(ended)).toMatchObject({ schema: "gimlet.error/1", error: { code: error } });
    expect(ended.stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("-o json", () => {
  it("has the original's fields", async () => {
    const { stdout } = await place.gimlet([
      "release",
      "list",
      "--env",
      "staging",
      ...where.slice(0, 2),
      "--limit",
      "2",
      "-o",
      "json",
    ]);
    const releases = JSON.parse(stdout) as Record<string, unknown>[];

    expect(Object.keys(releases[0]!)).toEqual([
      "app",
      "env",
      "artifactId",
      "triggeredBy",
      "version",
      "gitopsRef",
      "gitopsRepo",
      "gitopsCommitStatus",
      "gitopsCommitStatusDesc",
      "gitopsCommitCreated",
      "created",
      "rolledBack",
    ]);
    const status = JSON.parse(
      (await place.gimlet(["release", "status", "--env", "staging", ...where.slice(0, 2), "-o", "json"])).stdout,
    ) as object;
    expect(status).toMatchObject({ web: { app: "web", version: { tag: "1.0.0" } } });
    const artifacts = JSON.parse(
      (await place.gimlet(["artifact", "list", ...where.slice(0, 2), "-o", "json"])).stdout,
    ) as object[];
    expect(artifacts.map((artifact) => "id" in artifact && artifact.id)).toEqual(["acme/web-1.1.0", "acme/web-1.0.0"]);
  });
});

describe("a pipe", () => {
  it("gets nothing but data, and the log tells what happened", async () => {
    const { stdout, stderr } = await place.gimlet([
      "release",
      "list",
      "web",
      "staging",
      ...where.slice(0, 2),
      "--columns",
      "version,kind,actor,marks,reason",
    ]);

    expect(stdout).toContain(
      "1.0.0\trollback\tada\t\terrors\n1.1.0\trelease\tada\trolled-back\t\n1.0.0\trelease\tada\t\t\n",
    );
    expect(stderr).toBe("");
  });

  it("has an empty stdout and exit 0 for an empty list", async () => {
    const { code, stdout, stderr } = await place.gimlet([
      "release",
      "list",
      "nothing",
      "staging",
      ...where.slice(0, 2),
    ]);

    expect([code, stdout, stderr]).toEqual([0, "", "No releases of nothing in staging.\n"]);
  });
});
