import type { TemplatePlace } from "../../errors.ts";
import { Dict, List, type Value } from "../values/value.ts";
import { placeOf, type Site } from "./failure.ts";
import type { Frame } from "./frame.ts";
import { ROOT_NAME } from "./root-name.ts";
import { linesOf, type PrintedPiece, type TracedLine } from "./traced-lines.ts";

/** What happens within one action, branch, round of a loop or template. */
export interface Scene {
  /** Paths of values that were looked at. */
  readonly values: Set<string>;
  /** Lines that included templates printed to texts. */
  readonly lines: TracedLine[];
  /** Paths of values that dot came from; `undefined` where dot is that of the scene around. */
  readonly dot: readonly string[] | undefined;
}

/** Watches where the output of a template comes from. Values are known by their identity. */
export class Trace {
  readonly #paths = new WeakMap<object, string>();
  readonly #variables = new WeakMap<Frame, Map<number, readonly string[]>>();
  readonly #scenes: Scene[] = [];
  readonly #prefix: string;
  #pieces: PrintedPiece[] = [];
  #root: Value;

  /**
   * @param data what the template is executed with; its `Values` are watched
   * @param template its name, which says whose values these are
   */
  constructor(data: Value, template: string) {
    const values = data instanceof Dict ? data.get("Values") : undefined;
    this.#prefix = subchartPath(template);
    this.#root = values;
    this.#name(values, "");
    this.enter([]);
  }

  /** @param dot paths of values that dot comes from, if it changes */
  enter(dot?: readonly string[]): Scene {
    const scene: Scene = { values: new Set(), lines: [], dot };
    this.#scenes.push(scene);
    return scene;
  }

  leave(): void {
    this.#scenes.pop();
  }

  /** Paths of all values that were looked at on the way to here, the nearest first. */
  get lookedAt(): readonly string[] {
    return [...new Set(this.#scenes.toReversed().flatMap(({ values }) => [...values]))].map((path) => this.#full(path));
  }

  /** Fields were looked up one after the other. */
  fields(start: Value, names: readonly string[]): void {
    let holder = start;
    let path: string | undefined;
    for (const name of names) {
      if (!(holder instanceof Dict)) break;
      const known = this.#paths.get(holder);
      if (known !== undefined) path = joined(known, name);
      holder = holder.get(name);
    }
    if (path !== undefined && path !== "") this.#look(path);
  }

  /** A function looked for a key in a map, or for an item of a list. */
  item(holder: Value, keys: readonly Value[]): void {
    this.fields(
      holder,
      keys.filter((key) => typeof key === "string"),
    );
  }

  dot(value: Value): void {
    if (this.#lookAt(value)) return;
    const { dot = [] } = this.#scenes.findLast((scene) => scene.dot !== undefined) ?? {};
    for (const path of dot) this.#look(path);
  }

  /** The paths of what a template gets as dot. */
  pathsOf(data: Value): readonly string[] {
    const path = typeof data === "object" && data !== null ? this.#paths.get(data) : undefined;
    return path === undefined ? [...(this.#scenes.at(-1)?.values ?? [])] : [path];
  }

  variable(frame: Frame, slot: number, value: Value): void {
    if (this.#lookAt(value)) return;
    for (const path of this.#variables.get(frame)?.get(slot) ?? []) this.#look(path);
  }

  /** A variable has the value of what was looked at in this scene. */
  assign(frame: Frame, slot: number, paths: Iterable<string>): void {
    const known = this.#variables.get(frame) ?? new Map<number, readonly string[]>();
    known.set(slot, [...paths]);
    this.#variables.set(frame, known);
  }

  /** The path of an item, if its list or map has one. */
  pathOfItem(holder: Value, key: string | number): readonly string[] {
    const path = typeof holder === "object" && holder !== null ? this.#paths.get(holder) : undefined;
    return path === undefined ? [] : [joined(path, key)];
  }

  /** Something was printed: by an action, if a scene is given. */
  print(text: string, site: Site, scene?: Scene): void {
    const isOfText = site.tree.file.name === ROOT_NAME;
    const values = scene === undefined ? NONE : [...scene.values].map((path) => this.#full(path));
    this.#pieces.push({
      text,
      place: isOfText ? undefined : placeOf(site),
      source: scene === undefined ? site : undefined,
      values,
      lines: scene?.lines ?? NONE,
    });
  }

  /** What is printed from now on goes to a text. To be given back to {@link Trace.release}. */
  capture(): PrintedPiece[] {
    const outer = this.#pieces;
    this.#pieces = [];
    return outer;
  }

  /** Its lines belong to the scene, wherever that prints them. */
  release(outer: PrintedPiece[]): void {
    const lines = linesOf(this.#pieces, (path) => this.#has(path));
    this.#scenes.at(-1)?.lines.push(...lines);
    this.#pieces = outer;
  }

  /** A `{{ template }}` printed what came since {@link Trace.mark}. */
  printedBy(place: TemplatePlace, mark: number): void {
    for (const piece of this.#pieces.slice(mark)) piece.callers = [...(piece.callers ?? []), place];
  }

  mark(): number {
    return this.#pieces.length;
  }

  /** All lines that were printed. */
  get lines(): readonly TracedLine[] {
    return linesOf(this.#pieces, (path) => this.#has(path));
  }

  #lookAt(value: Value): boolean {
    const path = typeof value === "object" && value !== null ? this.#paths.get(value) : undefined;
    if (path !== undefined && path !== "") this.#look(path);
    return path !== undefined;
  }

  #look(path: string): void {
    this.#scenes.at(-1)?.values.add(path);
  }

  #name(value: Value, path: string): void {
    if (!(value instanceof Dict || value instanceof List) || this.#paths.has(value)) return;
    this.#paths.set(value, path);
    if (value instanceof Dict) for (const [key, item] of value.entries()) this.#name(item, joined(path, key));
    else value.items.forEach((item, index) => this.#name(item, joined(path, index)));
  }

  /** As the user of the whole chart would write it. */
  #full(path: string): string {
    return this.#prefix === "" || path === "global" || path.startsWith("global.") ? path : joined(this.#prefix, path);
  }

  #has(path: string): boolean {
    let value = this.#root;
    const own = this.#prefix !== "" && path.startsWith(`${this.#prefix}.`) ? path.slice(this.#prefix.length + 1) : path;
    for (const [, index, key = ""] of own.matchAll(/\[(\d+)\]|([^.[\]]+)/g)) {
      if (index !== undefined && value instanceof List) value = value.items[Number(index)];
      else if (value instanceof Dict && value.has(key)) value = value.get(key);
      else return false;
    }
    return value !== undefined;
  }
}

const NONE: readonly never[] = [];

function joined(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Such as `web.db` for `shop/charts/web/charts/db/templates/x.yaml`. */
function subchartPath(template: string): string {
  const [, charts = ""] = /^[^/]+((?:\/charts\/[^/]+)*)\/templates\//.exec(template) ?? [];
  return charts.split("/charts/").slice(1).join(".");
}
