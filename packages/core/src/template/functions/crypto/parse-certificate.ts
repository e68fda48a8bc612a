import {
  contentOf,
  BIT_STRING,
  type DerElement,
  DerError,
  derOid,
  integerOf,
  OCTET_STRING,
  parseDer,
  parseSequence,
  SEQUENCE,
} from "./der.ts";
import { sameBytes } from "./private-key.ts";

/** Of a certificate, what signing others with it needs. */
export interface ParsedCertificate {
  /** Its subject in DER. */
  readonly subject: Uint8Array;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKeyInfo: Uint8Array;
  readonly subjectKeyId: Uint8Array | undefined;
}

const SUBJECT_KEY_ID = derOid("2.5.29.14");

/** @throws {DerError} when it is no certificate */
export function parseCertificate(bytes: Uint8Array): ParsedCertificate {
  const [content, algorithm, signature, ...behind] = parseSequence(bytes);
  contentOf(algorithm, SEQUENCE);
  contentOf(signature, BIT_STRING);
  if (behind.length > 0) throw new DerError("more than a certificate");
  const fields = parseDer(contentOf(content, SEQUENCE));
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, , issuer, validity, subject, publicKey, ...options] = fields;
  integerOf(serial);
  for (const field of [issuer, validity, subject, publicKey]) contentOf(field, SEQUENCE);
  return {
    subject: subject?.whole ?? new Uint8Array(0),
    publicKeyInfo: publicKey?.whole ?? new Uint8Array(0),
    subjectKeyId: keyIdIn(options.find(({ tag }) => tag === 0xa3)),
  };
}

function keyIdIn(extensions: DerElement | undefined): Uint8Array | undefined {
  if (extensions === undefined) return undefined;
  for (const extension of parseSequence(extensions.content)) {
    const parts = parseDer(contentOf(extension, SEQUENCE));
    if (!sameBytes(SUBJECT_KEY_ID, parts[0]?.whole)) continue;
    return contentOf(parseDer(contentOf(parts.at(-1), OCTET_STRING))[0], OCTET_STRING);
  }
  return undefined;
}
