import { defineConfig } from "vitest/config";

const conditions = ["@gimlet/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["{packages,examples}/*/{src,test}/**/*.test.ts", "examples/*/*.test.ts", "scripts/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // The test runs read stdout themselves; oclif's test tools capture it.
    disableConsoleIntercept: true,
  },
});
