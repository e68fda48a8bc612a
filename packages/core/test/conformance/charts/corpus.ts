// Charts, the output of the real helm for them, and small templates with what the real helm makes of them: packed
// beside this file, or in folders of the same layout.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readChartFolder } from "../../../src/adapters/chart-folder/read-chart-folder.ts";
import { parseHelmIgnore } from "../../../src/chart/helm-ignore.ts";
import type { ProfileName } from "../../../src/template/profile.ts";
import { textOfBytes } from "../../../src/template/values/text.ts";
import { filesOfTar, unpack, type Files } from "./packed-files.ts";

/** One chart with values. */
export interface ChartCase {
  readonly id: string;
  readonly slug: string;
  /** Path of the chart's folder in the corpus. */
  readonly chart: string;
  /** Path of the values file in the corpus; `null` for the chart's defaults. */
  readonly values: string | null;
  readonly random: boolean;
  readonly helm42: "ok" | "error";
  readonly helm321: "ok" | "error";
  readonly randomLines42?: string;
  readonly randomLines321?: string;
  readonly error42?: { readonly class: string; readonly text: string };
  readonly error321?: { readonly class: string; readonly text: string };
}

/** What helm made of a template: text, bytes that are no text, or an error. */
export interface ExpressionResult {
  readonly ok?: string;
  readonly okB64?: string;
  readonly error?: string;
}

/** A small template. */
export interface ExpressionCase {
  readonly id: string;
  readonly template: string;
  /** Name of the values in the base. */
  readonly values: string;
  readonly helm42: ExpressionResult;
  readonly helm321: ExpressionResult;
}

/** The chart and the values that small templates are executed in. */
export interface ExpressionBase {
  readonly chart: Readonly<Record<string, string | { readonly base64: string }>>;
  readonly values: Readonly<Record<string, string>>;
}

/** Where the corpus is: a folder or file each, or `undefined` for what is packed here. */
export interface CorpusPlaces {
  readonly charts?: string | undefined;
  readonly goldens?: string | undefined;
  readonly cases?: string | undefined;
  readonly expressions?: string | undefined;
}

const DATA = new URL("data/", import.meta.url);

/** The archives, unpacked once for all threads. */
export interface UnpackedData {
  readonly charts: Uint8Array | undefined;
  readonly goldens: Uint8Array | undefined;
}

/** Unpacks what is not in folders, into memory that threads share. */
export function unpackData({ charts, goldens }: CorpusPlaces): UnpackedData {
  return {
    charts: charts === undefined ? shared(unpack(new URL("corpus.tar.zst", DATA))) : undefined,
    goldens: goldens === undefined ? shared(unpack(new URL("goldens.tar.zst", DATA))) : undefined,
  };
}

function shared(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}

/** Reads of a corpus. */
export class Corpus {
  readonly #places: CorpusPlaces;
  readonly #data: UnpackedData;
  #charts: Files | undefined;
  #goldens: Files | undefined;

  constructor(places: CorpusPlaces, data: UnpackedData) {
    this.#places = places;
    this.#data = data;
  }

  cases(): readonly ChartCase[] {
    return lines<ChartCase>(this.#places.cases, "cases.jsonl.zst");
  }

  expressions(): readonly ExpressionCase[] {
    return lines<ExpressionCase>(this.#places.expressions, "expressions.jsonl.zst");
  }

  expressionBase(): ExpressionBase {
    return JSON.parse(readFileSync(new URL("expressions-base.json", DATA), "utf8")) as ExpressionBase;
  }

  /** The files of a chart's folder, by path below it, without those that its `.helmignore` keeps out. */
  async chartFiles(chart: string): Promise<Files> {
    if (this.#places.charts !== undefined) return await readChartFolder(join(this.#places.charts, chart));
    const files = new Map<string, Uint8Array>();
    for (const [path, bytes] of this.#packedCharts()) {
      // A copy, since not everything takes shared memory.
      if (path.startsWith(`${chart}/`)) files.set(path.slice(chart.length + 1), bytes.slice());
    }
    return withoutIgnored(files);
  }

  /** A file of the corpus, such as values. */
  file(path: string): Uint8Array {
    if (this.#places.charts !== undefined) return readFileSync(join(this.#places.charts, path));
    return found(this.#packedCharts().get(path), path).slice();
  }

  /** What helm printed: its output, or its error. */
  golden(profile: ProfileName, file: string): Uint8Array | undefined {
    const { goldens } = this.#places;
    if (goldens === undefined) {
      this.#goldens ??= filesOfTar(found(this.#data.goldens, "expected outputs"));
      return this.#goldens.get(`goldens/${profile}/${file}`)?.slice();
    }
    const path = join(goldens, profile, file);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  #packedCharts(): Files {
    this.#charts ??= filesOfTar(found(this.#data.charts, "charts"));
    return this.#charts;
  }
}

function withoutIgnored(files: Files): Files {
  const rules = parseHelmIgnore(textOfBytes(files.get(".helmignore") ?? new Uint8Array()));
  const isIgnored = (path: string): boolean => {
    const parts = path.split("/");
    return parts.some((_, index) =>
      rules.ignores(parts.slice(0, index + 1).join("/"), index + 1 < parts.length ? "folder" : "file"),
    );
  };
  return new Map([...files].filter(([path]) => !isIgnored(path)));
}

function lines<T>(place: string | undefined, packed: string): readonly T[] {
  const text =
    place === undefined ? new TextDecoder().decode(unpack(new URL(packed, DATA))) : readFileSync(place, "utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`the corpus has no ${name}`);
  return value;
}
