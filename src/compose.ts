import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { type Logger, pino } from "pino";
import type { Config } from "./config/config.ts";
import type { EngineTools } from "./domain/rubric/rubric-tools.ts";
import { createApp } from "./http/app.ts";
import { DrainState } from "./http/drain-state.ts";
import { DEFAULT_HTTP_SERVER_TIMEOUTS, openHttpServer } from "./http/serve-app.ts";
import { compileJsonSchema } from "./json-schemas/compile-json-schema.ts";
import { compilePatterns } from "./patterns/compile-patterns.ts";
import { readWordVectors } from "./personas/read-word-vectors.ts";
import type { Clock } from "./ports/clock.ts";
import type { Random } from "./ports/random.ts";
import type { Storage } from "./ports/storage.ts";
import { type CatalogEvent, openScenarioCatalog } from "./scenario-files/open-scenario-catalog.ts";
import { formatFinding } from "./scenario-files/parse-yaml-file.ts";
import { findCollectionFolders, readCollection } from "./scenario-files/read-collection.ts";
import { LiveEpisodes } from "./services/episodes/live-episodes.ts";
import { reapEpisodes } from "./services/episodes/reap-episodes.ts";
import { KeyLookUps } from "./services/keys/key-look-ups.ts";
import { ScenarioEngines } from "./services/scenarios/scenario-engines.ts";
import { ScoreCache } from "./services/scoring/score-cache.ts";
import type { ServiceLimits } from "./services/service-limits.ts";
import type { ServicePorts } from "./services/service-ports.ts";
import { openStorage } from "./storage/open-storage.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Time between two sweeps for expired episodes. */
const REAP_EVERY_MS = 60_000;
/** Scenario versions kept ready: far more than there are scenarios, far fewer than would fill the memory. */
const ENGINES_MAX = 2000;
/** Keys whose request rates are counted at a time. */
const COUNTED_KEYS_MAX = 10_000;
const READINESS_KEPT_MS = 1000;
const RANDOM_POOL_BYTES = 4096;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = createSystemRandom();

/** Random bytes are fetched some thousands at a time: a call to the system for every request id would cost a turn several per cent. */
function createSystemRandom(): Random {
  let pool = randomBytes(RANDOM_POOL_BYTES);
  let used = 0;
  const nextByte = (): number => {
    if (used === pool.length) {
      pool = randomBytes(RANDOM_POOL_BYTES);
      used = 0;
    }
    const byte = pool[used] ?? 0;
    pool[used] = 0;
    used += 1;
    return byte;
  };
  return {
    uint32: () => ((nextByte() << 24) | (nextByte() << 16) | (nextByte() << 8) | nextByte()) >>> 0,
    token: (byteCount) => {
      const characterCount = Math.ceil((byteCount * 8) / Math.log2(BASE62.length));
      let text = "";
      while (text.length < characterCount) {
        const byte = nextByte();
        // Bytes above 247 are drawn again: 248 is the largest multiple of 62, so every character is equally likely.
        text += byte < 248 ? BASE62.charAt(byte % BASE62.length) : "";
      }
      return text;
    },
  };
}

export function sha256Hex(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What scenarios are made ready with: the word vectors that ship with the program (from the sources as from the build), re2 patterns and JSON Schemas. */
export function shippedEngineTools(): EngineTools {
  const wordVectors = readWordVectors(fileURLToPath(new URL("../assets/word-vectors.bin", import.meta.url)));
  return { wordVectors, compilePatterns, compileJsonSchema };
}

/** A server that cannot be started as asked, with what to do. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartError";
  }
}

export interface StartedServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Builds the whole server from a configuration and starts it. Rejects with a message for the operator where it cannot. */
export async function startServer(config: Config, version: string): Promise<StartedServer> {
  const logger = pino({ level: config.log_level, base: { service: "folkmoot" } }, pino.destination({ dest: 2, sync: false }));
  if (!existsSync(config.scenarios)) {
    throw new StartError(
      `There is no folder ${resolve(config.scenarios)}. --scenarios names the folder of scenario collections.`,
    );
  }
  const storage = await openStorage(config.database, { exclusive: true, clock: systemClock });
  try {
    const keyCount = await storage.keys.countLiveKeys(systemClock.now());
    refuseOpenDoor(config, keyCount);
    const catalog = openScenarioCatalog(config.scenarios, (event) => logCatalogEvent(logger, event), {
      compilePatterns,
      compileJsonSchema,
    });
    const ports = createPorts(storage, catalog, toLimits(config), LOOPBACK.has(config.host), (fault, requestId) =>
      logger.error({ err: fault, request_id: requestId }, "one part of a request failed"),
    );
    await catalog.following;
    const server = await listen(ports, storage, config, logger, version);
    const reaper = setInterval(() => {
      reapEpisodes(ports).catch((error: unknown) => logger.error({ err: error }, "sweep for expired episodes failed"));
    }, REAP_EVERY_MS);
    reaper.unref();
    logger.info({ url: server.url, collections: catalog.listCollections().length, version }, "started");
    if (keyCount === 0) {
      logger.warn("no API key: anyone on this machine may use the server; `folkmoot keys create --name <name>` makes one");
    }
    return {
      url: server.url,
      stop: async () => {
        clearInterval(reaper);
        await server.drain(config.drain_seconds * 1000);
        await catalog.close();
        await storage.close();
        logger.info("stopped");
        logger.flush();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Without a key everyone who can connect may do everything: only this machine may be able to connect. */
function refuseOpenDoor(config: Config, keyCount: number): void {
  if (keyCount === 0 && !LOOPBACK.has(config.host)) {
    throw new StartError(
      `Refusing to listen on ${config.host} without an API key: anyone could use the server. Make one with \`folkmoot keys create --name <name>\`, or listen on 127.0.0.1.`,
    );
  }
}

/** The services' ports over one database and one catalog. */
export function createPorts(
  storage: Storage,
  scenarios: ServicePorts["scenarios"],
  limits: ServiceLimits,
  isOpenWithoutKeys: boolean,
  reportFault: ServicePorts["reportFault"],
): ServicePorts {
  return {
    scenarios,
    scenarioVersions: storage.scenarioVersions,
    episodes: storage.episodes,
    keys: storage.keys,
    keyLookUps: new KeyLookUps(storage.keys, systemClock),
    replies: storage.replies,
    engines: new ScenarioEngines(shippedEngineTools(), ENGINES_MAX),
    live: new LiveEpisodes(limits.liveEpisodesMax),
    scoreCache: new ScoreCache({ entriesMax: limits.scoreCacheEntriesMax, bytesMax: limits.scoreCacheBytesMax }),
    scoreHistory: storage.scoreHistory,
    clock: systemClock,
    random: systemRandom,
    sha256Hex,
    limits,
    isOpenWithoutKeys,
    reportFault,
  };
}

/** The services' ports over one collection of the configured folder and a database in memory, for work without a server. Rejects with a message for the operator. */
export async function openCollectionPorts(
  config: Config,
  collectionSlug: string,
  reportFault: ServicePorts["reportFault"],
): Promise<{ readonly ports: ServicePorts; close(): Promise<void> }> {
  const folders = findCollectionFolders(config.scenarios);
  const folder = folders.find((candidate) => basename(candidate) === collectionSlug);
  if (folder === undefined) {
    const there = folders.map((candidate) => basename(candidate)).join(", ");
    throw new StartError(`No collection "${collectionSlug}" in ${resolve(config.scenarios)}. There is ${there || "none"}.`);
  }
  const reading = readCollection(folder, { compilePatterns, compileJsonSchema });
  if (!reading.ok) {
    throw new StartError(["The collection has faults:", ...reading.findings.map(formatFinding)].join("\n"));
  }
  const { collection } = reading;
  const scenarios: ServicePorts["scenarios"] = {
    listCollections: () => [collection],
    findCollection: (slug) => (slug === collection.slug ? collection : null),
    findScenario: (slug, scenarioSlug) => (slug === collection.slug ? (collection.scenarios.get(scenarioSlug) ?? null) : null),
  };
  const storage = await openStorage("sqlite::memory:", { exclusive: true, clock: systemClock });
  return { ports: createPorts(storage, scenarios, toLimits(config), true, reportFault), close: () => storage.close() };
}

function toLimits(config: Config): ServiceLimits {
  return {
    episodeIdleMs: config.episode_idle_hours * HOUR_MS,
    expiredKeptMs: config.expired_kept_hours * HOUR_MS,
    repliesKeptMs: config.replies_kept_hours * HOUR_MS,
    liveEpisodesMax: config.live_episodes_max,
    messageCharactersMax: config.message_characters_max,
    transcriptMessagesMax: config.transcript_messages_max,
    batchItemsMax: config.batch_items_max,
    forksMax: config.forks_max,
    scoreCacheEntriesMax: config.score_cache_entries,
    scoreCacheBytesMax: config.score_cache_bytes,
    scoreHistoryRewardsMax: config.score_history_rows_max,
    scoreHistoryKeptMs: config.score_history_days * DAY_MS,
  };
}

async function listen(ports: ServicePorts, storage: Storage, config: Config, logger: Logger, version: string) {
  const drainState = new DrainState();
  const app = createApp(ports, {
    version,
    limits: {
      bodyBytesMax: config.body_bytes_max,
      jsonDepthMax: config.json_depth_max,
      requestsPerMinute: config.requests_per_minute,
      countedKeysMax: COUNTED_KEYS_MAX,
      readinessKeptMs: READINESS_KEPT_MS,
    },
    drainState,
    readinessProbes: [{ name: "storage", check: () => storage.probe() }],
    gauges: gaugesOf(ports, storage),
    collectProcessMetrics: true,
    metricsAccess: LOOPBACK.has(config.host) ? "public" : "admin",
    logger,
    stopwatch: () => performance.now(),
  });
  return await openHttpServer(app, {
    ...DEFAULT_HTTP_SERVER_TIMEOUTS,
    host: config.host,
    port: config.port,
    drainState,
    connectionsMax: config.connections_max,
    idleConnectionsMax: Math.ceil(config.connections_max * 0.9),
    drainAnnounceMs: 0,
  });
}

function gaugesOf(ports: ServicePorts, storage: Storage) {
  const single = (name: string, help: string, read: () => Promise<number> | number) => ({
    name,
    help,
    labelNames: [],
    measure: async () => [{ labels: {}, value: await read() }],
  });
  return [
    {
      name: "episodes",
      help: "Episodes in the database by status.",
      labelNames: ["status"],
      measure: async () =>
        Object.entries(await storage.episodes.countEpisodes()).map(([status, value]) => ({ labels: { status }, value })),
    },
    single("episodes_live", "Episodes kept folded in memory.", () => ports.live.size),
    single("scenarios", "Scenarios that can be played.", () =>
      ports.scenarios.listCollections().reduce((sum, { scenarios }) => sum + scenarios.size, 0),
    ),
    single("storage_wal_bytes", "Bytes of the write-ahead log.", async () => (await storage.measure()).walBytes),
    single("storage_commits", "Commits since the start.", async () => (await storage.measure()).commits),
    single(
      "storage_operations",
      "Storage operations since the start; over the commits: the size of a commit group.",
      async () => (await storage.measure()).operations,
    ),
  ];
}

function logCatalogEvent(logger: Logger, event: CatalogEvent): void {
  const { kind, collectionSlug } = event;
  if (event.kind === "refused") {
    // Places only: a finding may quote the scenario's private half.
    const places = event.findings.map(({ file, line }) => (line === null ? basename(file) : `${basename(file)}:${line}`));
    logger.error(
      { collection: collectionSlug, places },
      "collection refused, the old version stays; `folkmoot scenarios check` tells the reasons",
    );
  } else {
    logger.info({ collection: collectionSlug, scenarios: event.scenarios }, `collection ${kind}`);
  }
}
