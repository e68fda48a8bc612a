import { SigningError } from "../../errors.ts";
import { concatBytes } from "../../git/bytes.ts";
import { SshReader } from "./ssh-wire.ts";

/** An ed25519 key pair in the two forms that signing needs. */
export interface Ed25519Key {
  /** The public key as SSH writes it. */
  readonly publicBlob: Uint8Array;
  /** The private key as WebCrypto imports it. */
  readonly pkcs8: Uint8Array<ArrayBuffer>;
}

const PEM = /^\s*-----BEGIN OPENSSH PRIVATE KEY-----([\sA-Za-z0-9+/=]+)-----END OPENSSH PRIVATE KEY-----\s*$/;
const MAGIC = "openssh-key-v1\0";
const KIND = "ssh-ed25519";
const SEED_BYTES = 32;
// What stands before the seed in PKCS #8 (RFC 8410): sequence, version 0, the name of Ed25519, octet strings.
const PKCS8_HEAD = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/**
 * Parses an unencrypted private key in OpenSSH format. Errors never quote the key.
 * @throws {SigningError} when it is encrypted, no ed25519 key, or damaged
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function parseOpenSshKey(text: string): Ed25519Key {
  if (/^\s*(ssh-|sk-|ecdsa-)/.test(text)) throw new SigningError("this is a public key; the private one is needed");
  const base64 = PEM.exec(text)?.[1];
  if (base64 === undefined) throw new SigningError("the key is not in OpenSSH format");
  try {
    return readKey(Uint8Array.from(atob(base64.replaceAll(/\s/g, "")), (char) => char.charCodeAt(0)));
  } catch (error) {
    if (error instanceof SigningError) throw error;
    // What the parser stumbled over could hold a piece of the key.
    throw new SigningError("the key is damaged");
  }
}

function readKey(bytes: Uint8Array): Ed25519Key {
  const reader = new SshReader(bytes);
  if (new TextDecoder().decode(reader.take(MAGIC.length)) !== MAGIC) throw new SigningError("the key is damaged");
  const cipher = reader.text();
  const derivation = reader.text();
  reader.string();
  if (cipher !== "none" || derivation !== "none") throw new SigningError("the key is encrypted with a passphrase");
  if (reader.uint32() !== 1) throw new SigningError("the file holds more than one key");
  const publicBlob = reader.string();
  const secret = new SshReader(reader.string());
  if (secret.uint32() !== secret.uint32()) throw new SigningError("the key is damaged");
  const kind = secret.text();
  if (kind !== KIND) throw new SigningError(`the key is of kind ${JSON.stringify(kind.slice(0, 40))}, not ${KIND}`);
  const publicKey = secret.string();
  const pair = secret.string();
  const seed = pair.subarray(0, SEED_BYTES);
  const same = publicKey.every((byte, i) => byte === pair[SEED_BYTES + i]);
  if (publicKey.length !== 32 || pair.length !== 64 || !same) throw new SigningError("the key is damaged");
  return { publicBlob: Uint8Array.from(publicBlob), pkcs8: Uint8Array.from(concatBytes([PKCS8_HEAD, seed])) };
}
