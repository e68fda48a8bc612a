// Makes gitops repositories of any size, the same for the same seed, for tests and for the benchmark.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { formatCommitMessage } from "../src/conventions/commit-message.ts";
import { formatRequestId, type RequestId } from "../src/conventions/ids.ts";
import { formatReleaseFile, type ReleaseRecord } from "../src/conventions/release-file.ts";
import type { Version } from "../src/conventions/version.ts";

/** What to generate. */
export interface GenerateRepoOptions {
  /** The bare repository to make; created if absent. */
  readonly folder: string;
  /** Apps of every env, named `app-00000` and on. */
  readonly apps: number;
  /** With one env the repository is that env; with more, each is a folder of it. */
  readonly envs: readonly string[];
  /** Releases after the first commit, which holds every app's first release. One commit each. */
  readonly releases: number;
  readonly seed?: number;
  /** Lets every so many releases be one commit on a branch that is merged at once; 0, the default, for a linear history. */
  readonly mergeEvery?: number;
}

/** First commit: 2026-01-01. Releases follow each other by a minute. */
const START_SECONDS = 1_767_225_600;
const AUTHOR = "Ada <ada@example.org>";
const COMMITTER = "Gimlet <gimlet@gimlet.io>";

/** Makes a bare repository with the branch `main` by one `git fast-import`; four files in each app's folder. */
export async function generateRepo(options: GenerateRepoOptions): Promise<void> {
  const { folder, apps, envs, releases, seed = 1, mergeEvery = 0 } = options;
  await mkdir(folder, { recursive: true });
  await runGit(["init", "--quiet", "--bare", "--initial-branch=main", folder]);
  const random = seededRandom(seed);
  await runGit(["-C", folder, "fast-import", "--quiet", "--depth=50"], function* () {
    yield* commitStart(1, START_SECONDS, "[Gimlet] Bootstrapping\n");
    for (const env of envs) {
      for (let app = 0; app < apps; app++) yield* appFiles(options, { env, app: appName(app), release: 0 });
    }
    let mark = 1;
    for (let release = 1; release <= releases; release++) {
      const env = envs[random() % envs.length]!;
      const of = { env, app: appName(random() % apps), release };
      const at = START_SECONDS + release * 60;
      const branched = mergeEvery > 0 && release % mergeEvery === 0;
      const base = mark;
      yield* commitStart(++mark, at, releaseMessage(of), { branch: branched ? "side" : "main", from: base });
      yield* appFiles(options, of);
      if (!branched) continue;
      const side = mark;
      yield* commitStart(++mark, at + 1, "Merge branch 'side'\n", { branch: "main", from: base, merge: side });
      yield* appFiles(options, of);
    }
    yield "done\n";
  });
}

interface GeneratedRelease {
  readonly env: string;
  readonly app: string;
  /** 0 for the one of the first commit. */
  readonly release: number;
}

function appName(index: number): string {
  return `app-${String(index).padStart(5, "0")}`;
}

function* appFiles(options: GenerateRepoOptions, of: GeneratedRelease): Generator<string> {
  const path = options.envs.length === 1 ? of.app : `${of.env}/${of.app}`;
  const version = versionOf(of);
  yield file(`${path}/artifact.json`, `${JSON.stringify({ id: artifactOf(of), version })}\n`);
  yield file(`${path}/deployment-${of.app}.yaml`, deployment(of, version));
  yield file(`${path}/release.json`, formatReleaseFile(recordOf(of, version)));
  if (of.release === 0) yield file(`${path}/service-${of.app}.yaml`, service(of));
}

function versionOf({ app, release }: GeneratedRelease): Version {
  const sha = `${release.toString(16).padStart(8, "0")}${hash(app).toString(16).padStart(8, "0")}`.padEnd(40, "0");
  return {
    repositoryName: `acme/${app}`,
    sha,
    created: START_SECONDS + release * 60 - 30,
    branch: "main",
    authorName: "Ada",
    authorEmail: "ada@example.org",
    committerName: "Ada",
    committerEmail: "ada@example.org",
    message: `Change ${release} of ${app}`,
    url: `https://git.example.org/acme/${app}/commit/${sha}`,
  };
}

function artifactOf({ app, release }: GeneratedRelease): string {
  return `acme/${app}-${release}`;
}

function requestOf({ release }: GeneratedRelease): RequestId {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setUint32(0, hash(String(release)));
  return formatRequestId((START_SECONDS + release * 60) * 1000, random);
}

function recordOf(of: GeneratedRelease, version: Version): ReleaseRecord {
  const { app, env } = of;
  const gimlet = { request: requestOf(of), actor: "ada", via: "cli" };
  return { app, env, artifactId: artifactOf(of), triggeredBy: "ada", version, gimlet };
}

function releaseMessage(of: GeneratedRelease): string {
  const { env, app } = of;
  const facts = { request: requestOf(of), actor: "ada", via: "cli", artifact: artifactOf(of) };
  return formatCommitMessage({ act: "release", instances: [{ env, app }], ...facts });
}

function deployment({ app, env }: GeneratedRelease, version: Version): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${app}, namespace: ${env} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${app} } }
  template:
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: ${app}, image: "registry.example.org/${app}:${version.sha}" }] }
`;
}

function service({ app, env }: GeneratedRelease): string {
  return `apiVersion: v1
kind: Service
metadata: { name: ${app}, namespace: ${env} }
spec: { selector: { app: ${app} }, ports: [{ port: 80 }] }
`;
}

interface CommitPlace {
  readonly branch: string;
  readonly from: number;
  readonly merge?: number;
}

function* commitStart(mark: number, at: number, message: string, place?: CommitPlace): Generator<string> {
  yield `commit refs/heads/${place?.branch ?? "main"}\nmark :${mark}\nauthor ${AUTHOR} ${at} +0000\n`;
  yield `committer ${COMMITTER} ${at} +0000\n${data(message)}`;
  if (place !== undefined) yield `from :${place.from}\n`;
  if (place?.merge !== undefined) yield `merge :${place.merge}\n`;
}

function file(path: string, content: string): string {
  return `M 100644 inline ${path}\n${data(content)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** FNV-1a: enough to tell names apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Mulberry32: numbers from 0 to 2^32 - 1. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

async function runGit(args: readonly string[], input?: () => Iterable<string>): Promise<void> {
  const child = spawn("git", args, { stdio: ["pipe", "inherit", "inherit"] });
  const ended = once(child, "close") as Promise<[number]>;
  let chunk = "";
  for (const text of input?.() ?? []) {
    chunk += text;
    if (chunk.length < 1 << 20) continue;
    if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
    chunk = "";
  }
  child.stdin.end(chunk);
  const [code] = await ended;
  if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}`);
}
