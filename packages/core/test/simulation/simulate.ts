import { parseArtifact } from "../../src/artifact/parse-artifact.ts";
import { parseCommitMessage } from "../../src/conventions/commit-message.ts";
import { formatRequestId } from "../../src/conventions/ids.ts";
import { GimletError } from "../../src/errors.ts";
import { createGimlet, type Gimlet } from "../../src/gimlet.ts";
import type { HistoryCommit } from "../../src/gitops/gitops-repo.ts";
import type { ActResult } from "../../src/release/plan.ts";
import type { AnyRequest } from "../../src/release/requests.ts";
import { MemoryRemote } from "../../src/testing/memory-remote.ts";
import { Process, withFaults } from "./faulty-repo.ts";
import { Random } from "./random.ts";
import { Scheduler } from "./scheduler.ts";

const ENV = "staging";
const APPS = ["web", "api", "jobs"] as const;
const START_MS = 1_767_225_600_000;

/** What one client asked for, and what it was told. */
interface Asked {
  readonly request: AnyRequest;
  /** Absent while no answer has come: the client gave up. */
  answer?: ActResult | { readonly refused: string };
}

interface Running {
  readonly process: Process;
  readonly gimlet: Gimlet;
}

/** What a seed's world came to. */
export interface World {
  readonly seed: number;
  /** Broken promises; empty when all held. */
  readonly violations: readonly string[];
  /** What happened, in order. */
  readonly trace: readonly string[];
  /** How many acts landed, for a look at how much a run tried. */
  readonly landed: number;
}

/** Runs clients that act at once while processes crash, answers get lost and others push; checks every promise. */
export async function simulate(seed: number): Promise<World> {
  const random = new Random(seed);
  const scheduler = new Scheduler(random);
  const remote = await MemoryRemote.create({ files: { [`${ENV}/flux/readme.txt`]: "x\n", "README.md": "x\n" } });
  const asked: Asked[] = [];
  const foreign: string[] = [];
  let clock = START_MS;
  let made = 0;

  async function foreignPush(): Promise<void> {
    const app = random.pick([...APPS, "other"]);
    const name = `${ENV}/${app}/by-hand-${foreign.length}.yaml`;
    foreign.push(await remote.edit(new Map([[name, { kind: "file", content: `${foreign.length}\n` }]])));
  }

  /** A machine that starts its process anew after a crash, with an empty memory. */
  function host(name: string): () => Running {
    let life = 0;
    let running: Running | undefined;
    return () => {
      if (running === undefined || running.process.dead) running = start(`${name}.${life++}`);
      return running;
    };
  }

  function start(name: string): Running {
    const process = new Process(name);
    const rate = 0.04;
    const repo = withFaults(remote.client(), { process, scheduler, random, foreignPush, rate });
    const gimlet = createGimlet({
      envs: { [ENV]: { repo, layout: "folder-per-env" } },
      now: () => (clock += 250),
      random: (count) => random.bytes(count),
      pause: () => scheduler.turn(`${name} pause`),
    });
    return { process, gimlet };
  }

  function newRequest(login: string): AnyRequest {
    const app = random.pick(APPS);
    const act = random.pick([
      "release",
      "release",
      "release",
      "rollback",
      "removal",
      "restore",
      "hold",
      "resume",
    ] as const);
    // One that keeps its id can ask again; one that does not asks once and takes what comes.
    const requestId = random.chance(0.6) ? formatRequestId((clock += 250), random.bytes(10)) : undefined;
    const base = { env: ENV, actor: { login }, requestId };
    if (act !== "release") return { ...base, act, app };
    const automatic = random.chance(0.3);
    const whole = random.chance(0.3);
    const atomic = whole && random.chance(0.5);
    return { ...base, act, automatic, atomic, artifact: artifactOf(made++), ...(whole ? {} : { app }) };
  }

  async function client(name: string, running: () => Running): Promise<void> {
    for (let turn = 0; turn < 2; turn++) {
      const entry: Asked = { request: newRequest(name) };
      asked.push(entry);
      const mostTries = entry.request.requestId === undefined ? 1 : 8;
      for (let tries = 0; tries < mostTries && entry.answer === undefined; tries++) {
        await scheduler.turn(`${name} turns to its host`);
        const { process, gimlet } = running();
        scheduler.note(`${name} asks ${process.name}: ${entry.request.act} ${entry.request.requestId ?? ""}`);
        try {
          const answer = await process.survives(gimlet.act(entry.request));
          if (answer !== "dead") entry.answer = answer;
        } catch (error) {
          if (!GimletError.is(error)) throw error;
          // No answer, or one that says to try again, is no answer; every other error says that nothing was landed.
          if (error.kind !== "unavailable" && error.code !== "gitops-conflict") entry.answer = { refused: error.code };
        }
      }
    }
  }

  const [north, south] = [host("north"), host("south")];
  const clients = Promise.all([
    ...["ada", "bob", "kim", "lee"].map((name) => client(name, north)),
    ...["eve", "joe"].map((name) => client(name, south)),
  ]);
  let bug: Error | undefined;
  clients.catch((error: Error) => (bug = error));
  await scheduler.run();
  const violations = bug === undefined ? await check(remote, { asked, foreign }) : [`threw ${bug.stack}`];
  const landed = asked.filter(({ answer }) => answer !== undefined && "instances" in answer).length;
  return { seed, violations, trace: scheduler.trace, landed };
}

function artifactOf(number: number): ReturnType<typeof parseArtifact> {
  const environments = APPS.map((app) => ({
    app,
    env: ENV,
    namespace: "acme",
    manifests: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${app} }\ndata: { build: "${number}" }\n`,
  }));
  const version = { repositoryName: "acme/mono", sha: number.toString(16).padStart(40, "0"), created: 1 + number };
  return parseArtifact(JSON.stringify({ version, environments }));
}

async function check(
  remote: MemoryRemote,
  world: { readonly asked: readonly Asked[]; readonly foreign: readonly string[] },
): Promise<readonly string[]> {
  const violations: string[] = [];
  const head = remote.head();
  if (head === undefined) return ["the branch is gone"];
  const commits: HistoryCommit[] = [];
  for await (const commit of remote.client().history(head, { folderDepth: 2 })) commits.push(commit);

  const landed = new Map<string, string>();
  for (const { sha, message, changes } of commits) {
    const record = parseCommitMessage(message).record;
    if (record === undefined) continue;
    const apps = record.instances.map(({ app }) => app);
    for (const app of apps) {
      const key = `${record.request}/${app}`;
      if (landed.has(key)) violations.push(`${key} landed twice: ${landed.get(key)} and ${sha}`);
      landed.set(key, sha);
    }
    const allowed = [...apps, "flux", ".gimlet"].map((name) => `${ENV}/${name}`);
    for (const { folder } of changes)
      if (!allowed.includes(folder)) violations.push(`${sha} of ${apps.join()} touched ${folder}`);
  }

  for (const { request, answer } of world.asked) {
    if (answer === undefined) continue;
    const id = "requestId" in answer ? answer.requestId : request.requestId;
    const told = "instances" in answer ? answer.instances.filter(({ outcome }) => outcome === "landed") : [];
    for (const instance of told) {
      const sha = landed.get(`${id}/${instance.app}`);
      if (instance.outcome === "landed" && sha !== instance.commit)
        violations.push(`${id}/${instance.app} was acknowledged as ${instance.commit}, landed as ${sha}`);
    }
    const toldApps = told.map(({ app }) => app);
    for (const app of APPS)
      if (landed.has(`${id}/${app}`) && !toldApps.includes(app))
        violations.push(`${id}/${app} landed, but the answer was ${JSON.stringify(answer)}`);
  }

  const shas = new Set<string>(commits.map(({ sha }) => sha));
  for (const sha of world.foreign) if (!shas.has(sha)) violations.push(`the push ${sha} of somebody else is lost`);
  return violations;
}
