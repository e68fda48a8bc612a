import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";
import { writeTar } from "../../../test-support/write-tar.ts";
import { type ChartFiles, DEFAULT_ARCHIVE_LIMITS } from "../../chart/archive/read-chart-archive.ts";
import { loadChart } from "../../chart/load-chart.ts";
import { ChartInvalidError, RenderLimitError } from "../../errors.ts";
import { bytesOfText, textOfBytes } from "../../template/values/text.ts";
import { readChartFolder } from "./read-chart-folder.ts";

const CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";

type Files = Readonly<Record<string, string>>;

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The same chart from each kind of source. */
const SOURCES: readonly (readonly [string, (files: Files) => Promise<ChartFiles>])[] = [
  ["a folder", async (files) => readChartFolder(folderOf(files))],
  ["an archive", async (files) => readChartFolder(archiveOf(files))],
  [
    "memory",
    async (files) => Promise.resolve(new Map(Object.entries(files).map(([path, text]) => [path, bytesOfText(text)]))),
  ],
];

describe.each(SOURCES)("a chart from %s", (_source, read) => {
  it("is the same", async () => {
    const files = {
      "Chart.yaml": CHART,
      "charts/db/Chart.yaml": CHART.replace("web", "db"),
      "charts/db/templates/b.yaml": "b",
      "conf/bin.dat": "\uDCFF\uDC80",
      "templates/a.yaml": "\uFEFFa",
      "values.yaml": "a: 1\n",
    };

    const chart = loadChart(await read(files));

    expect(chart.digest).toBe("27cbbeca93f5580410f95cb8096835dc6a736263fb97b975df6b045cb8fc32b3");
    expect(chart.templates).toEqual([{ name: "templates/a.yaml", text: "a" }]);
    expect(chart.files).toEqual([{ name: "conf/bin.dat", bytes: new Uint8Array([0xff, 0x80]) }]);
    expect(chart.dependencies.map(({ templates }) => templates)).toEqual([[{ name: "templates/b.yaml", text: "b" }]]);
  });

  it("is refused when it is none", async () => {
    const files = await read({ "values.yaml": "a: 1\n" });

    expect(() => loadChart(files)).toThrow("Chart.yaml file is missing");
  });
});

describe(readChartFolder, () => {
  it("never waits for a pipe, whether that is the chart or its .helmignore", async () => {
    const folder = folderOf({ "Chart.yaml": CHART });
    execFileSync("mkfifo", [join(folder, ".helmignore"), join(folder, "pipe")]);

    await expect(readChartFolder(folder)).rejects.toThrow("cannot load irregular file");
    await expect(readChartFolder(join(folder, "pipe"))).rejects.toThrow("cannot load irregular file");
    await expect(readChartFolder("/dev/zero")).rejects.toThrow("cannot load irregular file");
  });

  it("gives files in the order in which folders are walked", async () => {
    const files = await readChartFolder(folderOf({ "b/x": "", "a-b/x": "", "a/x": "", B: "", é: "" }));

    expect([...files.keys()]).toEqual(["B", "a/x", "a-b/x", "b/x", "é"]);
  });

  it("keeps out what .helmignore and Helm itself ignore", async () => {
    const folder = folderOf({
      ".helmignore": "*.md\nskip/\n/top.txt\n",
      "README.md": "",
      "skip/a.txt": "",
      "top.txt": "",
      "sub/top.txt": "",
      "templates/.hidden": "",
      "templates/a.yaml": "",
    });

    expect([...(await readChartFolder(folder)).keys()]).toEqual([".helmignore", "sub/top.txt", "templates/a.yaml"]);
  });

  it("applies no .helmignore to an archive", async () => {
    const files = await readChartFolder(
      archiveOf({ ".helmignore": "*.md\n", "README.md": "", "templates/.hidden": "" }),
    );

    expect([...files.keys()]).toEqual([".helmignore", "README.md", "templates/.hidden"]);
  });

  it("follows links within the chart", async () => {
    const folder = folderOf({ "conf/a.txt": "a" });
    symlinkSync("conf/a.txt", join(folder, "link.txt"));
    symlinkSync("conf", join(folder, "other"));

    expect(texts(await readChartFolder(folder))).toEqual({ "conf/a.txt": "a", "link.txt": "a", "other/a.txt": "a" });
  });

  it("follows links that lead out only where that is allowed", async () => {
    const folder = folderOf({ "lib/Chart.yaml": CHART, "web/Chart.yaml": CHART });
    mkdirSync(join(folder, "web/charts"));
    symlinkSync("../../lib", join(folder, "web/charts/lib"));

    await expect(readChartFolder(join(folder, "web"))).rejects.toThrow('the link "charts/lib" leads out of the chart');
    expect([...(await readChartFolder(join(folder, "web"), { linksWithin: folder })).keys()]).toEqual([
      "Chart.yaml",
      "charts/lib/Chart.yaml",
    ]);
  });

  it.each([
    ["/etc/hostname", "leads out of the chart"],
    [".", "leads to a folder that it lies in"],
    ["nowhere", "not found"],
  ])("refuses a link to %s", async (target, message) => {
    const folder = folderOf({ "Chart.yaml": CHART });
    symlinkSync(target, join(folder, "x"));

    await expect(readChartFolder(folder)).rejects.toThrow(ChartInvalidError);
    await expect(readChartFolder(folder)).rejects.toThrow(message);
  });

  it("passes over links that are ignored, wherever they lead", async () => {
    const folder = folderOf({ ".helmignore": "x\n", "Chart.yaml": CHART });
    symlinkSync("/", join(folder, "x"));

    expect([...(await readChartFolder(folder)).keys()]).toEqual([".helmignore", "Chart.yaml"]);
  });

  it("refuses sockets", async () => {
    const folder = folderOf({ "Chart.yaml": CHART });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, "s"), resolve));

    await expect(readChartFolder(folder)).rejects.toThrow("cannot load irregular file");
    server.close();
  });

  it("says so when there is nothing", async () => {
    await expect(readChartFolder("/nowhere/chart")).rejects.toThrow('path "/nowhere/chart" not found');
    await expect(readChartFolder(join(folderOf({ "a.txt": "" }), "a.txt"))).rejects.toThrow(ChartInvalidError);
  });

  it("keeps the limits", async () => {
    const folder = folderOf({ a: "x".repeat(20), b: "x".repeat(20) });
    const limits = DEFAULT_ARCHIVE_LIMITS;

    await expect(readChartFolder(folder, { limits: { ...limits, fileBytes: 10 } })).rejects.toThrow(
      'chart file "a" is larger than the maximum file size 10',
    );
    await expect(readChartFolder(folder, { limits: { ...limits, totalBytes: 30 } })).rejects.toThrow(RenderLimitError);
    await expect(readChartFolder(folder, { limits: { ...limits, entries: 1 } })).rejects.toThrow(RenderLimitError);
  });

  it("stops when it is told to", async () => {
    const folder = folderOf({ a: "" });

    await expect(readChartFolder(folder, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
  });
});

function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "gimlet-chart-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytesOfText(text));
  }
  return folder;
}

function archiveOf(files: Files): string {
  const folder = folderOf({});
  const path = join(folder, "chart.tgz");
  const entries = Object.entries(files).map(([name, text]) => ({ name: `web/${name}`, content: bytesOfText(text) }));
  writeFileSync(path, gzipSync(writeTar(entries)));
  return path;
}

function texts(files: ChartFiles): Files {
  return Object.fromEntries([...files].map(([path, bytes]) => [path, textOfBytes(bytes)]));
}
