import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";

export interface BundleOptions {
  /** Where the bundle must run; in a browser no Node module can be had. */
  readonly platform: "browser" | "node";
}

/** Bundles a program with all it imports into one minified ES module, the way users' tools do. */
export async function bundle(program: string, { platform }: BundleOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({ ...optionsFor(program), write: false, platform });
  return outputFiles[0]!.contents;
}

/** A file of a bundle that is split where modules are loaded when they are needed. */
export interface Chunk {
  /** Whether the program can't begin without it. */
  readonly isFirst: boolean;
  /** Bytes, gzipped. */
  readonly size: number;
  /** Paths of the modules in it. */
  readonly modules: readonly string[];
}

/** Bundles a program for browsers, which load the chunks that are not first one by one. */
export async function bundleInChunks(program: string): Promise<readonly Chunk[]> {
  const { outputFiles, metafile } = await build({
    ...optionsFor(program),
    write: false,
    platform: "browser",
    splitting: true,
    outdir: "/",
    metafile: true,
  });
  const { outputs } = metafile;
  const first = new Set<string>();
  const add = (path: string): void => {
    if (first.has(path)) return;
    first.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) if (kind === "import-statement") add(imported);
  };
  add(Object.keys(outputs).find((path) => outputs[path]?.entryPoint === "<stdin>") ?? "");
  // Both lists have the order of the files.
  return Object.entries(outputs).map(([path, { inputs }], index) => ({
    isFirst: first.has(path),
    size: gzipSync(outputFiles[index]!.contents, { level: 9 }).length,
    modules: Object.keys(inputs),
  }));
}

function optionsFor(program: string): BuildOptions {
  return {
    stdin: { contents: program, resolveDir: fileURLToPath(new URL("../test", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2024",
    conditions: ["@gimlet/source"],
    logLevel: "silent",
  };
}
