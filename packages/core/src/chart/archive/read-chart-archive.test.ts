import { gzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { paxEntry, type TarEntry, writeTar } from "../../../test-support/write-tar.ts";
import { ChartInvalidError, RenderLimitError } from "../../errors.ts";
import { DEFAULT_ARCHIVE_LIMITS, readChartArchive } from "./read-chart-archive.ts";

describe(readChartArchive, () => {
  it("gives files below the top folder, in their order", () => {
    const files = readChartArchive(
      packed([
        { name: "web/", type: "5" },
        { name: "web/values.yaml", content: "\uFEFFa: 1\n" },
        { name: "web/Chart.yaml", content: "name: web\n" },
        { name: "web/./conf//x.txt", content: "" },
      ]),
    );

    expect([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ["values.yaml", "a: 1\n"],
      ["Chart.yaml", "name: web\n"],
      ["conf/x.txt", ""],
    ]);
  });

  it("reads names of Windows, PAX and GNU archives", () => {
    const long = `web/${"x".repeat(150)}.txt`;
    const files = readChartArchive(
      packed([
        { name: "web\\conf\\a.txt", content: "a" },
        paxEntry("path", "web/é.txt"),
        { name: "web/other", content: "b" },
        { name: "././@LongLink", type: "L", content: `${long}\0` },
        { name: "web/cut", content: "c" },
        { name: "pax_global_header", type: "g", content: "52 comment=0123456789012345678901234567890123456789\n" },
      ]),
    );

    expect([...files.keys()]).toEqual(["conf/a.txt", "é.txt", long.slice(4)]);
  });

  it("reads an archive of several members", () => {
    const tar = writeTar([{ name: "web/Chart.yaml", content: "x".repeat(2000) }]);
    const members = [gzipSync(tar.subarray(0, 700)), gzipSync(tar.subarray(700))];

    expect(readChartArchive(joined(members)).get("Chart.yaml")?.length).toBe(2000);
  });

  it.each<readonly [string, TarEntry, string]>([
    ["an absolute path", { name: "web//etc/passwd" }, "chart illegally contains absolute paths"],
    ["a path that leads out", { name: "web/../../x" }, "chart illegally references parent directory"],
    [
      "a path that leads out in Windows' way",
      { name: "web\\..\\..\\x" },
      "chart illegally references parent directory",
    ],
    ["a drive", { name: "web/c:/x" }, "chart contains illegally named files"],
    ["a file beside the top folder", { name: "x" }, 'chart illegally contains content outside the base directory: "x"'],
    ["a chart without a top folder", { name: "Chart.yaml/x" }, "chart yaml not in base directory"],
    ["a symbolic link", { name: "web/x", type: "2" }, 'the chart archive holds a link: "web/x"'],
    ["a hard link", { name: "web/x", type: "1" }, 'the chart archive holds a link: "web/x"'],
    ["a device", { name: "web/x", type: "3" }, 'the chart archive holds no regular file: "web/x"'],
    ["a file that is cut off", { name: "web/x", size: 5000 }, "the chart archive is damaged: it ends within a file"],
  ])("refuses %s", (_what, entry, text) => {
    expect(() => readChartArchive(packed([entry]))).toThrow(text);
    expect(() => readChartArchive(packed([entry]))).toThrow(ChartInvalidError);
  });

  it("refuses an archive without files, and what is no archive", () => {
    expect(() => readChartArchive(packed([]))).toThrow("no files in chart archive");
    expect(() => readChartArchive(new Uint8Array([1, 2, 3]))).toThrow("does not appear to be a gzipped archive");
  });

  it("refuses damaged archives", () => {
    const sound = packed([{ name: "web/Chart.yaml", content: "name: web\n" }]);

    for (const at of [12, 40, sound.length - 6, sound.length - 2])
      expect(() => readChartArchive(sound.with(at, (sound[at] ?? 0) ^ 0x55)), `byte ${at}`).toThrow(ChartInvalidError);
    expect(() => readChartArchive(sound.subarray(0, sound.length - 10))).toThrow(ChartInvalidError);
  });

  it("refuses a header that does not add up", () => {
    const tar = writeTar([{ name: "web/Chart.yaml", content: "x" }]);

    expect(() => readChartArchive(gzipSync(tar.with(5, 0x58)))).toThrow("a header is not valid");
  });

  it("keeps Helm's limits for files", () => {
    const limits = { ...DEFAULT_ARCHIVE_LIMITS, fileBytes: 10, totalBytes: 15 };
    const entry = (name: string, size: number): TarEntry => ({ name, content: "x".repeat(size) });

    expect(() => readChartArchive(packed([entry("web/x", 11)]), limits)).toThrow(
      'decompressed chart file "web/x" is larger than the maximum file size 10',
    );
    expect(() => readChartArchive(packed([entry("web/x", 10), entry("web/y", 10)]), limits)).toThrow(
      "decompressed chart is larger than the maximum size 15",
    );
  });

  it("stops at too many entries, and at what unpacks to far more than it is", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `web/${index}` }));

    expect(() => readChartArchive(packed(many), { ...DEFAULT_ARCHIVE_LIMITS, entries: 20 })).toThrow(RenderLimitError);
    expect(() => readChartArchive(gzipSync(new Uint8Array(20 * 1024 * 1024)))).toThrow(
      "more bytes for each one in a chart archive than 200",
    );
  });
});

function packed(entries: readonly TarEntry[]): Uint8Array {
  return gzipSync(writeTar(entries));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
