import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../test-support/bundle.ts";

const browser = ["chromium", "chromium-browser", "google-chrome"].find(
  (name) => spawnSync(name, ["--version"]).status === 0,
);

/** Runs before the bundle in a worker thread: takes away what a browser's worker does not have. */
const WITHOUT_NODE = `
  const { parentPort, workerData } = require("node:worker_threads");
  for (const name of ["process", "Buffer", "global", "setImmediate", "clearImmediate", "require"])
    delete globalThis[name];
  import(workerData).then(({ run }) => run()).then(
    (value) => parentPort.postMessage(value),
    (error) => parentPort.postMessage(String(error?.stack ?? error)),
  );`;

/** A page whose worker runs the bundle and sends the answer back. */
const PAGE = `<!doctype html><script>
  const answer = (value) => fetch("/answer", { method: "POST", body: JSON.stringify(value) });
  const worker = new Worker("/worker.js", { type: "module" });
  worker.onmessage = ({ data }) => answer(data);
  worker.onerror = ({ message }) => answer(message);
</script>`;
const WORKER = `import { run } from "/program.js"; run().then(postMessage, (error) => postMessage(String(error)));`;

/** What the root entry's program answers. */
const WORKING = {
  isGimletError: false,
  nodeGlobals: [],
  outcome: "landed",
  log: ["rollback", "release undone", "release"],
  masked: false,
};

/** What the charts' program answers; as helm prints it, but for its date. */
const RENDERED = {
  nodeGlobals: [],
  text: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
data:
  replicas: "3"
  greeting: "heLo"
  newer: "true"
  date: 2023-11-14T23:13
  hash: 4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c
  host: example.org
  toml: "[a]\\n  b = 1\\n"
  password: 8
  ca: "-----BEGIN CERTIFICATE-----"
  htpasswd: "ada:$2a"
`,
  again: true,
  refused: "ValuesInvalidError: the values are not valid: replicas: minimum: got 0, want 1",
  noArchive: "ChartInvalidError: the file does not appear to be a gzipped archive",
};

describe.each([
  { entry: "the root entry", source: "./browser-program.ts", working: WORKING },
  { entry: "the entry for charts", source: "./chart-browser-program.ts", working: RENDERED },
])("$entry, bundled for the browser", ({ source, working }) => {
  let program: Uint8Array;

  beforeAll(async () => {
    program = await bundle(`export { run } from "${source}"`, { platform: "browser" });
  });

  it("works in a worker without Node's globals", async () => {
    const url = `data:text/javascript;base64,${Buffer.from(program).toString("base64")}`;
    const worker = new Worker(WITHOUT_NODE, { eval: true, workerData: url });

    const [answer] = (await once(worker, "message")) as [unknown];

    await worker.terminate();
    expect(answer).toEqual(working);
  });

  const needs = browser === undefined ? " (skipped: needs chromium on the PATH)" : "";
  it.skipIf(browser === undefined)(`works in a worker of a real browser${needs}`, async () => {
    const files = { "/": PAGE, "/worker.js": WORKER, "/program.js": program };
    const { promise: answer, resolve } = Promise.withResolvers<string>();
    await using server = createServer((request, response) => {
      if (request.method === "POST") void text(request).then(resolve);
      const type = request.url === "/" ? "text/html" : "text/javascript";
      response.setHeader("content-type", type).end(files[request.url as keyof typeof files]);
    });

    await visit(server, answer);

    expect(JSON.parse(await answer)).toEqual(working);
  });
});

/** Opens the server's page in a headless browser until the answer is there. */
async function visit(server: Server, answer: Promise<unknown>): Promise<void> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const profile = await mkdtemp(join(tmpdir(), "gimlet-browser-"));
  const { port } = server.address() as AddressInfo;
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`];
  const child = spawn(browser!, [...flags, `http://127.0.0.1:${port}/`], { stdio: "ignore" });
  const gone = once(child, "exit");
  await Promise.race([answer, gone]);
  child.kill("SIGKILL");
  await gone;
  server.closeAllConnections();
  await rm(profile, { recursive: true, maxRetries: 5 });
}
