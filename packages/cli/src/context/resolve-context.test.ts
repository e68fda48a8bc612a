import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { absoluteRepo } from "./config-shape.ts";
import { resolveContext } from "./resolve-context.ts";

let folder: string;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gimlet-context-"));
  environment = { XDG_CONFIG_HOME: join(folder, "config"), HOME: folder };
  await mkdir(join(folder, "config", "gimlet"), { recursive: true });
  await writeFile(join(folder, "config", "gimlet", "config.yaml"), CONFIG);
  await mkdir(join(folder, "app", "src"), { recursive: true });
});

afterEach(async () => rm(folder, { recursive: true }));

const CONFIG = `
current: laptop
contexts:
  laptop: { envs: { staging: { appsRepo: ../../repos/staging } } }
  acme: { envs: { production: { appsRepo: "https://git.example.org/acme/apps", branch: live, layout: folder-per-env } } }
  remote: { server: https://gimlet.example.org }
`;

async function resolve(flags: Parameters<typeof resolveContext>[0] = {}) {
  return resolveContext(flags, { environment, folder: join(folder, "app", "src") });
}

describe(resolveContext, () => {
  it("takes the current context of the config when nothing is nearer; paths are relative to the config", async () => {
    const context = await resolve();

    expect(context.name).toBe("laptop");
    expect(context.envs.get("staging")).toEqual({
      appsRepo: join(folder, "repos/staging"),
      branch: "main",
      layout: "repo-per-env",
    });
  });

  it("takes a gimlet.yaml above the working directory before the current context", async () => {
    await writeFile(join(folder, "app", "gimlet.yaml"), "envs: { dev: { appsRepo: ../apps } }");

    expect((await resolve()).envs.get("dev")?.appsRepo).toBe(join(folder, "apps"));
  });

  it("never reads a gimlet.yaml inside .gimlet", async () => {
    await mkdir(join(folder, "app", ".gimlet"));
    await writeFile(join(folder, "app", ".gimlet", "gimlet.yaml"), "envs: { dev: { appsRepo: ./apps } }");

    const context = await resolveContext({}, { environment, folder: join(folder, "app", ".gimlet") });

    expect(context.name).toBe("laptop");
  });

  it("takes the environment before a gimlet.yaml, and flags before the environment", async () => {
    await writeFile(join(folder, "app", "gimlet.yaml"), "context: laptop");
    environment["GIMLET_CONTEXT"] = "acme";

    expect((await resolve()).name).toBe("acme");
    expect((await resolve({ context: "laptop" })).name).toBe("laptop");
    expect((await resolve({ "apps-repo": "gitops-staging-apps" })).envs.get("staging")?.appsRepo).toBe(
      join(folder, "app", "src", "gitops-staging-apps"),
    );
  });

  it("takes any env with --apps-repo, and its branch and layout", async () => {
    const context = await resolve({
      "apps-repo": "https://git.example.org/acme/all.git",
      branch: "live",
      layout: "folder-per-env",
    });

    expect(context.anyEnv).toEqual({
      appsRepo: "https://git.example.org/acme/all.git",
      branch: "live",
      layout: "folder-per-env",
    });
    expect(context.envs.size).toBe(0);
  });

  it("takes a repository that is named for an env for that env alone", async () => {
    const context = await resolve({ "apps-repo": "https://git.example.org/acme/gitops-staging-apps.git" });

    expect([...context.envs.keys()]).toEqual(["staging"]);
    expect(context.anyEnv).toBeUndefined();
  });

  it.each([
    [{ context: "acm" }, 'there is no context "acm"; did you mean "acme"?'],
    [{ branch: "live" }, "--branch is said without --apps-repo"],
    [{ server: "https://x.example.org" }, "`--server` needs a server; this context is local"],
    [{ token: "secret" }, "`--token` needs a server; this context is local"],
    [{ context: "remote" }, "`context remote` needs a server; this context is local"],
  ])("refuses %j", async (flags, message) => {
    await expect(resolve(flags)).rejects.toThrow(message);
  });

  it("says so when GIMLET_SERVER names a server", async () => {
    environment["GIMLET_SERVER"] = "https://x.example.org";

    await expect(resolve()).rejects.toThrow("`GIMLET_SERVER` needs a server; this context is local");
  });

  it("says so when a config that was named is not there", async () => {
    environment["GIMLET_CONFIG"] = join(folder, "missing.yaml");

    await expect(resolve()).rejects.toThrow("missing.yaml does not exist");
  });

  it.each([
    ["envs: { dev: { appRepo: x } }", 'envs.dev has the unknown key "appRepo"; did you mean "appsRepo"?'],
    ["envs: { dev: { appsRepo: x, layout: flat } }", 'envs.dev.layout is "flat"; use repo-per-env or folder-per-env'],
    ["envs: [dev]", "envs is not a map of keys"],
    ["envz: {}", 'the file has the unknown key "envz"; did you mean "envs"?'],
    ["a: b: c", "gimlet.yaml: "],
  ])("names what is wrong with %j", async (text, message) => {
    await writeFile(join(folder, "app", "gimlet.yaml"), text);

    await expect(resolve()).rejects.toThrow(message);
  });

  it.skipIf(process.platform === "win32")("refuses a config with a token that others can read", async () => {
    const file = join(folder, "config", "gimlet", "config.yaml");
    await writeFile(file, `${CONFIG}\n  ci: { server: https://x.example.org, token: abc }\n`);
    await chmod(file, 0o644);

    await expect(resolve()).rejects.toThrow("holds a token and others can read it");
    await chmod(file, 0o600);
    expect((await resolve()).name).toBe("laptop");
  });
});

describe(absoluteRepo, () => {
  it.each([
    ["https://git.example.org/a/b", "https://git.example.org/a/b"],
    ["git@git.example.org:a/b.git", "git@git.example.org:a/b.git"],
    ["ssh://git@git.example.org/a/b", "ssh://git@git.example.org/a/b"],
    ["../apps", "/home/apps"],
    ["/srv/apps", "/srv/apps"],
  ])("reads %s", (location, expected) => {
    expect(absoluteRepo(location, "/home/ada")).toBe(expected);
  });
});
