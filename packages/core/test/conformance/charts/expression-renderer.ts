import { loadChart } from "../../../src/chart/load-chart.ts";
import { ChartCache } from "../../../src/chart/chart-cache.ts";
import { executeChart } from "../../../src/chart/render-chart.ts";
import { GimletError } from "../../../src/errors.ts";
import { type Profile, type ProfileName, profileOf } from "../../../src/template/profile.ts";
import { Dict } from "../../../src/template/values/value.ts";
import { chanceOf } from "./chance.ts";
import type { ExpressionBase, ExpressionCase, ExpressionResult } from "./corpus.ts";
import { recordedHelm } from "./recorded-helm.ts";

/** Executes small templates in the chart of their base. */
export class ExpressionRenderer {
  readonly #base: ExpressionBase;
  readonly #profile: Profile;
  readonly #cache = new ChartCache();

  constructor(base: ExpressionBase, profile: ProfileName) {
    this.#base = base;
    this.#profile = profileOf(profile);
  }

  /** What the template prints before documents are split, or the error in Helm's words. */
  async render({ template, values }: ExpressionCase): Promise<ExpressionResult> {
    const encoder = new TextEncoder();
    const files = new Map<string, Uint8Array>(
      Object.entries(this.#base.chart).map(([path, content]) => [
        path,
        typeof content === "string" ? encoder.encode(content) : Buffer.from(content.base64, "base64"),
      ]),
    );
    files.set("values.yaml", encoder.encode(this.#base.values[values] ?? ""));
    // The engine was given the template as it is; a byte order mark goes when a chart is loaded.
    files.set("templates/t.yaml", encoder.encode(template.startsWith("\u{FEFF}") ? `\u{FEFF}${template}` : template));
    try {
      const chart = loadChart(files, { profile: this.#profile.name });
      const { files: printed } = await executeChart(chart, {
        profile: this.#profile.name,
        release: { name: "rel", namespace: "default" },
        values: new Dict(),
        kubeVersion: "v1.33.0",
        helmVersion: recordedHelm(this.#profile.name),
        chance: chanceOf("conformance"),
        cache: this.#cache,
      });
      return { ok: printed.get("x/templates/t.yaml") ?? "" };
    } catch (error) {
      if (GimletError.is(error)) return { error: "helmText" in error ? error.helmText : error.message };
      // A defect of ours is no error that helm could have.
      return { ok: `defect: ${String(error)}` };
    }
  }
}
