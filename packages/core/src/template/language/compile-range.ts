import { formatPrintf } from "../format/printf.ts";
import { Bytes, Dict, Int, int, List, type Value } from "../values/value.ts";
import { interruption } from "./call-failure.ts";
import { failAt, type Site } from "./failure.ts";
import { BREAK, type Execute, type Frame, NEXT } from "./frame.ts";
import { lastVisitedOfPipe } from "./last-visited.ts";
import type { PartCompiler } from "./part-compiler.ts";
import type { BranchNode } from "./tree.ts";

/** Compiles `{{ range }}`. */
export function compileRange(compiler: PartCompiler, node: BranchNode): Execute {
  const { scope, tree } = compiler;
  const { pipe } = node;
  const outside = scope.enter();
  const site: Site = { tree, node: lastVisitedOfPipe(pipe) };
  const source = scope.reserve();
  const collection = compiler.pipe(pipe);
  // The variables stand for the whole until the first round; from then on for its items.
  const [first, second] = pipe.declarations.map(({ names: [name = ""] }) => scope.becomeItem(name, source));
  const [indexSlot, itemSlot] = second === undefined ? [undefined, first] : [first, second];
  const inside = scope.enter();
  const outerSource = compiler.dotSource;
  compiler.dotSource = source;
  const body = compiler.list(node.list);
  compiler.dotSource = outerSource;
  scope.leave(inside);
  const otherwise = node.elseList === undefined ? undefined : compiler.list(node.elseList);
  scope.leave(outside);

  const round: Round = (frame, index, item) => {
    const { run, variables } = frame;
    if (indexSlot !== undefined) variables[indexSlot] = index;
    if (itemSlot !== undefined) variables[itemSlot] = item;
    try {
      run.context.budget.step();
    } catch (error) {
      throw interruption(error, site);
    }
    if (run.trace === undefined) return body(frame, item) !== BREAK;
    const path = run.trace.pathOfItem(variables[source], keyOf(index));
    if (itemSlot !== undefined) run.trace.assign(frame, itemSlot, path);
    run.trace.enter(path);
    const signal = body(frame, item);
    run.trace.leave();
    return signal !== BREAK;
  };
  return (frame, dot) => {
    const { trace } = frame.run;
    trace?.enter();
    const value = collection(frame, dot);
    trace?.leave();
    frame.variables[source] = value;
    if (value instanceof Int && indexSlot !== undefined)
      failAt(site, `can't use ${formatPrintf("%v", [value])} to iterate over more than one variable`);
    if (isEmpty(value, site)) return otherwise === undefined ? NEXT : otherwise(frame, dot);
    iterate(value, frame, { round, wantsIndex: indexSlot !== undefined || trace !== undefined });
    return NEXT;
  };
}

/** Gives false when the loop is to be left. */
type Round = (frame: Frame, index: Value, item: Value) => boolean;

function isEmpty(value: Value, site: Site): boolean {
  if (value === undefined || value === null) return true;
  if (value instanceof List) return value.items.length === 0;
  if (value instanceof Dict) return value.size === 0;
  if (value instanceof Int) return value.value <= 0n;
  if (value instanceof Bytes) return value.bytes.length === 0;
  return failAt(site, `range can't iterate over ${formatPrintf("%v", [value])}`);
}

function iterate(
  value: Value,
  frame: Frame,
  { round, wantsIndex }: { readonly round: Round; readonly wantsIndex: boolean },
): void {
  if (value instanceof List) {
    const { items } = value;
    for (let index = 0; index < items.length; index++)
      if (!round(frame, wantsIndex ? int(index) : undefined, items[index])) return;
  } else if (value instanceof Dict) {
    // What a round changes is not seen by those after it.
    const keys = value.sortedKeys();
    const items = keys.map((key) => value.get(key));
    for (let index = 0; index < keys.length; index++) if (!round(frame, keys[index], items[index])) return;
  } else if (value instanceof Bytes) {
    const { bytes } = value;
    for (let index = 0; index < bytes.length; index++)
      if (!round(frame, wantsIndex ? int(index) : undefined, new Int(BigInt(bytes[index] ?? 0), "uint8"))) return;
  } else if (value instanceof Int) {
    const { kind, type, methods } = value;
    const named = type === kind ? undefined : { type, ...(methods === undefined ? {} : { methods }) };
    for (let count = 0n; count < value.value; count++)
      if (!round(frame, undefined, new Int(count, kind, named))) return;
  }
}

function keyOf(index: Value): string | number {
  if (index instanceof Int) return Number(index.value);
  return typeof index === "string" ? index : "";
}
