// `npm run conformance`: renders the corpus and holds it against what the real helm printed.
//   --charts DIR --goldens DIR --cases FILE   another corpus of the same layout; all three
//   --expressions FILE                        other small templates
//   --profile helm-4.2|helm-3.21              one profile instead of both
//   --json OUT                                the report as JSON, one entry per profile
// Ends with 1 when anything differs; of errors the words may differ in a tenth.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { ProfileName } from "../../../src/template/profile.ts";
import { isConforming, reportText } from "./report.ts";
import { runConformance } from "./run-conformance.ts";

const PROFILES: readonly ProfileName[] = ["helm-4.2", "helm-3.21"];

const { values: flags } = parseArgs({
  options: {
    charts: { type: "string" },
    goldens: { type: "string" },
    cases: { type: "string" },
    expressions: { type: "string" },
    profile: { type: "string" },
    json: { type: "string" },
  },
});
const profiles = PROFILES.filter((name) => flags.profile === undefined || flags.profile === name);
if (profiles.length === 0) throw new Error(`--profile must be one of ${PROFILES.join(", ")}`);
const { charts, goldens, cases, expressions } = flags;
const given = [charts, goldens, cases].filter((place) => place !== undefined).length;
if (given !== 0 && given !== 3) throw new Error("--charts, --goldens and --cases go together");

const onProgress = (done: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} cases`);
};
const runs = await runConformance({ places: { charts, goldens, cases, expressions }, profiles, onProgress });
if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
for (const { report, wording } of runs) process.stdout.write(reportText(report, wording));
if (flags.json !== undefined) {
  const reports = runs.map(({ report }) => report);
  writeFileSync(flags.json, `${JSON.stringify(reports, undefined, 2)}\n`);
}
process.exitCode = runs.every(({ report, wording }) => isConforming(report, wording)) ? 0 : 1;
