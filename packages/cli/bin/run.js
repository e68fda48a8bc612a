#!/usr/bin/env node
import { readFileSync } from "node:fs";

const argv = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
if (argv.length === 1 && argv[0] === "--version") {
  process.stdout.write(`gimlet ${version}\n`);
} else {
  const { main } = await import("../dist/main.js");
  await main(argv, { version });
}
