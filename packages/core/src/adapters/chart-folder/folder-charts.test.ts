import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { writeTar } from "../../../test-support/write-tar.ts";
import { RenderUnsupportedError } from "../../errors.ts";
import {
  type ChartSourceUnderTest,
  chartSourceContract,
  type ChartsUnderTest,
} from "../../testing/chart-source-contract.ts";
import { FolderCharts } from "./folder-charts.ts";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gimlet-charts-"));
  folders.push(folder);
  return folder;
}

describe(FolderCharts, () => {
  describe("with folders", () => {
    // oxlint-disable-next-line require-await -- the contract's is async
    const create = async (charts: ChartsUnderTest): Promise<ChartSourceUnderTest> => {
      const folder = newFolder();
      for (const [name, files] of Object.entries(charts))
        for (const [path, content] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, name, path)), { recursive: true });
          writeFileSync(join(folder, name, path), content);
        }
      return { source: new FolderCharts(folder), referenceTo: (name) => ({ name: `./${name}` }) };
    };

    it.each(chartSourceContract)("$title", async ({ run }) => {
      await expect(run(create)).resolves.toBeUndefined();
    });
  });

  describe("with archives", () => {
    // oxlint-disable-next-line require-await -- the contract's is async
    const create = async (charts: ChartsUnderTest): Promise<ChartSourceUnderTest> => {
      const folder = newFolder();
      for (const [name, files] of Object.entries(charts)) {
        const entries = Object.entries(files).map(([path, content]) => ({ name: `${name}/${path}`, content }));
        writeFileSync(join(folder, `${name}.tgz`), gzipSync(writeTar(entries)));
      }
      return { source: new FolderCharts(folder), referenceTo: (name) => ({ name: `${name}.tgz` }) };
    };

    it.each(chartSourceContract)("$title", async ({ run }) => {
      await expect(run(create)).resolves.toBeUndefined();
    });
  });

  it("names the path where nothing is, and the folder that is no chart", async () => {
    const folder = newFolder();

    await expect(new FolderCharts(folder).read({ name: "charts/web" })).rejects.toMatchObject({
      message: `path "${folder}/charts/web" not found`,
      hint: "Name a folder that holds a Chart.yaml, or an archive (.tgz).",
    });
    await expect(new FolderCharts("/").read({ name: folder })).rejects.toMatchObject({
      message: "Chart.yaml file is missing",
      hint: `Name a folder that holds one: ${folder} has none.`,
    });
  });

  it.each([
    [
      { name: "web", repository: "https://chart.example.org" },
      "helm pull web --repo https://chart.example.org --untar",
    ],
    [
      { name: "web", repository: "https://ada:pw@chart.example.org", version: "^1" },
      "helm pull web --repo https://chart.example.org --version ^1 --untar",
    ],
    [{ name: "oci://registry.example.org/charts/web" }, "helm pull oci://registry.example.org/charts/web --untar"],
    [{ name: "https://example.org/web-1.2.3.tgz" }, "helm pull https://example.org/web-1.2.3.tgz --untar"],
    [{ name: "https://git.example.org/acme/charts.git?path=/web" }, "git clone"],
    [{ name: "git@git.example.org:acme/charts.git" }, "git clone"],
    [{ name: "ssh://git@git.example.org/acme/charts" }, "git clone"],
  ])("does not look for %j, and says how to fetch it", async (reference, command) => {
    const error: unknown = await new FolderCharts("/").read(reference).catch((e: unknown) => e);

    expect(error).toBeInstanceOf(RenderUnsupportedError);
    expect(error).toMatchObject({ feature: "chart", hint: `Fetch it first, and name its folder: ${command}` });
    expect(String(error)).not.toContain("pw");
  });
});
