// Writes docs/reference/cli.md from the built command classes.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readCommandIndex } from "../src/command-index.ts";
import { referencePage } from "../src/help/reference-page.ts";

const index = await readCommandIndex(fileURLToPath(new URL("..", import.meta.url)));
await writeFile(new URL("../../../docs/reference/cli.md", import.meta.url), referencePage(index.commands));
