import { describe, expect, test } from "vitest";
import { orderTemplates } from "./order-templates.ts";

describe(orderTemplates, () => {
  test("puts the deepest first, and among equals the last by name", () => {
    const paths = ["a/templates/_a.tpl", "a/templates/b.yaml", "a/charts/w/templates/a.yaml", "a/templates/x/c.yaml"];

    const ordered = orderTemplates(paths);

    expect(ordered).toEqual([
      "a/charts/w/templates/a.yaml",
      "a/templates/x/c.yaml",
      "a/templates/b.yaml",
      "a/templates/_a.tpl",
    ]);
  });
});
