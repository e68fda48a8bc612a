import { SigningError } from "../../errors.ts";
import { concatBytes } from "../../git/bytes.ts";
import type { Signer } from "../../gitops/signer.ts";
import { parseOpenSshKey } from "./openssh-key.ts";
import { formatString } from "./ssh-wire.ts";

export interface SshSignerOptions {
  /** Text of an ed25519 key file in OpenSSH format, without passphrase. */
  readonly privateKey: string;
}

const NAMESPACE = "git";
const HASH = "sha512";

/**
 * Signs commits with an SSH key, as `git commit -S` does with `gpg.format=ssh`.
 * @throws {SigningError} when the key is encrypted, of another kind, or damaged
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
 */
export async function sshSigner({ privateKey }: SshSignerOptions): Promise<Signer> {
  const { publicBlob, pkcs8 } = parseOpenSshKey(privateKey);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]).catch((error: unknown) => {
    throw new SigningError("the key can't be used here", { cause: error });
  });
  return {
    async sign(commit) {
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-512", Uint8Array.from(commit)));
      const head = [formatString(NAMESPACE), formatString(""), formatString(HASH)];
      const signed = concatBytes([ascii("SSHSIG"), ...head, formatString(digest)]);
      const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", key, Uint8Array.from(signed)));
      const blob = concatBytes([formatString("ssh-ed25519"), formatString(signature)]);
      const version = Uint8Array.of(0, 0, 0, 1);
      return armour(concatBytes([ascii("SSHSIG"), version, formatString(publicBlob), ...head, formatString(blob)]));
    },
  };
}

function armour(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  const lines = base64.match(/.{1,70}/g) ?? [];
  return ["-----BEGIN SSH SIGNATURE-----", ...lines, "-----END SSH SIGNATURE-----"].join("\n");
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
