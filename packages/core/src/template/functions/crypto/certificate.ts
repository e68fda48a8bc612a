import { sha256 } from "@noble/hashes/sha2.js";
import { quoteGo } from "../../format/quote.ts";
import { bytesOfText, isValidText } from "../../values/text.ts";
import { FunctionError } from "../function.ts";
import { formatDate } from "./certificate-time.ts";
import {
  BOOLEAN,
  der,
  derBits,
  derInteger,
  derOid,
  OCTET_STRING,
  PRINTABLE_STRING,
  SEQUENCE,
  SET,
  UTF8_STRING,
} from "./der.ts";
import { sameBytes } from "./private-key.ts";
import { type PublicKey, publicKeyOf, sign, signatureAlgorithmOf, type SigningKey } from "./public-key.ts";

/** What a certificate says. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly ips: readonly Uint8Array[];
  readonly dnsNames: readonly string[];
  /** Nanoseconds since 1970. */
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  readonly serial: bigint;
  /** Whether others may be signed with its key. */
  readonly isAuthority: boolean;
  readonly subjectKey: PublicKey;
}

/** Who signs: for a self-signed certificate, the certificate itself. */
export interface Issuer {
  /** Its name in DER; `undefined` for the subject's own. */
  readonly name: Uint8Array | undefined;
  readonly keyId: Uint8Array | undefined;
  readonly key: SigningKey;
}

const EMPTY_NAME = der(SEQUENCE);

/**
 * A certificate of X.509 version 3 in DER, with the extensions that Go's `x509.CreateCertificate` writes for sprig.
 * @throws {FunctionError}
 */
export function createCertificate(request: CertificateRequest, issuer: Issuer): Uint8Array {
  const subject = nameOf(request.commonName);
  const issuerName = issuer.name ?? subject;
  const algorithm = signatureAlgorithmOf(issuer.key);
  const authorityKeyId = sameBytes(issuerName, subject) ? undefined : issuer.keyId;
  const content = der(
    SEQUENCE,
    der(0xa0, derInteger(2n)),
    derInteger(request.serial),
    algorithm,
    issuerName,
    der(SEQUENCE, formatDate(request.notBefore), formatDate(request.notAfter)),
    subject,
    request.subjectKey.info,
    der(0xa3, der(SEQUENCE, ...extensionsOf(request, { subject, authorityKeyId }))),
  );
  return der(SEQUENCE, content, algorithm, derBits(sign(content, issuer.key)));
}

/** Whether the key is the one a certificate was made for. */
export function isKeyOf(info: Uint8Array, key: SigningKey): boolean {
  return sameBytes(publicKeyOf(key).info, info);
}

function extensionsOf(
  { isAuthority, subjectKey, ips, dnsNames }: CertificateRequest,
  { subject, authorityKeyId }: { subject: Uint8Array; authorityKeyId: Uint8Array | undefined },
): Uint8Array[] {
  // Digital signature, key encipherment, and for authorities signing certificates.
  const keyUsage = isAuthority ? derBits(Uint8Array.of(0xa4), 2) : derBits(Uint8Array.of(0xa0), 5);
  // Server and client authentication.
  const extendedUsage = der(SEQUENCE, derOid("1.3.6.1.5.5.7.3.1"), derOid("1.3.6.1.5.5.7.3.2"));
  const constraints = isAuthority ? der(SEQUENCE, TRUE) : der(SEQUENCE);
  const extensions = [
    extension("2.5.29.15", keyUsage, "critical"),
    extension("2.5.29.37", extendedUsage),
    extension("2.5.29.19", constraints, "critical"),
  ];
  // RFC 7093, method 1.
  if (isAuthority) extensions.push(extension("2.5.29.14", der(OCTET_STRING, sha256(subjectKey.bytes).subarray(0, 20))));
  if (authorityKeyId !== undefined && authorityKeyId.length > 0)
    extensions.push(extension("2.5.29.35", der(SEQUENCE, der(0x80, authorityKeyId))));
  if (ips.length + dnsNames.length > 0) {
    const names = [...dnsNames.map((name) => der(0x82, ascii(name))), ...ips.map((ip) => der(0x87, ip))];
    const criticality = sameBytes(subject, EMPTY_NAME) ? "critical" : "not critical";
    extensions.push(extension("2.5.29.17", der(SEQUENCE, ...names), criticality));
  }
  return extensions;
}

const TRUE = der(BOOLEAN, Uint8Array.of(0xff));

function extension(
  oid: string,
  value: Uint8Array,
  criticality: "critical" | "not critical" = "not critical",
): Uint8Array {
  const parts = criticality === "critical" ? [derOid(oid), TRUE] : [derOid(oid)];
  return der(SEQUENCE, ...parts, der(OCTET_STRING, value));
}

function nameOf(commonName: string): Uint8Array {
  if (commonName === "") return EMPTY_NAME;
  if (!isValidText(commonName)) throw new FunctionError("asn1: string not valid UTF-8");
  const tag = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(commonName) ? PRINTABLE_STRING : UTF8_STRING;
  return der(SEQUENCE, der(SET, der(SEQUENCE, derOid("2.5.4.3"), der(tag, bytesOfText(commonName)))));
}

function ascii(name: string): Uint8Array {
  for (const sign of name)
    if ((sign.codePointAt(0) ?? 0) > 0x7f)
      throw new FunctionError(`x509: ${quoteGo(name)} cannot be encoded as an IA5String`);
  return bytesOfText(name);
}
