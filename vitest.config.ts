import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@gimlet/source"] },
  ssr: { resolve: { conditions: ["@gimlet/source"] } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts"],
    testTimeout: 30_000,
  },
});
