import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ProfileName } from "../../../src/template/profile.ts";
import type { Files } from "./packed-files.ts";

/** What a helm, or our engine, made of a chart. */
export type Outcome =
  | { readonly kind: "output"; readonly text: string }
  /** `problem` is what Helm prints behind `Error: `. */
  | { readonly kind: "error"; readonly problem: string };

const TIMEOUT_MS = 60_000;

/** The `helm` of the PATH, with a home of its own in a temporary folder. */
export class HelmProgram {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, "home"), { recursive: true });
  }

  /** Its version, such as `v4.2.4`, and the profile that goes with it. */
  async version(): Promise<{ readonly version: string; readonly profile: ProfileName }> {
    const { stdout } = await this.#run(["version", "--template", "{{ .Version }}"]);
    return { version: stdout, profile: stdout.startsWith("v3.") ? "helm-3.21" : "helm-4.2" };
  }

  /** Writes a chart's files. @returns its folder */
  writeChart(name: string, files: Files): string {
    const folder = join(this.#folder, name);
    for (const [path, bytes] of files) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    return folder;
  }

  /** Renders as {@link renderFuzzCase} does. */
  async render(chart: string, valuesFiles: readonly string[]): Promise<Outcome> {
    const flags = valuesFiles.flatMap((text, index) => {
      const file = join(this.#folder, `values-${index}.yaml`);
      writeFileSync(file, text);
      return ["-f", file];
    });
    const { code, stdout, stderr } = await this.#run(["template", "rel", chart, ...FIXED_FLAGS, ...flags]);
    if (code === 0) return { kind: "output", text: stdout };
    const problem = stderr.slice(stderr.indexOf("Error: ") + "Error: ".length).replaceAll(`${this.#folder}/`, "");
    return { kind: "error", problem: problem.replace(/\n\nUse --debug flag.*\n?$/, "").trimEnd() };
  }

  async #run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const home = join(this.#folder, "home");
    const env = { PATH: process.env["PATH"], HOME: home, TZ: "UTC", LANG: "C.UTF-8" };
    return await new Promise((resolve, reject) => {
      execFile("helm", args, { env, timeout: TIMEOUT_MS, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") resolve({ code, stdout, stderr });
        else reject(error ?? new Error("helm did not end"));
      });
    });
  }
}

const FIXED_FLAGS = ["-n", "default", "--kube-version", "v1.33.0"];
