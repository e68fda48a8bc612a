import { beforeAll, describe, expect, it } from "vitest";
import { compareOutput } from "./compare-output.ts";
import { type ProfileRun, runConformance } from "./run-conformance.ts";

describe(runConformance, () => {
  let runs: readonly ProfileRun[] = [];
  beforeAll(async () => {
    runs = await runConformance({ places: {}, profiles: ["helm-4.2", "helm-3.21"] });
  }, 300_000);

  it.each([0, 1])("renders every chart as helm does (profile %i)", (index) => {
    const { charts } = runs[index]!.report;

    expect(charts).toEqual({
      cases: 559,
      identical: 559,
      different: [],
      errorsOnlyOurs: [],
      errorsOnlyHelm: [],
      classDifferent: [],
    });
  });

  it.each([0, 1])("executes every small template as helm does, errors in its words (profile %i)", (index) => {
    const { cases, equal, different, wordingDifferent } = runs[index]!.report.expressions;

    expect({ cases, equal, different, wordingDifferent }).toEqual({
      cases: 3380,
      equal: 3380,
      different: [],
      wordingDifferent: [],
    });
  });
});

describe(compareOutput, () => {
  it.each<[string, string, string, string | undefined]>([
    ["the same", "a\nb", "a\nb", undefined],
    ["a random value", "a: 1\npw: xyz\nb: 2", "a: 1\npw: abc\nb: 2", "2"],
    ["a longer block", "a: |\n  AA==\n  BB==\nb", "a: |\n  CC==\n  DD==\n  EE==\nb", "2-3"],
  ])("finds no difference in %s", (_, expected, actual, randomLines) => {
    expect(compareOutput({ expected, actual, randomLines })).toBeUndefined();
  });

  it.each<[string, string, string, string | undefined, number]>([
    ["a line", "a\nb", "a\nc", undefined, 2],
    ["a missing end", "a\nb", "a", undefined, 2],
    ["more at the end", "a", "a\nb", undefined, 2],
    ["another key of a random line", "pw: xyz", "other: abc", "1", 1],
    ["another indentation of a random line", "  pw: xyz", "pw: abc", "1", 1],
    ["what follows a random line", "pw: x\nb: 1", "pw: y\nb: 2", "1", 2],
  ])("finds %s", (_, expected, actual, randomLines, line) => {
    expect(compareOutput({ expected, actual, randomLines })).toMatchObject({ line });
  });
});
