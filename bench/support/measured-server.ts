import { createServer } from "node:http";
import { Session } from "node:inspector/promises";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { pino } from "pino";

// A server to be measured, as a process of its own. First argument: a MeasuredServerOptions as JSON. Prints `listening on <url> <key>`, then answers IPC
// messages: what it uses (after a collection of garbage with --expose-gc), or a profile of its main thread.
export interface MeasuredServerOptions {
  /** `grouped` is the product; `single` is the same with one transaction an operation; `echo` is a bare node:http server that parses and writes JSON. */
  readonly mode: "grouped" | "single" | "echo";
  readonly database: string;
  readonly scenarios: string;
  readonly liveEpisodesMax: number;
}

export interface MeasuredUsage {
  readonly heapBytes: number;
  readonly residentBytes: number;
  /** Of all threads since the start. */
  readonly cpuMs: number;
}

/** The program as it is built: what the sources give through a loader is slower. */
function built<Module>(file: string): Promise<Module> {
  return import(new URL(`../../dist/${file}`, import.meta.url).href) as Promise<Module>;
}

async function serveProduct(options: MeasuredServerOptions): Promise<string> {
  const { createPorts, sha256Hex, shippedEngineTools, systemClock, systemRandom } = await built<typeof import("../../src/compose.ts")>("compose.js");
  const { createApp } = await built<typeof import("../../src/http/app.ts")>("http/app.js");
  const { DrainState } = await built<typeof import("../../src/http/drain-state.ts")>("http/drain-state.js");
  const { DEFAULT_HTTP_SERVER_TIMEOUTS, openHttpServer } =
    await built<typeof import("../../src/http/serve-app.ts")>("http/serve-app.js");
  const { createKey } = await built<typeof import("../../src/services/keys/create-key.ts")>("services/keys/create-key.js");
  const { openScenarioCatalog } = await built<typeof import("../../src/scenario-files/open-scenario-catalog.ts")>(
    "scenario-files/open-scenario-catalog.js",
  );
  const { openStorage } = await built<typeof import("../../src/storage/open-storage.ts")>("storage/open-storage.js");
  const { DEFAULT_STORAGE_LIMITS } =
    await built<typeof import("../../src/storage/storage-limits.ts")>("storage/storage-limits.js");

  const limits = options.mode === "single" ? { ...DEFAULT_STORAGE_LIMITS, operationsPerBatchMax: 1 } : DEFAULT_STORAGE_LIMITS;
  const storage = await openStorage(options.database, { exclusive: true, clock: systemClock, limits });
  const hourMs = 3_600_000;
  const ports = createPorts(
    storage,
    openScenarioCatalog(options.scenarios, null, shippedEngineTools()),
    {
      episodeIdleMs: 24 * hourMs,
      expiredKeptMs: 168 * hourMs,
      repliesKeptMs: 24 * hourMs,
      liveEpisodesMax: options.liveEpisodesMax,
      messageCharactersMax: 10_000,
      transcriptMessagesMax: 400,
      batchItemsMax: 1024,
      forksMax: 64,
      scoreCacheEntriesMax: 0,
      scoreCacheBytesMax: 0,
      scoreHistoryRewardsMax: 10_000,
      scoreHistoryKeptMs: 24 * hourMs,
    },
    true,
    (fault) => {
      throw fault;
    },
  );
  const { keyText } = await createKey(
    { keys: storage.keys, clock: systemClock, random: systemRandom, sha256Hex },
    { name: "benchmark", tenantId: "default", scopes: ["trainer"], expiresAt: null },
  );
  const drainState = new DrainState();
  const app = createApp(ports, {
    version: "benchmark",
    limits: {
      bodyBytesMax: 16 * 1024 * 1024,
      jsonDepthMax: 32,
      requestsPerMinute: 100_000_000,
      countedKeysMax: 10_000,
      readinessKeptMs: 1000,
    },
    drainState,
    readinessProbes: [],
    gauges: [],
    collectProcessMetrics: true,
    metricsAccess: "public",
    logger: pino({ level: "info", base: { service: "folkmoot" } }, pino.destination({ dest: 2, sync: false })),
    stopwatch: () => performance.now(),
  });
  const server = await openHttpServer(app, {
    ...DEFAULT_HTTP_SERVER_TIMEOUTS,
    host: "127.0.0.1",
    port: 0,
    drainState,
    connectionsMax: 20_000,
    idleConnectionsMax: 18_000,
    drainAnnounceMs: 0,
  });
  return `${server.url} ${keyText}`;
}

function serveEcho(): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = JSON.stringify(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
      response.end(text);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port} none`));
  });
}

export type MeasuredServerQuestion = "usage" | "usage after collection" | "start profile" | "stop profile";

const PROFILE_INTERVAL_US = 200;
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
      return { heapBytes: heapUsed, residentBytes: rss, cpuMs: (user + system) / 1000 } satisfies MeasuredUsage;
    }
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

const options = JSON.parse(process.argv[2] ?? "{}") as MeasuredServerOptions;
process.stdout.write(`listening on ${options.mode === "echo" ? await serveEcho() : await serveProduct(options)}\n`);
