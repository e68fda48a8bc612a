import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { ChartInvalidError, RenderLimitError } from "../errors.ts";
import { type Profile, type ProfileName, profileOf } from "../template/profile.ts";
import { textOfBytes } from "../template/values/text.ts";
import { Dict } from "../template/values/value.ts";
import { readYaml, YamlError } from "../template/yaml/read-yaml.ts";
import {
  type ArchiveLimits,
  type ChartFiles,
  DEFAULT_ARCHIVE_LIMITS,
  readChartArchive,
  withoutByteOrderMark,
} from "./archive/read-chart-archive.ts";
import { checkedMetadata, decodeLock, decodeMetadata, type RawMetadata } from "./chart-metadata.ts";
import type { Chart, ChartFile, ChartLock, ChartTemplate } from "./chart.ts";
import { DecodeError } from "./decode-struct.ts";
import { readValues } from "./values-file.ts";

/** How a chart is read. */
export interface LoadChartOptions {
  /** Whose rules it is read and rendered by. @defaultValue `helm-4.2` */
  readonly profile?: ProfileName;
  /** Also for archives in `charts/`, all of them together. */
  readonly limits?: ArchiveLimits;
}

/** Subcharts in subcharts; real charts have two or three. */
const MAX_DEPTH = 20;

/**
 * The chart that these files are, with all that lies in its `charts/`.
 *
 * Paths are relative to the chart, with `/`. Rules of `.helmignore` are not applied here: they belong to folders.
 *
 * @throws {ChartInvalidError} in Helm's words
 * @throws {RenderLimitError} when archives in `charts/` unpack to more than the limits allow
 */
export function loadChart(files: ChartFiles, options: LoadChartOptions = {}): Chart {
  const profile = profileOf(options.profile ?? "helm-4.2");
  const limits = options.limits ?? DEFAULT_ARCHIVE_LIMITS;
  const room = { bytes: limits.totalBytes };
  return load(files, { profile, limits, room, depth: 0 });
}

interface Loading {
  readonly profile: Profile;
  readonly limits: ArchiveLimits;
  /** What nested archives may still unpack to; counted down. */
  readonly room: { bytes: number };
  readonly depth: number;
}

function load(files: ChartFiles, loading: Loading): Chart {
  const clean = new Map([...files].map(([path, bytes]) => [path, withoutByteOrderMark(bytes)]));
  const { raw, lock, warnings } = readHead(clean, loading);
  if (raw === undefined || !clean.has("Chart.yaml")) throw invalid("Chart.yaml file is missing");
  if (loading.depth === 0 && loading.profile.chartVersionChecked) checkApiVersion(raw);
  const valuesText = textAt(clean, "values.yaml");
  const values =
    valuesText === undefined ? new Dict() : reading("values.yaml", () => readValues(valuesText, loading.profile));
  const isOld = raw.get("apiVersion") === "v1";
  const { templates, others, subcharts } = sortFiles(clean, isOld);
  const metadata = checkedMetadata(raw);
  const dependencies = [...subcharts]
    .filter(([name]) => !name.startsWith("_") && !name.startsWith("."))
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, content]) => loadSubchart({ name, parent: metadata.name }, content, loading));
  const digest = lazyDigest(clean, dependencies);
  return {
    profile: loading.profile.name,
    metadata,
    values,
    valuesText,
    schema: clean.get("values.schema.json"),
    templates,
    files: others,
    crds: others.filter(({ name }) => /^crds\/(?:.*\/)?[^/]*\.(?:yaml|yml|json)$/i.test(name)),
    lock,
    dependencies,
    warnings,
    get digest() {
      return digest();
    },
  };
}

interface Head {
  readonly raw: RawMetadata | undefined;
  readonly lock: ChartLock | undefined;
  readonly warnings: readonly string[];
}

/** The files that say what the chart is. */
function readHead(files: ChartFiles, loading: Loading): Head {
  const warnings: string[] = [];
  const { chartPackage: goPackage } = loading.profile;
  let raw: RawMetadata | undefined;
  let lock: ChartLock | undefined;
  const chartText = textAt(files, "Chart.yaml");
  if (chartText !== undefined) {
    const read = reading("Chart.yaml", () => decodeMetadata(readYaml(chartText), { goPackage }));
    raw = (read.get("apiVersion") ?? "") === "" ? new Map([...read, ["apiVersion", "v1"]]) : read;
  }
  const isOld = (): boolean => raw?.get("apiVersion") === "v1";
  const lockText = textAt(files, "Chart.lock");
  if (lockText !== undefined) lock = reading("Chart.lock", () => decodeLock(readYaml(lockText), { goPackage }));
  // In the order of their names, as a folder is walked: requirements.lock wins over Chart.lock.
  const oldLockText = textAt(files, "requirements.lock");
  if (oldLockText !== undefined) {
    lock = reading("requirements.lock", () => decodeLock(readYaml(oldLockText), { goPackage }));
    if (raw !== undefined && !isOld())
      warnings.push(
        'Warning: Dependency locking is handled in Chart.lock since apiVersion "v2". We recommend migrating to Chart.lock.',
      );
  }
  const requirements = textAt(files, "requirements.yaml");
  if (requirements !== undefined) {
    if (!isOld())
      warnings.push(
        'Warning: Dependencies are handled in Chart.yaml since apiVersion "v2". We recommend migrating dependencies to Chart.yaml.',
      );
    const before = raw;
    raw = reading("requirements.yaml", () =>
      decodeMetadata(readYaml(requirements), before === undefined ? { goPackage } : { before, goPackage }),
    );
  }
  return { raw: raw, lock, warnings };
}

interface Sorted {
  readonly templates: readonly ChartTemplate[];
  readonly others: readonly ChartFile[];
  /** Files of each entry of `charts/`, with their path below `charts/`. */
  readonly subcharts: ReadonlyMap<string, readonly ChartFile[]>;
}

function sortFiles(files: ChartFiles, isOld: boolean): Sorted {
  const templates: ChartTemplate[] = [];
  const others: ChartFile[] = [];
  const subcharts = new Map<string, ChartFile[]>();
  for (const [name, bytes] of files) {
    if (isHead(name, isOld)) continue;
    if (name.startsWith("templates/")) templates.push({ name, text: textOfBytes(bytes) });
    else if (name.startsWith("charts/") && !name.endsWith(".prov")) {
      const path = name.slice("charts/".length);
      const [folder = ""] = path.split("/", 1);
      const content = subcharts.get(folder) ?? [];
      content.push({ name: path, bytes });
      subcharts.set(folder, content);
    } else others.push({ name, bytes });
  }
  return { templates, others, subcharts };
}

/** Of the files that say what the chart is, an old chart's requirements are in `.Files` as well. */
function isHead(name: string, isOld: boolean): boolean {
  if (name === "requirements.yaml" || name === "requirements.lock") return !isOld;
  return ["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"].includes(name);
}

function loadSubchart(
  at: { readonly name: string; readonly parent: string },
  content: readonly ChartFile[],
  loading: Loading,
): Chart {
  if (loading.depth >= MAX_DEPTH) throw new RenderLimitError("charts within charts", MAX_DEPTH, []);
  const inner = { ...loading, depth: loading.depth + 1 };
  if (!at.name.endsWith(".tgz")) return unpacking(at, () => load(filesBelow(content), inner));
  const [archive] = content;
  if (archive?.name !== at.name)
    throw invalid(`error unpacking subchart tar in ${at.parent}: expected ${at.name}, got ${archive?.name}`);
  return unpacking(at, () => load(readNested(archive.bytes, inner), inner));
}

/** The chart's files without the folder's name; what lies loosely in `charts/` is none. */
function filesBelow(content: readonly ChartFile[]): ChartFiles {
  const files = new Map<string, Uint8Array>();
  for (const { name, bytes } of content) {
    const slash = name.indexOf("/");
    if (slash >= 0) files.set(name.slice(slash + 1), bytes);
  }
  return files;
}

function readNested(packed: Uint8Array, { limits, room }: Loading): ChartFiles {
  const files = readChartArchive(packed, { ...limits, totalBytes: room.bytes });
  for (const bytes of files.values()) room.bytes -= bytes.length;
  return files;
}

function unpacking<T>({ name, parent }: { readonly name: string; readonly parent: string }, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof ChartInvalidError)) throw error;
    throw new ChartInvalidError(
      error.problem,
      `error unpacking subchart ${name} in ${parent}: ${error.helmText}`,
      error.hint,
      { cause: error },
    );
  }
}

function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof YamlError) throw invalid(`cannot load ${file}: ${error.message}`, error);
    if (error instanceof DecodeError)
      throw invalid(`cannot load ${file}: error unmarshaling JSON: while decoding JSON: ${error.message}`, error);
    throw error;
  }
}

/** Helm 4 knows which versions of a chart's format it reads; Helm 3 does not look. */
function checkApiVersion(raw: RawMetadata): void {
  const version = raw.get("apiVersion");
  if (version === "v3") throw invalid("invalid chart apiVersion");
  if (version !== "v1" && version !== "v2") throw invalid("unsupported chart version");
}

function textAt(files: ChartFiles, path: string): string | undefined {
  const bytes = files.get(path);
  return bytes === undefined ? undefined : textOfBytes(bytes);
}

/** Made when it is asked for first: it takes long, and who renders a chart but once needs none. */
function lazyDigest(files: ChartFiles, dependencies: readonly Chart[]): () => string {
  let source: ChartFiles | undefined = files;
  let digest = "";
  return () => {
    if (source !== undefined) digest = digestOf(source, dependencies);
    source = undefined;
    return digest;
  };
}

/** Over names and contents in the order of names, so that the order of the source does not matter. */
function digestOf(files: ChartFiles, dependencies: readonly Chart[]): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  for (const path of [...files.keys()].filter((name) => !name.startsWith("charts/")).toSorted()) {
    const bytes = files.get(path) ?? new Uint8Array();
    hash.update(encoder.encode(`${JSON.stringify(path)} ${bytes.length}\n`)).update(bytes);
  }
  for (const dependency of dependencies) hash.update(encoder.encode(`charts ${dependency.digest}\n`));
  return bytesToHex(hash.digest());
}

function invalid(helmText: string, cause?: unknown): ChartInvalidError {
  return new ChartInvalidError("invalid", helmText, "Correct the chart's files.", { cause });
}
