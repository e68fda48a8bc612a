import { describe, expect, test } from "vitest";
import { renderTemplate } from "../render-template.ts";
import type { Chance } from "./chance.ts";
import { seededChance } from "./seeded-chance.ts";

async function render(template: string, chance: Chance): Promise<string> {
  return await renderTemplate(template, { data: null, chance });
}

describe(seededChance, () => {
  // Passwords and keys in clusters depend on these: they must stay as they are.
  test.each([
    ["{{ randAlphaNum 16 }}", "jpYEnQmbjbofsvhl"],
    ['{{ genPrivateKey "ed25519" | sha256sum }}', "33e7b0de9d495be7134ce196f29ba0a2ccc77205461bf0a180fe7ad78feeb31a"],
    ["{{ now | unixEpoch }}", "1700000000"],
  ])("makes %s the same for a seed and a time, in all versions", async (template, expected) => {
    const made = await render(template, seededChance("web", { atSeconds: 1_700_000_000 }));

    expect(made).toBe(expected);
  });

  test.each(["{{ randAlphaNum 16 }}", '{{ genPrivateKey "ed25519" }}', '{{ genPrivateKey "ecdsa" }}'])(
    "makes %s another for another seed",
    async (template) => {
      const [made, other] = [
        await render(template, seededChance("web", { atSeconds: 0 })),
        await render(template, seededChance("shop", { atSeconds: 0 })),
      ];

      expect(made).not.toBe(other);
    },
  );
});
