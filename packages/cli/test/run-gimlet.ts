// Starts the CLI as a process of its own, away from the machine's settings.
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { git } from "../../core/test-support/git-http-server.ts";

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly folder?: string;
}

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** A folder with gitops repositories, a checkout, and a home of its own. */
export class Workplace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "gimlet-cli-")));

  /** Runs the CLI from its sources, with stdin closed unless there is input. A hang ends it after 20 seconds. */
  async gimlet(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return await this.run(
      [process.execPath, "--conditions=@gimlet/source", join(PACKAGE, "bin", "dev.js"), ...args],
      options,
    );
  }

  async run([program = "", ...args]: readonly string[], { env = {}, input = "", folder }: RunOptions): Promise<Ended> {
    const child = spawn(program, args, {
      cwd: folder ?? this.folder,
      env: {
        PATH: process.env["PATH"],
        HOME: this.folder,
        LANG: "C.UTF-8",
        GIMLET_CACHE_DIR: join(this.folder, "cache"),
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: join(this.folder, "gitconfig"),
        ...env,
      },
      timeout: 20_000,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    const { promise, resolve } = Promise.withResolvers<number | null>();
    child.on("close", resolve);
    return { code: await promise, stdout, stderr };
  }

  /** A new, empty gitops repository. @returns its path */
  bareRepo(name = "gitops-staging-apps.git"): string {
    git(this.folder, ["init", "--quiet", "--bare", "--initial-branch=main", name]);
    return join(this.folder, name);
  }

  /** Who git says works here. */
  signIn(name: string, email: string): void {
    writeFileSync(join(this.folder, "gitconfig"), `[user]\nname = ${name}\nemail = ${email}\n`);
  }

  /** An artifact of raw manifests, as a file. @returns its path */
  artifact(options: {
    readonly tag: string;
    readonly apps?: readonly string[];
    readonly env?: string;
    readonly created?: number;
    readonly password?: string;
  }): string {
    const { tag, apps = ["web"], env = "staging", created = 1_700_000_000, password } = options;
    const secret =
      password === undefined
        ? ""
        : `---\napiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { password: "${password}" }\n`;
    const path = join(this.folder, `artifact-${tag}.json`);
    const environments = apps.map((app) => ({
      app,
      env,
      namespace: "apps",
      manifests: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${app} }\ndata: { version: "${tag}" }\n${secret}`,
    }));
    const sha = Buffer.from(tag).toString("hex").padEnd(40, "0").slice(0, 40);
    writeFileSync(
      path,
      JSON.stringify({
        id: `acme/web-${tag}`,
        version: { repositoryName: "acme/web", sha, created, tag, event: "tag", message: `Version ${tag}` },
        environments,
      }),
    );
    return path;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
