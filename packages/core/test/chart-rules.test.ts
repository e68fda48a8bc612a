import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadChart } from "../src/chart/load-chart.ts";
import { renderChart, type RenderChartOptions } from "../src/chart/render-chart.ts";
import { showOnly } from "../src/chart/show-only.ts";
import { readValues } from "../src/chart/values-file.ts";
import { TemplateError, ChartInvalidError, ValuesInvalidError } from "../src/errors.ts";
import { type ProfileName, profileOf } from "../src/template/profile.ts";

// One small chart per rule of Helm, each with what helm 4.2.4 and 3.21.4 print for it. A file holds a sentence, then
// sections: the chart's files, `values.yaml` of the user, `options.json`, and `output` or `error`, of both versions or one.
const FOLDER = join(import.meta.dirname, "chart-rules");
const PROFILES: readonly ProfileName[] = ["helm-4.2", "helm-3.21"];

interface Rule {
  readonly sentence: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly values: string;
  readonly options: Omit<Partial<RenderChartOptions>, "profile"> & {
    readonly namespace?: string;
    readonly isUpgrade?: boolean;
    readonly showOnly?: readonly string[];
  };
  readonly expected: (profile: ProfileName) => string;
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".txt"))) {
  const rule = parseRule(readFileSync(join(FOLDER, file), "utf8"));
  describe(`${file}: ${rule.sentence}`, () => {
    test.for(PROFILES)("%s", async (profile) => {
      const result = await resultOf(rule, profile);

      expect(result).toBe(rule.expected(profile));
    });
  });
}

async function resultOf(rule: Rule, profile: ProfileName): Promise<string> {
  const { namespace = "default", isUpgrade = false, showOnly: shown, ...options } = rule.options;
  try {
    const chart = loadChart(rule.files, { profile });
    const values = readValues(rule.values, profileOf(profile));
    const release = { name: "rel", namespace, isUpgrade };
    const { text } = await renderChart(chart, { kubeVersion: "v1.33.0", ...options, profile, release, values });
    return `output\n${shown === undefined ? text : showOnly(text, shown, { profile })}`;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof ChartInvalidError) return `error\n${error.helmText}\n`;
    if (error instanceof ValuesInvalidError)
      return `error\n${error.violations.map(({ message }) => message).join("\n")}\n`;
    throw error;
  }
}

function parseRule(text: string): Rule {
  const [sentence = "", ...sections] = text.split(/^==> (.*)\n/m);
  const files = new Map<string, Uint8Array>();
  const others = new Map<string, string>();
  for (let at = 0; at < sections.length; at += 2) {
    const [title = "", content = ""] = sections.slice(at, at + 2);
    if (title.startsWith("chart/")) files.set(title.slice("chart/".length), new TextEncoder().encode(content));
    else others.set(title, content);
  }
  return {
    sentence: sentence.trim(),
    files,
    values: others.get("values.yaml") ?? "",
    options: JSON.parse(others.get("options.json") ?? "{}"),
    expected: (profile) => {
      const titles = ["output", "error"].flatMap((kind) => [kind, `${kind} ${profile}`]);
      const title = titles.find((each) => others.has(each)) ?? "";
      // Helm 4 says where it was found out, which is no part of the error here.
      const text = others.get(title)?.replace(/^chart dependencies processing failed: /, "");
      return `${title.split(" ", 1).join("")}\n${text}`;
    },
  };
}
