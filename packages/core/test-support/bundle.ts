import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface BundleOptions {
  /** Where the bundle must run; in a browser no Node module can be had. */
  readonly platform: "browser" | "node";
}

/** Bundles a program with all it imports into one minified ES module, the way users' tools do. */
export async function bundle(program: string, { platform }: BundleOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL("../test", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform,
    conditions: ["@gimlet/source"],
    logLevel: "silent",
  });
  return outputFiles[0]!.contents;
}
