import type { Stats } from "node:fs";
import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import {
  type ArchiveLimits,
  type ChartFiles,
  DEFAULT_ARCHIVE_LIMITS,
  readChartArchive,
  withoutByteOrderMark,
} from "../../chart/archive/read-chart-archive.ts";
import { type IgnoreRules, parseHelmIgnore } from "../../chart/helm-ignore.ts";
import { ChartInvalidError, RenderLimitError } from "../../errors.ts";
import { compareText, textOfBytes } from "../../template/values/text.ts";

/** How a chart is read from disk. */
export interface ReadChartFolderOptions {
  readonly limits?: ArchiveLimits;
  /**
   * The folder that symbolic links may lead into. Helm follows them anywhere, which lets a chart read every file of the
   * machine. @defaultValue the chart's own folder
   */
  readonly linksWithin?: string;
  readonly signal?: AbortSignal;
}

/**
 * The files of a chart in a folder, or in an archive (`.tgz`), for `loadChart`.
 *
 * In a folder, `.helmignore` keeps files out.
 *
 * @throws {ChartInvalidError} when there is none, or it holds what no chart may: sockets, devices, links that lead out
 * @throws {RenderLimitError} when it is larger than the limits allow
 */
export async function readChartFolder(path: string, options: ReadChartFolderOptions = {}): Promise<ChartFiles> {
  const limits = options.limits ?? DEFAULT_ARCHIVE_LIMITS;
  options.signal?.throwIfAborted();
  const info = await reading(path, () => stat(path));
  if (!info.isDirectory()) {
    // A pipe or a device may never end.
    if (!info.isFile()) throw refused(`cannot load irregular file ${path} as it has file mode type bits set`);
    if (info.size > limits.totalBytes) throw new RenderLimitError("bytes in a chart archive", limits.totalBytes, []);
    return readChartArchive(await reading(path, () => readFile(path)), limits);
  }
  const root = resolve(path);
  const linksWithin = await reading(path, () => realpath(options.linksWithin ?? root));
  const rules = await readRules(root, { limits, linksWithin });
  const walk = new FolderWalk({ root, limits, linksWithin, signal: options.signal, rules });
  await walk.folder("", []);
  return walk.files;
}

/** What is no file of the chart is not read: the walk refuses it. */
async function readRules(
  root: string,
  { limits, linksWithin }: Pick<Walk, "limits" | "linksWithin">,
): Promise<IgnoreRules> {
  const path = join(root, ".helmignore");
  const info = await stat(path).catch(() => undefined);
  if (info?.isFile() !== true || info.size > limits.fileBytes) return parseHelmIgnore("");
  if (!isWithin(await reading(path, () => realpath(path)), linksWithin)) return parseHelmIgnore("");
  return parseHelmIgnore(textOfBytes(await reading(path, () => readFile(path))));
}

interface Walk {
  readonly root: string;
  readonly limits: ArchiveLimits;
  readonly linksWithin: string;
  readonly rules: IgnoreRules;
  readonly signal: AbortSignal | undefined;
}

class FolderWalk {
  readonly files = new Map<string, Uint8Array>();
  readonly #walk: Walk;
  #entries = 0;
  #bytes = 0;

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  /** @param above the real paths of the folders it is in, to see a link that leads back up */
  async folder(path: string, above: readonly string[]): Promise<void> {
    const absolute = join(this.#walk.root, path);
    const real = await reading(absolute, () => realpath(absolute));
    if (above.includes(real)) throw refused(`the link ${quoted(path)} leads to a folder that it lies in`);
    const names = await reading(absolute, () => readdir(absolute));
    for (const name of names.toSorted(compareText)) {
      this.#walk.signal?.throwIfAborted();
      // oxlint-disable-next-line no-await-in-loop -- one after the other, in the order Helm has them
      await this.#entry(path === "" ? name : `${path}/${name}`, [...above, real]);
    }
  }

  async #entry(path: string, above: readonly string[]): Promise<void> {
    const { limits, rules } = this.#walk;
    if (++this.#entries > limits.entries) throw new RenderLimitError("entries in a chart folder", limits.entries, []);
    const absolute = join(this.#walk.root, path);
    const { info, target } = await resolved(absolute);
    if (rules.ignores(path, info.isDirectory() ? "folder" : "file")) return;
    if (target !== undefined && !isWithin(target, this.#walk.linksWithin))
      throw refused(`the link ${quoted(path)} leads out of the chart, to ${target}`);
    if (info.isDirectory()) return this.folder(path, above);
    if (!info.isFile()) throw refused(`cannot load irregular file ${absolute} as it has file mode type bits set`);
    if (info.size > limits.fileBytes)
      throw refused(`chart file ${quoted(basename(path))} is larger than the maximum file size ${limits.fileBytes}`);
    const bytes = await reading(absolute, () => readFile(absolute));
    this.#bytes += bytes.length;
    if (this.#bytes > limits.totalBytes) throw new RenderLimitError("bytes in a chart folder", limits.totalBytes, []);
    this.files.set(path, withoutByteOrderMark(new Uint8Array(bytes)));
  }
}

/** What the entry is, or what it links to and where that is. */
async function resolved(path: string): Promise<{ readonly info: Stats; readonly target: string | undefined }> {
  const info = await reading(path, () => lstat(path));
  if (!info.isSymbolicLink()) return { info, target: undefined };
  const target = await reading(path, () => realpath(path));
  return { info: await reading(target, () => stat(target)), target };
}

function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== ".." && !below.startsWith(`..${sep}`) && !isAbsolute(below);
}

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error)) throw error;
    const text =
      error.code === "ENOENT" ? `path ${quoted(path)} not found` : `error reading ${path}: ${String(error.code)}`;
    throw new ChartInvalidError("invalid", text, "Name a folder that holds a Chart.yaml, or an archive (.tgz).", {
      cause: error,
    });
  }
}

function refused(helmText: string): ChartInvalidError {
  return new ChartInvalidError(
    "invalid",
    helmText,
    "Put the file itself into the chart, or keep it out with .helmignore.",
  );
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
