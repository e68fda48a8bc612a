import { defineConfig, type OxlintOverride } from "oxlint";

/** The domain folders of core as a story: each may use only those before it. `docs/architecture.md` tells it in words. */
const STORY = [
  "conventions",
  "git",
  "template",
  "manifest",
  "artifact",
  "chart",
  "render",
  "gitops",
  "audit",
  "diff",
  "access",
  "rules",
  "plan",
  "release",
  "environment",
  "wire",
  "client",
];

/** Tests play the outside world, so what keeps code pure does not hold for them. */
const TESTS = ["**/*.test.ts"];

interface Ban {
  readonly group: string[];
  readonly message: string;
  readonly allowTypeImports?: true;
}

const OUTSIDE_WORLD: Ban = {
  group: ["node:*", "isomorphic-git", "isomorphic-git/**", "hono", "@kubernetes/*", "@oclif/*", "vitest"],
  message: "core's domain is pure: take a port",
};
const OTHER_PACKAGES: Ban = { group: ["@gimlet/*", "@gimlet/**"], message: "core knows none of the other packages" };
const USERS_OF_THE_DOMAIN: Ban = {
  group: [...files("adapters", "testing"), "**/gimlet.ts", "**/index.ts", "**/git.ts", "**/native-git.ts"],
  message: "the domain knows no adapter, no test double and no entry",
};

function importsOf(paths: string[], bans: readonly Ban[]): OxlintOverride {
  const patterns = bans.filter(({ group }) => group.length > 0);
  return { files: paths, excludeFiles: TESTS, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

/** What the files of a domain folder may not import. */
function domainFolder(name: string): OxlintOverride {
  const later = STORY.slice(STORY.indexOf(name) + 1);
  // The object model serves a port of gitops in that port's words: its types, none of its code.
  const asTypes = name === "git" ? ["gitops"] : [];
  return importsOf(
    [`packages/core/src/${name}/**`],
    [
      OUTSIDE_WORLD,
      OTHER_PACKAGES,
      USERS_OF_THE_DOMAIN,
      {
        group: files(...later.filter((folder) => !asTypes.includes(folder))),
        message: `${name}/ comes earlier in the story: turn the dependency round`,
      },
      { group: files(...asTypes), message: "types only", allowTypeImports: true },
    ],
  );
}

/** Relative imports of anything in these folders of core. */
function files(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) => [`../${folder}/**`, `../../${folder}/**`]);
}

/** A package outside core takes published entries of those it may know, never a path into another package. */
function outsideCore(folder: string, unknown: string[]): OxlintOverride {
  return {
    files: [`${folder}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: unknown, message: `${folder} may not know this package: docs/architecture.md` },
            { group: ["**/core/src/**", "**/packages/**"], message: "import the published entry" },
          ],
        },
      ],
    },
  };
}

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "promise", "vitest"],
  categories: { correctness: "error" },
  ignorePatterns: ["**/dist/**", "**/node_modules/**", ".toolchain/**", "**/*.generated.*"],
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "typescript/switch-exhaustiveness-check": "error",
    "typescript/no-misused-promises": "error",
    "typescript/only-throw-error": "error",
    "no-eval": "error",
    "no-new-func": "error",
    "vitest/valid-title": ["error", { ignoreTypeOfDescribeName: true }],
    "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
  },
  overrides: [
    importsOf(["packages/core/src/**"], [OTHER_PACKAGES]),
    importsOf(["packages/core/src/{errors,gimlet,index,testing}.ts"], [OUTSIDE_WORLD, OTHER_PACKAGES]),
    ...STORY.map(domainFolder),
    {
      files: STORY.map((folder) => `packages/core/src/${folder}/**`),
      excludeFiles: [...TESTS, "packages/core/src/conventions/time.ts"],
      rules: {
        "no-restricted-globals": [
          "error",
          { name: "process", message: "pass configuration in" },
          { name: "Buffer", message: "use Uint8Array" },
          { name: "fetch", message: "take a port" },
          { name: "console", message: "take a Logger" },
          { name: "Date", message: "convert in conventions/time.ts" },
          { name: "performance", message: "take a clock" },
        ],
        "no-restricted-properties": [
          "error",
          { object: "Math", property: "random", message: "pass the id in" },
          { object: "crypto", property: "randomUUID", message: "pass the id in" },
          { object: "crypto", property: "getRandomValues", message: "pass random bytes in" },
        ],
      },
    },
    outsideCore("packages/cli", ["@gimlet/http", "@gimlet/agent", "@gimlet/dashboard"]),
    outsideCore("packages/http", ["@gimlet/cli", "@gimlet/agent", "@gimlet/dashboard"]),
    outsideCore("packages/agent", ["@gimlet/cli", "@gimlet/http", "@gimlet/dashboard"]),
    outsideCore("packages/dashboard", ["@gimlet/cli", "@gimlet/http", "@gimlet/agent", "@gimlet/core/*git", "node:*"]),
    outsideCore("examples", ["@gimlet/*/src/**", "@gimlet/*/dist/**"]),
    {
      // Every error on one page is worth more than a short page.
      files: ["packages/core/src/errors.ts"],
      rules: { "max-lines": "off" },
    },
    {
      // What these tools read must be a default export.
      files: ["*.config.ts", "**/tsup.config.ts", "packages/cli/src/commands/**"],
      rules: { "import/no-default-export": "off" },
    },
  ],
});
