// Makes gitops repositories of any size, the same for the same seed, for tests and for the benchmark.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatCommitMessage } from "../src/conventions/commit-message.ts";
import { formatRequestId, type RequestId } from "../src/conventions/ids.ts";
import { formatReleaseFile, type ReleaseRecord } from "../src/conventions/release-file.ts";
import type { Version } from "../src/conventions/version.ts";
import { PackWriter, replacing } from "./pack-writer.ts";

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
  /** Lets every so many releases be of the first env's first app; 0, the default, for no favourite. */
  readonly favouriteEvery?: number;
}

/** First commit: 2026-01-01. Releases follow each other by a minute. */
const START_SECONDS = 1_767_225_600;
const AUTHOR = "Ada <ada@example.org>";
const COMMITTER = "Gimlet <gimlet@gimlet.io>";

/**
 * Makes a bare repository with the branch `main`; four files in each app's folder. Packs are written here, with trees as
 * deltas: git's own fast-import takes five times as long where a folder has 10,000 entries.
 */
export function generateRepo(options: GenerateRepoOptions): void {
  const { folder, apps, envs, releases, seed = 1, mergeEvery = 0, favouriteEvery = 0 } = options;
  mkdirSync(folder, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", folder]);
  const random = seededRandom(seed);
  const pack = new PackWriter(folder);
  const names = Array.from({ length: apps }, (_, index) => appName(index));
  const services = new Map<string, string>();
  const folders = envs.map((env) => new Folder(pack, names, (app) => addApp(pack, { env, app, release: 0 }, services)));
  const root = (): string => {
    const [only] = folders;
    if (only !== undefined && folders.length === 1) return only.id;
    // Names of envs are in git's order when sorted, for none is the beginning of another.
    const entries = envs
      .map((env, index) => entry("40000", env, folders[index]?.id ?? ""))
      .toSorted((a, b) => a.compare(b));
    return pack.add("tree", Buffer.concat(entries));
  };
  let head = addCommit(pack, { tree: root(), parents: [], at: START_SECONDS, message: "[Gimlet] Bootstrapping\n" });
  for (let release = 1; release <= releases; release++) {
    const picked = { env: random() % envs.length, app: random() % apps };
    const isFavourite = favouriteEvery > 0 && release % favouriteEvery === 0;
    const { env, app } = isFavourite ? { env: 0, app: 0 } : picked;
    const of = { env: envs[env] ?? "", app: names[app] ?? "", release };
    folders[env]?.set(app, addApp(pack, of, services));
    const at = START_SECONDS + release * 60;
    const tree = root();
    const landed = addCommit(pack, { tree, parents: [head], at, message: releaseMessage(of) });
    const isMerged = mergeEvery > 0 && release % mergeEvery === 0;
    const merge = { tree, parents: [head, landed], at: at + 1, message: "Merge branch 'side'\n" };
    head = isMerged ? addCommit(pack, merge) : landed;
  }
  pack.finish();
  writeFileSync(join(folder, "refs", "heads", "main"), `${head}\n`);
}

/** A folder of apps. Its tree changes in one place at a time. */
class Folder {
  readonly #pack: PackWriter;
  readonly #data: Buffer;
  readonly #entryBytes: number;
  #id: string;
  #chain = 0;

  constructor(pack: PackWriter, names: readonly string[], treeOf: (name: string) => string) {
    const entries = names.map((name) => entry("40000", name, treeOf(name)));
    this.#pack = pack;
    this.#data = Buffer.concat(entries);
    this.#entryBytes = entries[0]?.length ?? 0;
    this.#id = pack.add("tree", this.#data);
  }

  get id(): string {
    return this.#id;
  }

  set(index: number, tree: string): void {
    const at = (index + 1) * this.#entryBytes - 20;
    const id = Buffer.from(tree, "hex");
    id.copy(this.#data, at);
    // As deep as git makes its chains.
    const whole = ++this.#chain % 50 === 0;
    const delta = { base: this.#id, instructions: replacing(this.#data, at, id) };
    this.#id = this.#pack.add("tree", this.#data, whole ? undefined : delta);
  }
}

/** Adds an app's files and folder. What never changes is written once. */
function addApp(pack: PackWriter, of: GeneratedRelease, services: Map<string, string>): string {
  const version = versionOf(of);
  const blob = (text: string): string => pack.add("blob", Buffer.from(text));
  const key = `${of.env}/${of.app}`;
  const unchanged = services.get(key) ?? blob(service(of));
  services.set(key, unchanged);
  return pack.add(
    "tree",
    Buffer.concat([
      entry("100644", "artifact.json", blob(`${JSON.stringify({ id: artifactOf(of), version })}\n`)),
      entry("100644", `deployment-${of.app}.yaml`, blob(deployment(of, version))),
      entry("100644", "release.json", blob(formatReleaseFile(recordOf(of, version)))),
      entry("100644", `service-${of.app}.yaml`, unchanged),
    ]),
  );
}

function entry(mode: string, name: string, id: string): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]);
}

interface GeneratedCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly at: number;
  readonly message: string;
}

function addCommit(pack: PackWriter, { tree, parents, at, message }: GeneratedCommit): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${AUTHOR} ${at} +0000`,
    `committer ${COMMITTER} ${at} +0000`,
  ];
  return pack.add("commit", Buffer.from(`${lines.join("\n")}\n\n${message}`));
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
