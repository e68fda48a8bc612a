import { ChartInvalidError } from "../errors.ts";
import { quoteGo } from "../template/format/quote.ts";
import type { Profile } from "../template/profile.ts";

/** A version of Kubernetes. */
export interface KubeVersion {
  /** With a `v` before; Helm 4 keeps what a vendor put behind it. */
  readonly version: string;
  /** The numbers with a `v` before, which ranges are compared with. */
  readonly normalized: string;
  readonly major: string;
  readonly minor: string;
}

/** What Helm takes without a cluster: the version of its client library. Both profiles' Helms have the same. */
export const DEFAULT_KUBE_VERSION = "v1.36.0";

/**
 * Reads a version such as `1.33` or `v1.33.4-gke.1`.
 * @throws {ChartInvalidError} with Helm's words when it is none
 */
export function parseKubeVersion(text: string, profile: Profile): KubeVersion {
  const numbers = /^[\t\n\f\r ]*v?(\d+(?:\.\d+)*)/.exec(text)?.[1];
  if (numbers === undefined) throw notAVersion(text, `could not parse ${quoteGo(text)} as version`);
  const parts = numbers.split(".");
  const [major = "", minor] = parts;
  if (minor === undefined) throw notAVersion(text, `illegal version string ${quoteGo(text)}`);
  if (major.startsWith("0") && major !== "0")
    throw notAVersion(text, `illegal zero-prefixed version component ${quoteGo(major)} in ${quoteGo(text)}`);
  for (const part of parts) checkSize(part, text);
  const normalized = `v${parts.map(withoutZeros).join(".")}`;
  const version = text.startsWith("v") ? text : `v${text}`;
  return {
    version: profile.kubeVersionSuffix ? version : normalized,
    normalized,
    major: withoutZeros(major),
    minor: withoutZeros(minor),
  };
}

function checkSize(part: string, text: string): void {
  if (part.length < 20 || BigInt(part) < 2n ** 64n) return;
  const component = quoteGo(part);
  const reason = `strconv.ParseUint: parsing ${component}: value out of range`;
  throw notAVersion(text, `illegal non-numeric version component ${component} in ${quoteGo(text)}: ${reason}`);
}

function withoutZeros(digits: string): string {
  return BigInt(digits).toString();
}

function notAVersion(text: string, reason: string): ChartInvalidError {
  return new ChartInvalidError(
    "kube-version",
    `invalid kube version '${text}': ${reason}`,
    "Give a version of Kubernetes such as v1.33.0.",
  );
}
