import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "../../core/test-support/git-http-server.ts";
import { Workplace, type Ended } from "./run-gimlet.ts";

let place: Workplace;
let repo: string;

beforeEach(() => {
  place = new Workplace();
  place.signIn("Ada", "ada@example.org");
  repo = place.bareRepo();
});

afterEach(() => place.dispose());

async function makeKey(passphrase = ""): Promise<string> {
  const path = join(place.folder, "key");
  await place.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "ci", "-f", path], {});
  return path;
}

async function release(env: Readonly<Record<string, string>>): Promise<Ended> {
  const artifact = place.artifact({ tag: "1.0.0" });
  return place.gimlet(["release", "make", "web", "staging", "-a", artifact, "--apps-repo", repo], { env });
}

describe("GIMLET_SIGNING_KEY", () => {
  it.each(["native", "isomorphic"])("signs what lands with %s git, so that git trusts it", async (kind) => {
    const key = await makeKey();
    const allowed = join(place.folder, "allowed");
    writeFileSync(allowed, `gimlet@gimlet.io ${readFileSync(`${key}.pub`, "utf8")}`);

    const { code } = await release({ GIMLET_GIT: kind, GIMLET_SIGNING_KEY: "key" });

    expect(code).toBe(0);
    // Throws unless the signature is good and by one of the allowed.
    git(repo, ["-c", `gpg.ssh.allowedSignersFile=${allowed}`, "verify-commit", "main"]);
  });

  it.each([
    ["a file that is not there", async () => "missing", 2, 'GIMLET_SIGNING_KEY names "missing", which can\'t be read.'],
    ["a key with a passphrase", async () => makeKey("secret"), 2, "the key is encrypted with a passphrase"],
  ])("that names %s lands nothing", async (_, makePath, expected, message) => {
    const { code, stdout, stderr } = await release({ GIMLET_SIGNING_KEY: await makePath() });

    expect([code, stdout]).toEqual([expected, ""]);
    expect(stderr).toContain(message);
    expect(git(repo, ["branch", "--list"])).toBe("");
  });
});
