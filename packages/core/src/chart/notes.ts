import { compareText } from "../template/values/text.ts";

const NOTES = "NOTES.txt";

/** What a release tells whoever installs it: the chart's own notes, then those of its subcharts if they are wanted. */
export function notesOf(
  files: ReadonlyMap<string, string>,
  { chart, subcharts }: { readonly chart: string; readonly subcharts: boolean },
): string {
  const own = `${chart}/templates/${NOTES}`;
  const others = [...files.keys()].filter((path) => path.endsWith(NOTES) && path !== own).toSorted(compareText);
  return [own, ...(subcharts ? others : [])]
    .map((path) => files.get(path) ?? "")
    .filter((text) => text !== "")
    .join("\n");
}

/** Files that may hold documents; any whose name ends like that of notes is taken for notes. */
export function withoutNotes(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path]) => !path.endsWith(NOTES)));
}
