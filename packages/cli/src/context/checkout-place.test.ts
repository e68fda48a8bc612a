import { chown, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkCheckoutPlace } from "./checkout-place.ts";
import { findGimletYaml } from "./find-gimlet-yaml.ts";
import { resolveContext } from "./resolve-context.ts";

let home: string;
let app: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "gimlet-checkout-")));
  app = join(home, "work", "app");
  await mkdir(join(app, ".git"), { recursive: true });
  await mkdir(join(app, "src"));
  await mkdir(join(home, "work", "apps.git"));
});

afterEach(async () => rm(home, { recursive: true }));

const isRoot = process.getuid?.() === 0;

async function check(appsRepo: string, file = join(app, "gimlet.yaml")): Promise<void> {
  const place = { appsRepo, branch: "main", layout: "repo-per-env" } as const;
  await checkCheckoutPlace(place, { file, environment: { HOME: home } });
}

describe(checkCheckoutPlace, () => {
  it.each([
    "https://git.example.org/acme/apps",
    "ssh://git@git.example.org/acme/apps",
    "git@git.example.org:acme/apps.git",
    "http://127.0.0.1:3000/apps.git",
    "http://localhost/apps.git",
    "http://[::1]:3000/apps.git",
  ])("accepts %s", async (location) => {
    await expect(check(location)).resolves.toBe(undefined);
  });

  it.each([
    "http://git.example.org/acme/apps",
    "http://127.0.0.1.example.org/apps",
    "file:///srv/apps.git",
    "git://git.example.org/apps",
    "ext::sh -c id",
    "-oProxyCommand=id:x",
  ])("refuses %s", async (location) => {
    await expect(check(location)).rejects.toMatchObject({ code: "usage" });
  });

  it("accepts a folder beside the checkout, also one that is not there yet", async () => {
    await expect(check(join(home, "work", "apps.git"))).resolves.toBe(undefined);
    await expect(check(join(home, "work", "later.git"))).resolves.toBe(undefined);
  });

  it("refuses a folder of the checkout, also by a link, also from a gimlet.yaml further down", async () => {
    await mkdir(join(app, "evil.git"));
    await symlink(join(app, "evil.git"), join(home, "work", "link.git"));

    await expect(check(join(app, "evil.git"))).rejects.toThrow("is part of the checkout itself");
    await expect(check(app)).rejects.toThrow("is part of the checkout itself");
    await expect(check(join(home, "work", "link.git"))).rejects.toThrow("is part of the checkout itself");
    await expect(check(join(app, "evil.git"), join(app, "src", "gimlet.yaml"))).rejects.toThrow(
      `is part of a checkout, ${app}`,
    );
  });

  it("refuses a folder of another checkout, such as the one around a submodule", async () => {
    const other = join(home, "work", "other");
    await mkdir(join(other, "evil.git"), { recursive: true });
    await writeFile(join(other, ".git"), "gitdir: elsewhere");

    await expect(check(join(other, "evil.git"))).rejects.toThrow(`is part of a checkout, ${other}`);
  });

  it.skipIf(!isRoot)("refuses a folder of another user", async () => {
    await chown(join(home, "work", "apps.git"), 4242, 4242);

    await expect(check(join(home, "work", "apps.git"))).rejects.toThrow("belongs to another user");
  });
});

describe(findGimletYaml, () => {
  const TEXT = "envs: {}";

  async function find(folder: string): Promise<string | undefined> {
    return (await findGimletYaml({ folder, environment: { HOME: home } }))?.path;
  }

  it("looks up to the checkout's root and no further", async () => {
    await writeFile(join(home, "work", "gimlet.yaml"), TEXT);
    expect(await find(join(app, "src"))).toBe(undefined);

    await writeFile(join(app, "gimlet.yaml"), TEXT);
    expect(await find(join(app, "src"))).toBe(join(app, "gimlet.yaml"));
  });

  it("looks into the home folder and not above it", async () => {
    const inner = join(home, "home", "work");
    await mkdir(inner, { recursive: true });
    await writeFile(join(home, "gimlet.yaml"), TEXT);
    const look = async () => findGimletYaml({ folder: inner, environment: { HOME: join(home, "home") } });

    expect(await look()).toBe(undefined);
    await writeFile(join(home, "home", "gimlet.yaml"), TEXT);
    expect((await look())?.path).toBe(join(home, "home", "gimlet.yaml"));
  });

  it.skipIf(!isRoot)("stops below a folder of another user, and refuses another user's file", async () => {
    const shared = join(home, "shared");
    await mkdir(join(shared, "mine"), { recursive: true });
    await writeFile(join(shared, "gimlet.yaml"), TEXT);
    await chown(shared, 4242, 4242);
    expect(await find(join(shared, "mine"))).toBe(undefined);

    await writeFile(join(shared, "mine", "gimlet.yaml"), TEXT);
    await chown(join(shared, "mine", "gimlet.yaml"), 4242, 4242);
    await expect(find(join(shared, "mine"))).rejects.toThrow("belongs to another user");
  });
});

describe(resolveContext, () => {
  it("says who named the places", async () => {
    const environment: Record<string, string> = { HOME: home };
    const originOf = async (flags: Parameters<typeof resolveContext>[0] = {}) =>
      (await resolveContext(flags, { environment, folder: app })).origin;
    await writeFile(join(app, "gimlet.yaml"), "envs: { dev: { appsRepo: ../apps.git } }");

    expect(await originOf()).toBe("checkout");
    expect(await originOf({ "apps-repo": "x" })).toBe("flag");
    environment["GIMLET_APPS_REPO"] = "x";
    expect(await originOf()).toBe("environment");
  });

  it("refuses a gimlet.yaml whose repository came with the checkout", async () => {
    await writeFile(join(app, "gimlet.yaml"), "envs: { dev: { appsRepo: ./evil.git } }");

    await expect(resolveContext({}, { environment: { HOME: home }, folder: app })).rejects.toThrow(
      "is part of the checkout itself",
    );
  });
});
