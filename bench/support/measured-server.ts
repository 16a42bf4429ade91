import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { createPorts } from "../../src/composition/compose-ports.ts";
import { openServerThreads } from "../../src/composition/compose-scoring-threads.ts";
import { openArrivalTimes } from "../../src/composition/open-arrival-times.ts";
import { openLogger } from "../../src/composition/open-logger.ts";
import { sha256Hex, systemClock, systemRandom } from "../../src/composition/system-ports.ts";
import { tameCollector } from "../../src/composition/tame-collector.ts";
import { toServiceSettings } from "../../src/composition/to-service-settings.ts";
import { parseConfig } from "../../src/config/config.ts";
import { createApp } from "../../src/http/app.ts";
import { DrainState } from "../../src/http/drain-state.ts";
import { DEFAULT_HTTP_SERVER_TIMEOUTS, openHttpServer } from "../../src/http/serve-app.ts";
import type { QuestionStore } from "../../src/ports/question-store.ts";
import { openScenarioCatalog } from "../../src/scenario-files/open-scenario-catalog.ts";
import { createKey } from "../../src/services/keys/create-key.ts";
import type { RewardSource } from "../../src/services/scoring/evidence.ts";
import { shippedEngineTools } from "../../src/shipped-engine-tools.ts";
import { openStorage } from "../../src/storage/open-storage.ts";
import { storageLimitsFor } from "../../src/storage/storage-limits.ts";

// A server to be measured, as a process of its own; `npm run build` puts it beside the program as dist/measured-server.js, since what the sources give through
// a loader is slower. First argument: a MeasuredServerOptions as JSON. Prints `listening on <url> <key>`, then answers IPC
// messages: what it uses (after a collection of garbage with --expose-gc), or a profile of its main thread.
export interface MeasuredServerOptions {
  /**
   * `grouped` is the product; `single` is the same with one transaction an operation; `echo` is a bare node:http server that parses and writes JSON; `hold` is one that answers
   * every compare when its budget is all but over, and does nothing else.
   */
  readonly mode: "grouped" | "single" | "echo" | "hold";
  readonly database: string;
  readonly scenarios: string;
  readonly liveEpisodesMax: number;
  /** `hanging`: what scores without people never answers. */
  readonly fallback?: "embedded" | "hanging";
}

export interface MeasuredUsage {
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Of all threads since the start. */
  readonly cpuMs: number;
  /** Of the main thread since it was last asked. */
  readonly loopDelayP99Ms: number;
}

/** A vote's id and when its commit was known on the main thread, in milliseconds of the system's monotonic clock. */
export type VoteCommit = readonly [voteId: string, committedAt: number];

async function serveProduct(options: MeasuredServerOptions): Promise<string> {
  tameCollector(availableParallelism());
  const shipped = storageLimitsFor(availableParallelism());
  const limits = options.mode === "single" ? { ...shipped, operationsPerBatchMax: 1, operationsSentAhead: 1 } : shipped;
  const storage = await openStorage(options.database, { exclusive: true, clock: systemClock, limits });
  const composed = createPorts(
    { ...storage, questions: noteCommits(storage.questions) },
    openScenarioCatalog(options.scenarios, null, shippedEngineTools()),
    toServiceSettings(
      parseConfig({ live_episodes_max: String(options.liveEpisodesMax), score_cache_entries: "0" }, {}, undefined),
    ),
    true,
    (fault) => {
      throw fault;
    },
  );
  const ports = options.fallback === "hanging" ? { ...composed, rewardSource: hangingSource } : composed;
  const { keyText } = await createKey(
    { keys: storage.keys, clock: systemClock, random: systemRandom, sha256Hex },
    { name: "benchmark", tenantId: "default", scopes: ["trainer", "admin"], expiresAt: null },
  );
  const drainState = new DrainState();
  const arrivals = openArrivalTimes();
  const logger = openLogger("info");
  const scoring = { jsonDepthMax: 32, latencyBudgetMsMax: 600_000 };
  const app = createApp(ports, {
    version: "benchmark",
    limits: {
      ...scoring,
      bodyBytesMax: 16 * 1024 * 1024,
      keylessBodyBytesMax: 64 * 1024,
      inlineBodyBytesMax: 64 * 1024,
      requestsPerMinute: 100_000_000,
      signInsPerMinute: 1_000_000,
      webSocketsMax: 4096,
      countedKeysMax: 10_000,
      readinessKeptMs: 1000,
    },
    scoringThreads: openServerThreads(ports, {
      ...scoring,
      threadCount: 1,
      waitingMax: 256,
      waitingBytesMax: 2 ** 28,
      parkedMax: 256,
      parkedBytesMax: 2 ** 28,
      enginesMax: 2000,
      logger,
    }),
    publicUrl: null,
    proxyCount: 0,
    mediaOrigins: [],
    isFramedByMturk: false,
    drainState,
    // Never asked for.
    problemPages: new URL("../docs/problems/", import.meta.url),
    votePage: new URL("../dist/web/vote/", import.meta.url),
    readinessProbes: [],
    gauges: [],
    metrics: [],
    collectProcessMetrics: true,
    metricsAccess: "public",
    logger,
    arrivals,
    stopwatch: () => performance.now(),
  });
  const server = await openHttpServer(app, {
    ...DEFAULT_HTTP_SERVER_TIMEOUTS,
    host: "127.0.0.1",
    port: 0,
    drainState,
    arrivals,
    random: systemRandom,
    connectionsMax: 20_000,
    idleConnectionsMax: 18_000,
  });
  return `${server.url} ${keyText}`;
}

/** A fallback that never answers. */
const hangingSource: RewardSource = () => new Promise(() => undefined);

/** A server without anything of the product. @param reply gives the answer to a body. */
function serveBare(reply: (body: unknown, answer: (value: unknown) => void) => void): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      reply(JSON.parse(Buffer.concat(chunks).toString("utf8")), (value) => {
        const text = JSON.stringify(value);
        response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
        response.end(text);
      });
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port} none`));
  });
}

const serveEcho = () => serveBare((body, answer) => answer(body));

/** As the product does. */
const HELD_AHEAD_MS = 20;

const serveHold = () =>
  serveBare((body, answer) => {
    const { latency_budget_ms } = body as { readonly latency_budget_ms: number };
    const held = { comparison_id: "none", final: true, winner: "tie", votes: { count: 0 } };
    setTimeout(() => answer(held), latency_budget_ms - HELD_AHEAD_MS);
  });

const commits: VoteCommit[] = [];

/** The same store, which notes when a vote's commit is known here. */
function noteCommits(questions: QuestionStore): QuestionStore {
  return {
    ...questions,
    recordVote: async (vote, next) => {
      const kept = await questions.recordVote(vote, next);
      if (commits.length < COMMITS_MAX) {
        commits.push([vote.voteId, Number(process.hrtime.bigint()) / 1e6]);
      }
      return kept;
    },
  };
}

export type MeasuredServerQuestion = "usage" | "usage after collection" | "commits" | "start profile" | "stop profile";

/** The last so many votes' commits are remembered. */
const COMMITS_MAX = 100_000;
const PROFILE_INTERVAL_US = 200;
const LOOKS_EACH_MS = 1;
const loopDelay = monitorEventLoopDelay({ resolution: LOOKS_EACH_MS });
const session = new Session();
let isProfiled = false;

async function answer(question: MeasuredServerQuestion): Promise<object> {
  switch (question) {
    case "usage":
    case "usage after collection": {
      if (question === "usage after collection") {
        globalThis.gc?.();
      }
      const { heapUsed, rss } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      // Node keeps the time from look to look: that of a loop which never keeps anybody waiting is the time between two (nodejs/node#62935).
      const loopDelayP99Ms = Math.max(0, loopDelay.percentile(99) / 1e6 - LOOKS_EACH_MS);
      loopDelay.reset();
      return { heapBytes: heapUsed, residentBytes: rss, cpuMs: (user + system) / 1000, loopDelayP99Ms } satisfies MeasuredUsage;
    }
    case "commits":
      return commits.splice(0);
    case "start profile":
      if (!isProfiled) {
        session.connect();
        await session.post("Profiler.enable");
        await session.post("Profiler.setSamplingInterval", { interval: PROFILE_INTERVAL_US });
        isProfiled = true;
      }
      await session.post("Profiler.start");
      return {};
    case "stop profile":
      return (await session.post("Profiler.stop")).profile;
  }
}

process.on("message", (question: MeasuredServerQuestion) => {
  void answer(question).then((value) => process.send?.(value));
});
process.on("disconnect", () => process.exit(0));

loopDelay.enable();
const options = JSON.parse(process.argv[2] ?? "{}") as MeasuredServerOptions;
const serve = { grouped: serveProduct, single: serveProduct, echo: serveEcho, hold: serveHold }[options.mode];
process.stdout.write(`listening on ${await serve(options)}\n`);
