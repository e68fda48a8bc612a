// Writes oclif.manifest.json from the built command classes, so that a run loads only the command it runs.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Config } from "@oclif/core/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const config = await Config.load({ root, ignoreManifest: true });
const manifest = config.getPluginsList()[0]?.manifest;
if (manifest === undefined || Object.keys(manifest.commands).length === 0) throw new Error("found no commands in dist");
writeFileSync(new URL("../oclif.manifest.json", import.meta.url), `${JSON.stringify(manifest, undefined, 1)}\n`);
