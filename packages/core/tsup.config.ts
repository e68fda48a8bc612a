import { defineConfig } from "tsup";

// JavaScript only: the declarations are tsc's. Their files stay when the folder is cleaned.
export default defineConfig({
  entry: [
    "src/index.ts",
    "src/template.ts",
    "src/chart.ts",
    "src/local-charts.ts",
    "src/git.ts",
    "src/native-git.ts",
    "src/testing.ts",
  ],
  format: "esm",
  target: "es2024",
  platform: "neutral",
  external: [/^node:/],
  sourcemap: true,
  clean: ["!**/*.d.ts"],
});
