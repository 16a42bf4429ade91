import { performance } from "node:perf_hooks";
import { createDraws } from "../../src/domain/numerics/create-draws.ts";
import { askPeople, hangUp } from "./ask-people.ts";
import { castVotes } from "./cast-votes.ts";
import { EvaluateBody, evaluatePath } from "./evaluate-body.ts";
import type {
  EpisodeScript,
  GeneratorAnswer,
  GeneratorJob,
  GeneratorResults,
  Measured,
  MeasuredScoring,
  StartedScript,
  Target,
} from "./generator-messages.ts";
import { holdCompares } from "./hold-compares.ts";
import { KeepAliveConnection } from "./keep-alive-connection.ts";
import { composePolicyLine } from "./policy-lines.ts";
import { postJson } from "./post-json.ts";
import { quantile } from "./quantile.ts";
import { timeWakeUps } from "./time-wake-ups.ts";

// The load generator: a process of its own, told over IPC what to do.
const COLLECTION = "medical-intake";
const SCENARIO = "lower-back-pain";

process.on("message", (job: GeneratorJob) => {
  carryOut(job).then(
    (result) => process.send?.({ result } satisfies GeneratorAnswer),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies GeneratorAnswer),
  );
});
process.on("disconnect", () => process.exit(0));

function carryOut(job: GeneratorJob): Promise<GeneratorResults[GeneratorJob["kind"]]> {
  switch (job.kind) {
    case "record":
      return record(job.target, job.firstSeed, job.episodes, job.turns);
    case "start":
      return start(job.target, job.scripts);
    case "play":
      return play(job.target, job.started);
    case "echo":
      return echo(job.target, job.scripts, job.repeats);
    case "create":
      return create(job.target, job.episodes);
    case "evaluate":
      return evaluate(job);
    case "compare":
      return holdCompares(job);
    case "ask":
      return askPeople(job);
    case "hang up":
      return hangUp();
    case "vote":
      return castVotes(job);
    case "wake":
      return timeWakeUps(job);
  }
}

/** Shares the items out over so many connections and runs them to their end. */
async function overConnections<T>(
  target: Target,
  items: readonly T[],
  run: (connection: KeepAliveConnection, item: T) => Promise<void>,
): Promise<void> {
  const connections = await Promise.all(
    Array.from({ length: target.connections }, () =>
      KeepAliveConnection.open(target.url, { authorization: `Bearer ${target.apiKey}` }),
    ),
  );
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < items.length) {
        const item = items[next] as T;
        next += 1;
        await run(connection, item);
      }
    }),
  );
  for (const connection of connections) {
    connection.close();
  }
}

interface Started {
  readonly episode_id: string;
  readonly observation: { readonly content: string };
}

function startEpisode(connection: KeepAliveConnection, seed: number): Promise<Started> {
  const body = JSON.stringify({ collection_slug: COLLECTION, scenario_slug: SCENARIO, seed });
  return postJson<Started>(connection, "/api/v1/episodes", body, 201);
}

async function record(target: Target, firstSeed: number, episodes: number, turns: number): Promise<readonly EpisodeScript[]> {
  const scripts: EpisodeScript[] = [];
  const seeds = Array.from({ length: episodes }, (_, index) => firstSeed + index);
  await overConnections(target, seeds, async (connection, seed) => {
    scripts.push({ seed, turnBodies: await recordEpisode(connection, seed, turns) });
  });
  return scripts;
}

/** Every other episode sends its whole history each turn, as chat trainers do; the others send only the new message and its turn. */
async function recordEpisode(connection: KeepAliveConnection, seed: number, turns: number): Promise<readonly string[]> {
  const draw = createDraws(seed);
  const started = await startEpisode(connection, seed);
  const history = [{ role: "user", content: started.observation.content }];
  const bodies: string[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    const move = { role: "assistant", content: composePolicyLine(draw) };
    const body = JSON.stringify(seed % 2 === 0 ? { messages: [...history, move] } : { messages: [move], turn });
    bodies.push(body);
    const answer = await postJson<Started & { readonly episode_complete: boolean }>(
      connection,
      turnsPath(started.episode_id),
      body,
      200,
    );
    history.push(move, { role: "user", content: answer.observation.content });
    if (answer.episode_complete) {
      break;
    }
  }
  return bodies;
}

function turnsPath(episodeId: string): string {
  return `/api/v1/episodes/${episodeId}/turns`;
}

async function start(target: Target, scripts: readonly EpisodeScript[]): Promise<readonly StartedScript[]> {
  const started: StartedScript[] = [];
  await overConnections(target, scripts, async (connection, script) => {
    started.push({ episodeId: (await startEpisode(connection, script.seed)).episode_id, script });
  });
  return started;
}

function play(target: Target, started: readonly StartedScript[]): Promise<Measured> {
  return measure(target, started, async (connection, { episodeId, script }, post) => {
    for (const body of script.turnBodies) {
      await post(connection, turnsPath(episodeId), body);
    }
  });
}

function echo(target: Target, scripts: readonly EpisodeScript[], repeats: number): Promise<Measured> {
  const all = Array.from({ length: repeats }, () => scripts).flat();
  return measure(target, all, async (connection, script, post) => {
    for (const body of script.turnBodies) {
      await post(connection, turnsPath("ep_0123456789abcdefghij"), body);
    }
  });
}

function create(target: Target, episodes: number): Promise<Measured> {
  const seeds = Array.from({ length: episodes }, (_, index) => index);
  const bodyOf = (seed: number) => JSON.stringify({ collection_slug: COLLECTION, scenario_slug: SCENARIO, seed });
  return measure(target, seeds, (connection, seed, post) => post(connection, "/api/v1/episodes", bodyOf(seed)));
}

async function evaluate(job: Extract<GeneratorJob, { kind: "evaluate" }>): Promise<MeasuredScoring> {
  const { target, shape, durationMs } = job;
  const path = job.prefix + evaluatePath(shape);
  const bodies = Array.from({ length: target.connections }, () => new EvaluateBody(shape));
  const endAt = performance.now() + durationMs;
  const measured = await measure(target, bodies, async (connection, body, post) => {
    while (performance.now() < endAt) {
      sentBodies += 1;
      body.renew(sentBodies);
      await post(connection, path, body.bytes);
    }
  });
  return { ...measured, requestBytes: bodies[0]?.bytes.length ?? 0 };
}

/** Of all jobs together, so that no body is ever sent twice. */
let sentBodies = 0;

type Post = (connection: KeepAliveConnection, path: string, body: string | Buffer) => Promise<void>;

async function measure<T>(
  target: Target,
  items: readonly T[],
  run: (connection: KeepAliveConnection, item: T, post: Post) => Promise<void>,
): Promise<Measured> {
  const latencies: number[] = [];
  const post: Post = async (connection, path, body) => {
    const sentAt = performance.now();
    const response = await connection.post(path, body);
    latencies.push(performance.now() - sentAt);
    if (response.status >= 300) {
      throw new Error(`POST ${path} was answered ${response.status}: ${response.body}`);
    }
  };
  const startedAt = performance.now();
  await overConnections(target, items, (connection, item) => run(connection, item, post));
  const elapsedMs = performance.now() - startedAt;
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, elapsedMs, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}
