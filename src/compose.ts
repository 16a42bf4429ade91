import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import type { Logger } from "pino";
import type { RunningServer } from "./cli/cli-world.ts";
import { openServerHttp, type ServerHttp } from "./compose-http.ts";
import { openServerFallback } from "./composition/compose-fallback.ts";
import { openServerPersona } from "./composition/compose-persona.ts";
import { createPorts, ENGINES_MAX } from "./composition/compose-ports.ts";
import { openServerThreads } from "./composition/compose-scoring-threads.ts";
import { openServerWebhook, type ServerWebhook } from "./composition/compose-webhooks.ts";
import { serverGauges } from "./composition/gauges/server-gauges.ts";
import { KeyWatch } from "./composition/key-watch.ts";
import { logCatalogEvent } from "./composition/log-catalog-event.ts";
import { openLogger } from "./composition/open-logger.ts";
import { systemClock, systemTimer } from "./composition/system-ports.ts";
import { tameCollector } from "./composition/tame-collector.ts";
import { toServiceSettings } from "./composition/to-service-settings.ts";
import type { Config } from "./config/config.ts";
import { createSecretReader } from "./config/fallback/read-secret.ts";
import { type FallbackPlan, toFallbackPlan } from "./config/fallback/to-fallback-plan.ts";
import { type PersonaPlan, toPersonaPlan } from "./config/fallback/to-persona-plan.ts";
import { compileJsonSchema } from "./json-schemas/compile-json-schema.ts";
import { compilePatterns } from "./patterns/compile-patterns.ts";
import type { KeyCounts } from "./ports/key-store.ts";
import type { ScenarioCatalog } from "./ports/scenario-catalog.ts";
import type { Storage } from "./ports/storage.ts";
import { type CatalogEvent, openScenarioCatalog } from "./scenario-files/open-scenario-catalog.ts";
import { formatFinding } from "./scenario-files/parse-yaml-file.ts";
import { readParsedTexts } from "./scenario-files/parsed-texts.ts";
import { findCollectionFolders, readCollection } from "./scenario-files/read-collection.ts";
import type { PeopleDesk } from "./services/people/people-desk.ts";
import type { ServicePorts } from "./services/service-ports.ts";
import { sweepStorage } from "./services/sweep-storage.ts";
import { openStorage } from "./storage/open-storage.ts";

/** What scenario files are checked with. */
const FILE_TOOLS = { compilePatterns, compileJsonSchema };
/** Time between two sweeps for what has expired. */
const SWEEP_EVERY_MS = 60_000;
/** The first scoring thread is started this long after the server listens, so as not to slow its start. */
const WARM_AFTER_MS = 500;
/** Callers who wait for people are answered this long before a server that ends cuts its connections. */
const ANSWERED_AHEAD_MS = 1000;
/** Beside the built program. */
const PARSED_TEXTS = new URL("./parsed-texts.json", import.meta.url);
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** A server that cannot be started as asked, with what to do. */
export class StartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StartError";
  }
}

/**
 * Builds the whole server from a configuration and starts it. Rejects with a message for the operator where it cannot.
 * @param environment where the secrets are that the configuration names.
 */
export async function startServer(config: Config, version: string, environment: NodeJS.ProcessEnv): Promise<RunningServer> {
  tameCollector(availableParallelism());
  const readSecret = createSecretReader(environment);
  const plans = {
    fallback: toFallbackPlan(config.fallback, readSecret),
    persona: toPersonaPlan(config.persona_model, readSecret),
  };
  const logger = openLogger(config.log_level);
  refuseMissingScenarios(config);
  const { storage, catalog } = await openState(config, logger);
  try {
    const keyWatch = openKeyWatch(storage, logger);
    const { all: keyCount } = await keyWatch.look();
    refuseOpenDoor(config, keyCount);
    const { ports, ...parts } = openParts(config, plans, storage, catalog, logger);
    const scoringThreads = openServerThreads(ports, {
      threadCount: config.scoring_threads,
      waitingMax: config.scoring_queue_max,
      waitingBytesMax: config.scoring_queue_bytes_max,
      parkedMax: config.scoring_parked_max,
      parkedBytesMax: config.scoring_parked_bytes_max,
      jsonDepthMax: config.json_depth_max,
      latencyBudgetMsMax: config.latency_budget_ms_max,
      enginesMax: ENGINES_MAX,
      logger,
    });
    const shown = { gauges: [...serverGauges(ports, storage, scoringThreads), ...parts.gauges], metrics: parts.metrics };
    const server = await openServerHttp(ports, {
      config,
      storage,
      scoringThreads,
      shown,
      logger,
      version,
      isForThisMachine: isForThisMachine(config),
      isReady: catalog.following,
    });
    parts.begin();
    ports.people.resume().catch((error: unknown) => logger.error({ err: error }, "open comparisons could not be gone on with"));
    const warming = setTimeout(() => scoringThreads.warm(), WARM_AFTER_MS);
    const sweeper = setInterval(() => {
      sweepStorage(ports).catch((error: unknown) => logger.error({ err: error }, "the sweep of the database failed"));
      keyWatch.look().catch((error: unknown) => logger.error({ err: error }, "the keys could not be counted"));
    }, SWEEP_EVERY_MS);
    sweeper.unref();
    logger.info({ url: server.url, ors_url: server.orsUrl, collections: catalog.listCollections().length, version }, "started");
    if (keyCount === 0) {
      logger.warn("no API key: anyone on this machine may use the server; `folkmoot keys create --name <name>` makes one");
    }
    return {
      url: server.url,
      orsUrl: server.orsUrl,
      stop: async () => {
        clearInterval(sweeper);
        clearTimeout(warming);
        await drain(server, ports.people, config, logger);
        await scoringThreads.close();
        await parts.stop();
        ports.deadlines.close();
        await catalog.close();
        await storage.close();
        logger.info("stopped");
        logger.flush();
      },
    };
  } catch (error) {
    await Promise.all([catalog.close(), storage.close()]);
    throw error;
  }
}

/** Ends the doors. Callers who wait for people are answered while their answers can still leave: with what there is by then, not with a cut connection. */
async function drain(server: ServerHttp, people: PeopleDesk, config: Config, logger: Logger): Promise<void> {
  const { drain_seconds, drain_announce_seconds } = config;
  const [graceMs, announceMs] = [drain_seconds * 1000, drain_announce_seconds * 1000];
  people.leaveAt(systemClock.now() + announceMs + graceMs - ANSWERED_AHEAD_MS);
  const cut = await server.drain(graceMs, announceMs);
  if (cut > 0) {
    logger.warn(
      { connections: cut, drain_seconds },
      "connections were cut: what they asked for was not done within drain_seconds",
    );
  }
}

/** The services' ports, and the parts behind them that have a life of their own. */
function openParts(
  config: Config,
  plans: { readonly fallback: FallbackPlan; readonly persona: PersonaPlan | null },
  storage: Storage,
  catalog: ScenarioCatalog,
  logger: Logger,
) {
  const webhook = openWebhook(config, storage, logger);
  const comparisons = config.webhook_url === null ? null : webhook.comparisons;
  const fallback = openServerFallback({ plan: plans.fallback, storage, scenarios: catalog, comparisons, logger });
  const persona = plans.persona === null ? null : openServerPersona(plans.persona);
  const ports = createPorts(
    { ...storage, comparisons: webhook.comparisons },
    catalog,
    toServiceSettings(config),
    isForThisMachine(config),
    (fault, requestId) => logger.error({ err: fault, request_id: requestId }, "one part of a request failed"),
    webhook.owe,
    fallback.open,
  );
  return {
    ports: { ...ports, personaVoice: persona?.voice ?? null },
    gauges: [...webhook.gauges, ...fallback.gauges, ...(persona?.gauges ?? [])],
    metrics: fallback.metrics,
    begin: () => {
      webhook.begin();
      fallback.begin();
    },
    stop: async () => {
      persona?.close();
      await fallback.stop();
      await webhook.stop();
    },
  };
}

/** Opens the database, on its thread, while this one reads the scenario files. Where either fails, neither stays open. */
async function openState(config: Config, logger: Logger) {
  const opening = openStorage(config.database, { exclusive: true, clock: systemClock });
  const follow = { onEvent: (event: CatalogEvent) => logCatalogEvent(logger, config.scenarios, event), timer: systemTimer };
  const reading = (async () => openScenarioCatalog(config.scenarios, follow, FILE_TOOLS, readParsedTexts(PARSED_TEXTS)))();
  const [storage, catalog] = await Promise.allSettled([opening, reading]);
  if (storage.status === "fulfilled" && catalog.status === "fulfilled") {
    return { storage: storage.value, catalog: catalog.value };
  }
  const refusals = [];
  for (const opened of [storage, catalog]) {
    if (opened.status === "fulfilled") {
      await opened.value.close();
    } else {
      refusals.push(opened.reason);
    }
  }
  throw refusals[0];
}

function openWebhook(config: Config, storage: Storage, logger: Logger): ServerWebhook {
  try {
    return openServerWebhook(storage.comparisons, { url: config.webhook_url, secret: config.webhook_secret, logger });
  } catch (error) {
    throw error instanceof RangeError ? new StartError(`webhook_url: ${error.message}`) : error;
  }
}

/** Whether nobody but this machine can ask: a public URL says that a proxy passes on what others ask. */
function isForThisMachine({ host, public_url }: Config): boolean {
  return LOOPBACK.has(host) && (public_url === null || LOOPBACK.has(new URL(public_url).hostname));
}

function openKeyWatch({ keys }: Storage, logger: Logger): KeyWatch {
  const warn = ({ all }: KeyCounts) =>
    logger.warn(
      { keys: all },
      "every API key is expired or revoked: nobody is let in; `folkmoot keys create --name <name>` makes a new one",
    );
  return new KeyWatch(keys, systemClock, warn);
}

/** Without a key everyone who can connect may do everything: only this machine may be able to ask. */
function refuseOpenDoor(config: Config, keyCount: number): void {
  if (keyCount === 0 && !isForThisMachine(config)) {
    const refused = LOOPBACK.has(config.host) ? `be reached at ${config.public_url}` : `listen on ${config.host}`;
    throw new StartError(
      `Refusing to ${refused} without an API key: anyone could use the server. Make one with \`folkmoot keys create --name <name>\`, or listen on 127.0.0.1 without a public_url.`,
    );
  }
}

function refuseMissingScenarios({ scenarios }: Config): void {
  if (!existsSync(scenarios)) {
    throw new StartError(`There is no folder ${resolve(scenarios)}. --scenarios names the folder of scenario collections.`);
  }
}

/** The services' ports over one collection of the configured folder and a database in memory, for work without a server. Rejects with a message for the operator. */
export async function openCollectionPorts(
  config: Config,
  collectionSlug: string,
  reportFault: ServicePorts["reportFault"],
): Promise<{ readonly ports: ServicePorts; close(): Promise<void> }> {
  refuseMissingScenarios(config);
  const folders = findCollectionFolders(config.scenarios);
  const folder = folders.find((candidate) => basename(candidate) === collectionSlug);
  if (folder === undefined) {
    const there = folders.map((candidate) => basename(candidate)).join(", ");
    throw new StartError(`No collection "${collectionSlug}" in ${resolve(config.scenarios)}. There is ${there || "none"}.`);
  }
  const reading = readCollection(folder, FILE_TOOLS);
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
  return { ports: createPorts(storage, scenarios, toServiceSettings(config), true, reportFault), close: () => storage.close() };
}
