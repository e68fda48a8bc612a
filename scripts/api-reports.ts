// Compares what each public entry of core declares with the report committed under packages/core/api.
//   node scripts/api-reports.ts            fails when a report differs
//   node scripts/api-reports.ts --update   writes the reports anew: read their diff as a user of the library would
// Needs the declarations in packages/core/dist (`tsc -b`).
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { publicEntries, root } from "./workspace.ts";

const update = process.argv.includes("--update");
const core = join(root, "packages/core");
const temporary = join(root, "temp/api");
// API Extractor brings a TypeScript of its own, older than ours; declarations need no more than this.
const COMPILER_OPTIONS = {
  target: "es2024",
  lib: ["es2024", "esnext.disposable"],
  module: "nodenext",
  strict: true,
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
};
mkdirSync(temporary, { recursive: true });
mkdirSync(join(core, "api"), { recursive: true });

const differing = publicEntries(core)
  .filter(({ types }) => !agrees(types))
  .map(({ subpath }) => subpath);
if (differing.length > 0) {
  console.error(`the public API of ${differing.join(", ")} is not what packages/core/api says it is.`);
  console.error("If that is wanted: node scripts/api-reports.ts --update, and commit the reports with the change.");
  process.exitCode = 1;
}

function agrees(types: string): boolean {
  const name = types.replace(/^\.\/dist\//, "").replace(/\.d\.ts$/, "");
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(core, "package.json"),
    configObject: {
      projectFolder: core,
      mainEntryPointFilePath: join(core, types),
      newlineKind: "lf",
      compiler: { overrideTsconfig: { compilerOptions: COMPILER_OPTIONS, include: [join(core, "dist")] } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(core, "api"),
        reportTempFolder: temporary,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        // Release tags, docstrings and links are lint's and reviewers' business; the exports map says what is public.
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  const result = Extractor.invoke(config, {
    localBuild: update,
    messageCallback(message) {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) console.error(message.formatMessageWithLocation(core));
    },
  });
  return result.errorCount === 0 && (update || !result.apiReportChanged);
}
