// Writes oclif.manifest.json from the built command classes, so that a run loads only the command it runs.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Plugin } from "@oclif/core/config";

const root = fileURLToPath(new URL("..", import.meta.url));
const plugin = new Plugin({ root, isRoot: true, type: "core", ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
if (Object.keys(plugin.manifest.commands).length === 0) throw new Error("dist/ has no commands: build first");
writeFileSync(new URL("../oclif.manifest.json", import.meta.url), JSON.stringify(plugin.manifest));
