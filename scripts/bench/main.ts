// `npm run bench [-- NAME...] [--json OUT] [--quick]`: measures, beside native git, and prints a table. A NAME is the
// start of a bench's name. BENCH_SCALE (0.05) shortens `cache-growth`, whose row says by how much.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { FULL, QUICK, type BenchContext, type Measured, type Row } from "./bench.ts";
import { benches } from "./benches/index.ts";
import { PLAIN_GIT } from "./git.ts";
import { peakRssMb } from "./measure.ts";
import { scratchFolder } from "./repositories.ts";
import { formatFigures, formatTable } from "./table.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, quick: { type: "boolean" }, one: { type: "string" } },
});
if (values.one === undefined) await runAll();
else await runOne(values.one);

/** Each bench in a process of its own: nothing is warm that it did not warm itself, and its peak of memory is its own. */
async function runAll(): Promise<void> {
  const wanted = Object.keys(benches).filter(
    (name) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
  );
  if (wanted.length === 0) throw new Error(`no such bench: use one of ${Object.keys(benches).join(", ")}`);
  const rows: Row[] = [];
  for (const name of wanted) {
    process.stderr.write(`${name} ...\n`);
    const own = [fileURLToPath(import.meta.url), "--one", name, ...(values.quick === true ? ["--quick"] : [])];
    const child = spawn(process.execPath, [...process.execArgv, ...own], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, ...PLAIN_GIT },
    });
    child.on("message", (row: Row) => {
      rows.push(row);
      process.stderr.write(`  ${row.name}: ${formatFigures(row)}\n`);
    });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) process.exitCode = 1;
    // After each, so that a run that is stopped leaves what it has measured.
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  }
  console.log(formatTable(rows));
}

async function runOne(name: string): Promise<void> {
  const folder = await scratchFolder();
  const scale = values.quick === true ? QUICK : FULL;
  const context: BenchContext = { folder, scale };
  const measured: Measured[] = [];
  try {
    for await (const one of benches[name]!(context)) measured.push(one);
  } finally {
    const peak = await peakRssMb();
    for (const one of measured) process.send?.(rowOf(name, { peakRssMb: peak, ...one }));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    if (process.connected) process.disconnect();
  }
}

function rowOf(bench: string, measured: Measured & { readonly peakRssMb: number }): Row {
  const { variant, unit, ours, peer, peakRssMb: peak } = measured;
  const name = variant === undefined ? bench : `${bench}: ${variant}`;
  const ratio = peer === undefined ? null : ours / peer.value;
  return { name, unit, ours, peer: peer?.value ?? null, peerName: peer?.name ?? null, ratio, peakRssMb: peak };
}
