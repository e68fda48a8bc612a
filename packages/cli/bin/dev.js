// The CLI from its sources, for the checkout: node --conditions=@gimlet/source bin/dev.js ARGS
import { main } from "../src/main.ts";

await main(process.argv.slice(2), { version: "0.0.0-source", fromSource: true });
