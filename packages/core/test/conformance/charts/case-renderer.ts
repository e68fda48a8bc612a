import { loadChart } from "../../../src/chart/load-chart.ts";
import { ChartCache } from "../../../src/chart/chart-cache.ts";
import type { Chart } from "../../../src/chart/chart.ts";
import { renderChart } from "../../../src/chart/render-chart.ts";
import { readValues } from "../../../src/chart/values-file.ts";
import { type Profile, type ProfileName, profileOf } from "../../../src/template/profile.ts";
import { bytesOfText, textOfBytes } from "../../../src/template/values/text.ts";
import { Dict } from "../../../src/template/values/value.ts";
import { chanceOf } from "./chance.ts";
import type { ChartCase, Corpus } from "./corpus.ts";
import { recordedHelm } from "./recorded-helm.ts";

/** Renders charts of a corpus as `helm template rel CHART -n default --kube-version v1.33.0` does. */
export class CaseRenderer {
  readonly #corpus: Corpus;
  readonly #profile: Profile;
  readonly #cache = new ChartCache();
  #last: { readonly path: string; readonly chart: Chart } | undefined;

  constructor(corpus: Corpus, profile: ProfileName) {
    this.#corpus = corpus;
    this.#profile = profileOf(profile);
  }

  /** What is printed on standard output, as bytes in a text of Latin letters would be compared. */
  async render({ chart, values }: ChartCase): Promise<string> {
    const profile = this.#profile;
    const loaded = await this.#load(chart);
    const given = values === null ? new Dict() : readValues(textOfBytes(this.#corpus.file(values)), profile);
    const rendered = await renderChart(loaded, {
      profile: profile.name,
      release: { name: "rel", namespace: "default" },
      values: given,
      kubeVersion: "v1.33.0",
      helmVersion: recordedHelm(profile.name),
      chance: chanceOf("conformance"),
      cache: this.#cache,
    });
    return new TextDecoder().decode(bytesOfText(rendered.text));
  }

  async #load(path: string): Promise<Chart> {
    // Cases of one chart follow each other.
    if (this.#last?.path === path) return this.#last.chart;
    const chart = loadChart(await this.#corpus.chartFiles(path), { profile: this.#profile.name });
    this.#last = { path, chart };
    return chart;
  }
}
