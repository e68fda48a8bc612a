import { formatPrintf } from "../../format/printf.ts";
import { textOfBytes } from "../../values/text.ts";
import { ANY_LIST, type Int, List, Struct, type Value } from "../../values/value.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable, type RenderContext, type TemplateFunction } from "../function.ts";
import { IpAddressError, parseIpAddress } from "../ip-address.ts";
import { PortableCertificates } from "./portable-certificates.ts";
import { decodeBase64 } from "../standard-base64.ts";
import { type CertificateRequest, createCertificate, isKeyOf, type Issuer } from "./certificate.ts";
import { bigintOfBytes, DerError } from "./der.ts";
import type { KeyKind } from "./generate-key.ts";
import { parseCertificate, type ParsedCertificate } from "./parse-certificate.ts";
import { findPem, formatPem } from "./pem.ts";
import { parseKeyDer, parseKeyPem, pemOfKey, type PrivateKey } from "./private-key.ts";
import { publicKeyOf, type SigningKey } from "./public-key.ts";

const CERTIFICATE = "sprig.certificate";

/** What a template says of the certificate it wants. */
interface Wish {
  readonly commonName: string;
  readonly ips: Value;
  readonly dnsNames: Value;
  readonly days: Int;
  readonly isAuthority: boolean;
}

/** Where a certificate is made, for which function. */
interface Making {
  readonly context: RenderContext;
  readonly wanted: string;
}

/** Certificates and keys: `genCA`, `genSelfSignedCert`, `genSignedCert`, their `WithKey` twins, `genPrivateKey` and `buildCustomCert`. */
export const certificateFunctions: FunctionTable = new Map([
  ["genPrivateKey", { params: ["string"], call: ([kind], context) => privateKeyPem(textOf(kind), context) }],
  ["buildCustomCert", { params: ["string", "string"], call: ([cert, key]) => customCertificate(cert, key) }],
  ...twins("genCA", {
    params: ["string", "int"],
    call: ([commonName, days], key, making) =>
      selfSigned({ ...wishOf(commonName, days), ips: null, dnsNames: null, isAuthority: true }, { key, making }),
  }),
  ...twins("genSelfSignedCert", {
    params: ["string", ANY_LIST, ANY_LIST, "int"],
    call: ([commonName, ips, dnsNames, days], key, making) =>
      selfSigned({ ...wishOf(commonName, days), ips, dnsNames }, { key, making }),
  }),
  ...twins("genSignedCert", {
    params: ["string", ANY_LIST, ANY_LIST, "int", CERTIFICATE],
    call: ([commonName, ips, dnsNames, days, authority], key, making) =>
      signedBy(authority, { wish: { ...wishOf(commonName, days), ips, dnsNames }, key, making }),
  }),
] satisfies [string, TemplateFunction][]);

/** A function that makes a key, and its twin that takes one as last argument. */
function twins(
  name: string,
  {
    params,
    call,
  }: { params: readonly string[]; call: (args: readonly Value[], key: PrivateKey, making: Making) => Value },
): [string, TemplateFunction][] {
  return [
    [
      name,
      {
        params,
        call: (args, context) => call(args, newKey("rsa-2048", { context, wanted: name }), { context, wanted: name }),
      },
    ],
    [
      `${name}WithKey`,
      {
        params: [...params, "string"],
        call: (args, context) => call(args, givenKey(textOf(args.at(-1))), { context, wanted: `${name}WithKey` }),
      },
    ],
  ];
}

function wishOf(commonName: Value, days: Value): Pick<Wish, "commonName" | "days" | "isAuthority"> {
  return { commonName: textOf(commonName), days: days as Int, isAuthority: false };
}

// What keys and signatures count for among a render's steps: they take as long as so many.
const STEPS_OF_KEY: Readonly<Record<KeyKind, number>> = {
  "rsa-2048": 1_500_000,
  "rsa-4096": 5_000_000,
  dsa: 3_000_000,
  ecdsa: 20_000,
  ed25519: 20_000,
};
const STEPS_OF_SIGNATURE = 100_000;

function newKey(kind: KeyKind, { context, wanted }: Making): PrivateKey {
  context.budget.step(STEPS_OF_KEY[kind]);
  const family = kind === "rsa-2048" || kind === "rsa-4096" ? "rsa" : kind;
  // Here, and not where chance comes from, so that what makes keys is loaded only when one is wanted.
  const { certificates, random } = context;
  const key = certificates?.generateKey(kind, wanted) ?? new PortableCertificates(random).generateKey(kind, wanted);
  return parseKeyDer(key, family);
}

function givenKey(pem: string): PrivateKey {
  return naming("parsing private key", () => parseKeyPem(pem));
}

function privateKeyPem(kind: string, context: RenderContext): string {
  const kinds: ReadonlyMap<string, KeyKind> = new Map([
    ["", "rsa-4096"],
    ["rsa", "rsa-4096"],
    ["dsa", "dsa"],
    ["ecdsa", "ecdsa"],
    ["ed25519", "ed25519"],
  ]);
  const known = kinds.get(kind);
  if (known === undefined) return `Unknown type ${kind}`;
  return formatPem(pemOfKey(newKey(known, { context, wanted: "genPrivateKey" })));
}

function selfSigned(wish: Wish, { key, making }: { key: PrivateKey; making: Making }): Struct {
  const request = requestOf(wish, making);
  const signer = signingKey(key);
  return certificateOf(request, { key: signer, issuer: { name: undefined, keyId: undefined, key: signer } });
}

function signedBy(authority: Value, { wish, key, making }: { wish: Wish; key: PrivateKey; making: Making }): Struct {
  const [certificatePem, keyPem] = (authority as Struct).fields.map(({ value }) => textOf(value));
  const certificate = certificateIn(certificatePem ?? "", "decodedSignerCert");
  const signer = naming("error parsing private key", () => parseKeyPem(keyPem ?? ""));
  const request = requestOf(wish, making);
  const issuer: Issuer = { name: certificate.subject, keyId: certificate.subjectKeyId, key: signingKey(signer) };
  if (!isKeyOf(certificate.publicKeyInfo, issuer.key))
    throw new FunctionError("error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey");
  return certificateOf(request, { key: signingKey(key), issuer });
}

function certificateOf(
  request: Omit<CertificateRequest, "subjectKey">,
  { key, issuer }: { key: SigningKey; issuer: Issuer },
): Struct {
  const bytes = naming("error creating certificate", () =>
    createCertificate({ ...request, subjectKey: publicKeyOf(key) }, issuer),
  );
  return certificateValue(formatPem({ label: "CERTIFICATE", bytes }), formatPem(pemOfKey(key)));
}

function certificateValue(cert: string, key: string): Struct {
  return new Struct(CERTIFICATE, [
    { name: "Cert", value: cert },
    { name: "Key", value: key },
  ]);
}

const NANOSECONDS_OF_DAY = 86_400_000_000_000n;

function requestOf(
  { commonName, ips, dnsNames, days, isAuthority }: Wish,
  { context, wanted }: Making,
): Omit<CertificateRequest, "subjectKey"> {
  context.budget.step(STEPS_OF_SIGNATURE);
  const notBefore = context.clock.now(wanted);
  return {
    commonName,
    ips: itemsOf(ips).map(ipOf),
    dnsNames: itemsOf(dnsNames).map(dnsNameOf),
    isAuthority,
    notBefore,
    // Go's durations end at 292 years, and wrap around.
    notAfter: notBefore + BigInt.asIntN(64, days.value * NANOSECONDS_OF_DAY),
    serial: bigintOfBytes(context.random.bytes(16, wanted)),
  };
}

function itemsOf(list: Value): readonly Value[] {
  return list instanceof List ? list.items : [];
}

function ipOf(value: Value): Uint8Array {
  if (typeof value !== "string") throw new FunctionError(formatPrintf("error parsing ip: %v is not a string", [value]));
  try {
    const { bytes, zone } = parseIpAddress(value);
    if (zone === "") return asIpv4(bytes);
  } catch (error) {
    if (!(error instanceof IpAddressError)) throw error;
  }
  throw new FunctionError(`error parsing ip: ${value}`);
}

/** An IPv4 address written as an IPv6 one is an IPv4 one. */
function asIpv4(bytes: Uint8Array): Uint8Array {
  const isMapped = bytes.length === 16 && bigintOfBytes(bytes.subarray(0, 12)) === 0xffffn;
  return isMapped ? bytes.subarray(12) : bytes;
}

function dnsNameOf(value: Value): string {
  if (typeof value === "string") return value;
  throw new FunctionError(formatPrintf("error processing alternate dns name: %v is not a string", [value]));
}

function customCertificate(certificate: Value, key: Value): Struct {
  const cert = fromBase64(textOf(certificate), "certificate");
  const keyPem = fromBase64(textOf(key), "private key");
  certificateIn(cert, "decodedCert");
  naming("error parsing private key", () => parseKeyPem(keyPem));
  return certificateValue(cert, keyPem);
}

function fromBase64(text: string, what: string): string {
  try {
    return textOfBytes(decodeBase64(text));
  } catch (error) {
    if (error instanceof FunctionError) throw new FunctionError(`unable to decode base64 ${what}`);
    throw error;
  }
}

function certificateIn(pem: string, variable: string): ParsedCertificate {
  const block = findPem(pem);
  if (block === undefined) throw new FunctionError("unable to decode certificate");
  try {
    return parseCertificate(block.bytes);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    throw new FunctionError(`error parsing certificate: ${variable}.Bytes: x509: malformed certificate`);
  }
}

function signingKey(key: PrivateKey): SigningKey {
  if (key.kind !== "dsa") return key;
  throw new FunctionError("error creating certificate: x509: certificate private key does not implement crypto.Signer");
}

function naming<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof FunctionError) throw new FunctionError(`${what}: ${error.message}`);
    throw error;
  }
}
