import { ArtifactInvalidError } from "../errors.ts";
import { readUtf8 } from "../manifest/utf8.ts";
import { formatPath, schemaProblems, withSchemaKeys } from "../manifest/schema-check.ts";
import { artifactKeys, validateArtifact } from "./artifact-validator.generated.ts";
import type { Artifact } from "./artifact.ts";
import { parseVersion } from "./version.ts";

/** Longest artifact that is read, in bytes of UTF-8 or, of a string, UTF-16 code units. */
const MAX_ARTIFACT_LENGTH: number = 10 * 1024 * 1024;
const MAX_DEPTH = 100;

/**
 * Reads an artifact; keys may be in any case, and unknown ones are kept.
 *
 * Of each manifest only app and env are looked at: one broken manifest must not keep the others from being released.
 * @throws {ArtifactInvalidError} naming everything that is wrong
 */
export function parseArtifact(input: string | Uint8Array): Artifact {
  if (input.length > MAX_ARTIFACT_LENGTH)
    throw new ArtifactInvalidError([`it is larger than ${MAX_ARTIFACT_LENGTH} bytes`]);
  const read = readUtf8(input);
  if (!read.ok) throw new ArtifactInvalidError([read.message]);
  return checkArtifact(parseJson(read.text));
}

/**
 * Checks an artifact that is a JSON value already.
 * @throws {ArtifactInvalidError} naming everything that is wrong
 */
export function checkArtifact(value: unknown): Artifact {
  if (isDeeper(value, MAX_DEPTH)) throw new ArtifactInvalidError([`it is nested deeper than ${MAX_DEPTH} levels`]);
  const artifact = withSchemaKeys(artifactKeys, value, { anyCase: true });
  const problems = schemaProblems(validateArtifact, artifact).map(({ path, message }) =>
    path.length === 0 && !message.endsWith("is missing") ? "it is not a JSON object" : message,
  );
  if (problems.length > 0) throw new ArtifactInvalidError(problems);
  const checked = artifact as Artifact; // The schema has just been checked, of which the type is made.
  const version = parseVersion(checked.version);
  if (version === undefined) throw new ArtifactInvalidError([`${formatPath(["version"])} can't be understood`]);
  return { ...checked, version };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ArtifactInvalidError(["it is not JSON"], { cause: error });
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  let level = [value];
  for (let seen = 0; level.length > 0; seen++) {
    if (seen > depth) return true;
    level = level.flatMap((inner): unknown[] =>
      typeof inner === "object" && inner !== null ? Object.values(inner) : [],
    );
  }
  return false;
}
