import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const NAME = "some-tool";
const VERSION = "1.0.0";
const execute = promisify(execFile);

// A registry of one package, so that npm itself is part of the test and the network is not.
describe("fetchTools", () => {
  let folder: string;
  let registry: Server;
  let requests = 0;
  let sha512: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gimlet-fetch-"));
    await mkdir(join(folder, "source"));
    await writeFile(join(folder, "source/package.json"), JSON.stringify({ name: NAME, version: VERSION }));
    await execute("npm", ["pack", "--pack-destination", folder], { cwd: join(folder, "source") });
    const tarball = await readFile(join(folder, `${NAME}-${VERSION}.tgz`));
    sha512 = createHash("sha512").update(tarball).digest("base64");
    registry = createServer((request, response) => {
      requests++;
      if (request.url?.endsWith(".tgz")) return void response.end(tarball);
      const { port } = registry.address() as AddressInfo;
      const dist = { tarball: `http://127.0.0.1:${port}/${NAME}.tgz`, integrity: `sha512-${sha512}` };
      response.end(JSON.stringify({ name: NAME, versions: { [VERSION]: { name: NAME, version: VERSION, dist } } }));
    });
    await once(registry.listen(0, "127.0.0.1"), "listening");
  });

  afterAll(async () => {
    registry.close();
    await rm(folder, { recursive: true });
  });

  it("fetches a package whose digest is the pinned one, and fetches it once", async () => {
    const tool = { name: NAME, version: VERSION, sha512 };

    expect(await fetchTo("right", tool)).toBe(true);

    expect(existsSync(join(folder, "right/node_modules", NAME, "package.json"))).toBe(true);
    const before = requests;
    expect(await fetchTo("right", tool)).toBe(true);
    expect(requests).toBe(before);
  });

  it("refuses a package that has another digest than the pinned one", async () => {
    const other = createHash("sha512").update("another tarball").digest("base64");

    expect(await fetchTo("wrong", { name: NAME, version: VERSION, sha512: other })).toBe(false);

    expect(existsSync(join(folder, "wrong/node_modules", NAME))).toBe(false);
  });

  /** In a process of its own, because fetchTools waits without letting this one's registry answer. */
  async function fetchTo(name: string, tool: object): Promise<boolean> {
    const { port } = registry.address() as AddressInfo;
    const module = new URL("fetch-tools.mjs", import.meta.url).href;
    const program = `const { fetchTools } = await import(${JSON.stringify(module)});
      console.log(fetchTools(${JSON.stringify(join(folder, name))}, [${JSON.stringify(tool)}]));`;
    const npm = { npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(folder, `${name}-cache`) };
    const { stdout } = await execute("node", ["--input-type=module", "--eval", program], {
      env: { ...process.env, ...npm, npm_config_fetch_retries: "0" },
    });
    return stdout.trim() === "true";
  }
});
