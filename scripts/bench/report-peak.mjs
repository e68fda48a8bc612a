// Loaded before another program by `node --import`: when that ends, its peak of memory in MB is in BENCH_PEAK_FILE.
import { readFileSync, writeFileSync } from "node:fs";

process.on("exit", () => writeFileSync(process.env.BENCH_PEAK_FILE, String(peakRssMb())));

function peakRssMb() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
}
