import { Bytes, Int, int, type Method, type Methods, Struct, type Value } from "../../values/value.ts";
import { bytesOfText } from "../../values/text.ts";
import { textOf } from "../arguments.ts";
import { FunctionError, type FunctionTable } from "../function.ts";
import { parseConstraint, satisfies } from "./constraint.ts";
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  formatVersion,
  parseVersion,
  type SemanticVersion,
} from "./version.ts";

const POINTER = "*semver.Version";
const STRUCT = "semver.Version";

/** `semver` and `semverCompare`. */
export const semverFunctions: FunctionTable = new Map([
  [
    "semver",
    { params: ["string"], call: ([text]: readonly Value[]): Value => versionValue(parseVersion(textOf(text))) },
  ],
  [
    "semverCompare",
    {
      params: ["string", "string"],
      call: ([constraint, version]: readonly Value[]): Value => {
        const wanted = parseConstraint(textOf(constraint));
        return satisfies(parseVersion(textOf(version)), wanted);
      },
    },
  ],
]);

/** The version as templates see it: a pointer to the library's struct. */
function versionValue(version: SemanticVersion): Struct {
  return structOf(version, POINTER);
}

function structOf(version: SemanticVersion, type: typeof POINTER | typeof STRUCT): Struct {
  const text = formatVersion(version);
  return new Struct(
    type,
    [
      { name: "major", value: segment(version.major) },
      { name: "minor", value: segment(version.minor) },
      { name: "patch", value: segment(version.patch) },
      { name: "pre", value: version.prerelease },
      { name: "metadata", value: version.metadata },
      { name: "original", value: version.original },
    ],
    {
      // What a call returns has no address, so only a pointer has the methods that need one.
      methods: type === POINTER ? POINTER_METHODS : VALUE_METHODS,
      toText: () => text,
      toJson: () => text,
      // All its fields are private.
      toCopy: () => structOf(ZERO, type),
      inner: version,
    },
  );
}

const ZERO: SemanticVersion = { major: 0n, minor: 0n, patch: 0n, prerelease: "", metadata: "", original: "" };

function segment(value: bigint): Int {
  return new Int(value, "uint64");
}

const VALUE_METHODS: Methods = new Map([
  ["String", reads((version) => formatVersion(version))],
  ["Major", reads(({ major }) => segment(major))],
  ["Minor", reads(({ minor }) => segment(minor))],
  ["Patch", reads(({ patch }) => segment(patch))],
  ["Prerelease", reads(({ prerelease }) => prerelease)],
  ["Metadata", reads(({ metadata }) => metadata)],
  ["IncPatch", reads((version) => changed(version, nextPatch(version)))],
  [
    "IncMinor",
    reads((version) => changed(version, { minor: increment(version.minor, "minor"), patch: 0n, ...RELEASE })),
  ],
  [
    "IncMajor",
    reads((version) =>
      changed(version, { major: increment(version.major, "major"), minor: 0n, patch: 0n, ...RELEASE }),
    ),
  ],
  [
    "SetPrerelease",
    takesText((version, prerelease) => {
      checkPrerelease(prerelease);
      return changed(version, { prerelease });
    }),
  ],
  [
    "SetMetadata",
    takesText((version, metadata) => {
      checkMetadata(metadata);
      return changed(version, { metadata });
    }),
  ],
  ["MarshalJSON", reads((version) => new Bytes(bytesOfText(`"${formatVersion(version)}"`)))],
  ["MarshalText", reads((version) => new Bytes(bytesOfText(formatVersion(version))))],
  ["Value", reads((version) => formatVersion(version))],
]);

const POINTER_METHODS: Methods = new Map([
  ...VALUE_METHODS,
  ["Original", reads(({ original }) => original)],
  ["Compare", compares((order) => int(Math.sign(order)))],
  ["LessThan", compares((order) => order < 0)],
  ["LessThanEqual", compares((order) => order <= 0)],
  ["GreaterThan", compares((order) => order > 0)],
  ["GreaterThanEqual", compares((order) => order >= 0)],
  ["Equal", compares((order) => order === 0, false)],
]);

const RELEASE = { prerelease: "", metadata: "" };

function nextPatch({ prerelease, patch }: SemanticVersion): Partial<SemanticVersion> {
  return prerelease === "" ? { ...RELEASE, patch: increment(patch, "patch") } : RELEASE;
}

function increment(value: bigint, part: string): bigint {
  if (value === 2n ** 64n - 1n) throw new FunctionError(`${part} version increment would overflow uint64`);
  return value + 1n;
}

function changed(version: SemanticVersion, change: Partial<SemanticVersion>): Struct {
  const next = { ...version, ...change };
  const prefix = version.original.startsWith("v") ? "v" : "";
  return structOf({ ...next, original: prefix + formatVersion(next) }, STRUCT);
}

// Only structs made above get these methods.
function versionOf(value: Value): SemanticVersion {
  return (value as Struct).inner as SemanticVersion;
}

function reads(read: (version: SemanticVersion) => Value): Method {
  return { params: [], call: (receiver) => read(versionOf(receiver)) };
}

function takesText(change: (version: SemanticVersion, text: string) => Value): Method {
  return { params: ["string"], call: (receiver, [text]) => change(versionOf(receiver), textOf(text)) };
}

function compares(judge: (order: number) => Value, withNil?: Value): Method {
  return {
    params: [POINTER],
    call: (receiver, [other]) => {
      if (other instanceof Struct) return judge(compareVersions(versionOf(receiver), versionOf(other)));
      if (withNil !== undefined) return withNil;
      throw new FunctionError("runtime error: invalid memory address or nil pointer dereference");
    },
  };
}
