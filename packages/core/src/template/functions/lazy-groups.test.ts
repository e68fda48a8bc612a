import { describe, expect, test } from "vitest";
import { LAZY_NAMES, type LazyGroup, lazyGroupsOf, loadGroup } from "./lazy-groups.ts";

describe(loadGroup, () => {
  test("each group holds the functions that are said to be in it", async () => {
    const groups: readonly LazyGroup[] = ["certificates", "passwords", "aes", "dates", "toml"];

    const tables = await Promise.all(groups.map(async (group) => [group, await loadGroup(group)] as const));

    for (const [group, table] of tables)
      for (const name of table.keys()) expect([name, ...lazyGroupsOf([name])]).toEqual([name, group]);
    expect(new Set(tables.flatMap(([, table]) => [...table.keys()]))).toEqual(LAZY_NAMES);
  });
});

describe(lazyGroupsOf, () => {
  test("names the groups that are needed, and none for the rest", () => {
    expect([...lazyGroupsOf(["include", "genCA", "now", "htpasswd", "genSignedCert"])].toSorted()).toEqual([
      "certificates",
      "dates",
      "passwords",
    ]);
    expect([...lazyGroupsOf(["regexReplaceAll", "semverCompare", "randAlphaNum"])]).toEqual([]);
  });
});
