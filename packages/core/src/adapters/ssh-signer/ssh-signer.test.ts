import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GIT_ENV, git, makeBareRepo } from "../../../test-support/git-http-server.ts";
import { changing, file, landed } from "../../testing/contract-kit.ts";
import { openNativeGitopsRepo } from "../native-git/open-native-gitops-repo.ts";
import { sshSigner } from "./ssh-signer.ts";

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "gimlet-signer-"));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe(sshSigner, () => {
  it("signs commits so that git trusts them", async () => {
    const gitDir = makeBareRepo(join(root, "signed.git"));
    const { privateKey, publicKey } = makeKey("good");
    writeFileSync(join(root, "allowed"), `ann@example.com ${publicKey}`);
    const signer = await sshSigner({ privateKey });
    const repo = await openNativeGitopsRepo({
      url: gitDir,
      branch: "main",
      cacheDir: join(root, "cache"),
      env: GIT_ENV,
      signer,
    });

    const first = await landed(repo, changing({ a: file("1") }));
    const second = await landed(repo, changing({ a: file("2") }, { message: "Zwei\n\nmit Umlaut: ä\n" }));

    for (const sha of [first, second])
      expect(verify(gitDir, sha)).toContain('Good "git" signature for ann@example.com');
    expect(git(gitDir, ["fsck", "--strict"])).toBe("");
  });

  it("gives a signature that another text does not have", async () => {
    const { privateKey } = makeKey("other");
    const signer = await sshSigner({ privateKey });
    const text = new TextEncoder();

    expect(await signer.sign(text.encode("a"))).not.toBe(await signer.sign(text.encode("b")));
    expect(await signer.sign(text.encode("a"))).toMatch(
      /^-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+\n-----END SSH SIGNATURE-----$/,
    );
  });

  it("refuses an encrypted key, naming the passphrase", async () => {
    const { privateKey } = makeKey("encrypted", ["-t", "ed25519", "-N", "secret"]);

    await expect(sshSigner({ privateKey })).rejects.toMatchObject({
      code: "signing-failed",
      message: "the commit can't be signed: the key is encrypted with a passphrase",
    });
  });

  it.each(["rsa", "ecdsa"])("refuses a key of kind %s", async (kind) => {
    const { privateKey } = makeKey(kind, ["-t", kind, "-N", ""]);

    await expect(sshSigner({ privateKey })).rejects.toMatchObject({ code: "signing-failed" });
  });

  it("refuses a public key, text and cut off keys, without quoting them", async () => {
    const { privateKey, publicKey } = makeKey("damaged");
    const lines = privateKey.split("\n");
    const cut = [lines[0], ...lines.slice(1, 3), lines.at(-2), ""].join("\n");
    const quoted = lines[1]?.slice(0, 12) ?? "";

    for (const text of [publicKey, "", "hello", cut, privateKey.replace("b3BlbnNz", "b3BlbnNa")]) {
      const error = await sshSigner({ privateKey: text }).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "signing-failed" });
      expect(String(error)).not.toContain(quoted);
    }
  });
});

function makeKey(
  name: string,
  args: readonly string[] = ["-t", "ed25519", "-N", ""],
): { readonly privateKey: string; readonly publicKey: string } {
  const path = join(root, name);
  execFileSync("ssh-keygen", ["-q", "-C", "ann@example.com", "-f", path, ...args]);
  return { privateKey: readFileSync(path, "utf8"), publicKey: readFileSync(`${path}.pub`, "utf8") };
}

/** What git says of a signature; it says so on standard error. */
function verify(gitDir: string, sha: string): string {
  const allowed = join(root, "allowed");
  const script = `git -c gpg.ssh.allowedSignersFile='${allowed}' verify-commit ${sha} 2>&1`;
  return execFileSync("sh", ["-c", script], { cwd: gitDir, env: GIT_ENV }).toString();
}
