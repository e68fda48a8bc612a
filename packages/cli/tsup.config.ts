import { defineConfig } from "tsup";

// One file per command, so that a command loads only what it needs; shared code goes into chunks.
export default defineConfig({
  entry: ["src/*.ts", "src/commands/**/*.ts", "!src/**/*.test.ts"],
  format: "esm",
  target: "es2024",
  platform: "node",
  sourcemap: true,
  clean: ["!**/*.d.ts"],
  esbuildOptions(options) {
    options.outbase = "src";
  },
});
