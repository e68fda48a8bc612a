import { defineConfig } from "tsup";

export default defineConfig({
  entry: ["src/index.ts", "src/git.ts", "src/native-git.ts", "src/testing.ts"],
  format: "esm",
  target: "es2024",
  platform: "neutral",
  external: [/^node:/],
  splitting: true,
  sourcemap: true,
  clean: true,
});
