import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAllDocuments } from "yaml";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Corpus, unpackData } from "../../core/test/conformance/charts/corpus.ts";
import { Workplace } from "./run-gimlet.ts";

const FIXTURES = fileURLToPath(new URL("../../core/test/fixtures/original/manifests", import.meta.url));

let place: Workplace;

beforeAll(async () => {
  place = new Workplace();
  cpSync(FIXTURES, place.folder, { recursive: true });
  const corpus = new Corpus({}, unpackData({}));
  for (const name of ["onechart", "static-site", "cron-job"]) {
    for (const [path, bytes] of await corpus.chartFiles(`gimlet-io+onechart/charts/${name}`)) {
      const target = join(place.folder, "charts", name, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    }
  }
});

afterAll(() => place.dispose());

describe("manifest template", () => {
  it.each(readdirSync(FIXTURES))("gives the resources that the original gave for %s", async (name) => {
    const manifest = readFileSync(join(FIXTURES, name, "manifest.yaml"), "utf8")
      // The repository served the chart that lies here.
      .replace(/ {2}repository: .*\n {2}name: onechart\n {2}version: .*\n/, "  name: ./charts/onechart\n");

    const { code, stdout, stderr } = await place.gimlet(
      ["manifest", "template", "-f", "-", "--vars", `${name}/vars.env`],
      { input: manifest },
    );

    expect([code, stderr]).toEqual([0, ""]);
    expect(resourcesOf(stdout)).toEqual(resourcesOf(readFileSync(join(FIXTURES, name, "expected.yaml"), "utf8")));
  });
});

/** Resources by kind and name: the original has them in the chart's order, we have a file for each. */
function resourcesOf(text: string): ReadonlyMap<string, unknown> {
  const documents = parseAllDocuments(text)
    .map((document) => document.toJS() as { kind: string; metadata: { name: string } } | null)
    .filter((document) => document !== null);
  const resources = new Map(documents.map((document) => [`${document.kind}/${document.metadata.name}`, document]));
  expect(resources.size).toBe(documents.length);
  return new Map([...resources].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
