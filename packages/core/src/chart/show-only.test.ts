import { describe, expect, test } from "vitest";
import { showOnly } from "./show-only.ts";

const text = `---
# Source: shop/templates/a.yaml
kind: A
---
# Source: shop/charts/web/templates/w.yaml
kind: W
`;

describe(showOnly, () => {
  test.for([
    ["templates/a.yaml", "---\n# Source: shop/templates/a.yaml\nkind: A\n\n"],
    ["templates/*.yaml", "---\n# Source: shop/templates/a.yaml\nkind: A\n\n"],
    ["charts/*/templates/w.y?ml", "---\n# Source: shop/charts/web/templates/w.yaml\nkind: W\n\n"],
  ] as const)("finds %s", ([pattern, expected]) => {
    expect(showOnly(text, [pattern])).toBe(expected);
  });

  test.for(["a.yaml", "templates", "templates/[", "shop/templates/a.yaml"])(
    "refuses %s, which nothing fits",
    (pattern) => {
      expect(() => showOnly(text, [pattern])).toThrow(`could not find template ${pattern} in chart`);
    },
  );
});
