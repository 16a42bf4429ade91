import { performance } from "node:perf_hooks";
import type { Logger } from "pino";
import { explainListenFault } from "./composition/explain-listen-fault.ts";
import { openArrivalTimes } from "./composition/open-arrival-times.ts";
import type { Config } from "./config/config.ts";
import { createApp, type HttpApp } from "./http/app.ts";
import { createOrsApp, type OrsApp } from "./http/compat/ors/create-ors-app.ts";
import { DrainState } from "./http/drain-state.ts";
import type { GaugeSource, HttpOptions } from "./http/http-options.ts";
import { DEFAULT_HTTP_SERVER_TIMEOUTS, type HttpServer, type HttpServerOptions, openHttpServer } from "./http/serve-app.ts";
import type { ScoringThreads } from "./ports/scoring-threads.ts";
import type { Storage } from "./ports/storage.ts";
import type { ServicePorts } from "./services/service-ports.ts";

/** Keys whose request rates are counted at a time. */
const COUNTED_KEYS_MAX = 10_000;
const READINESS_KEPT_MS = 1000;
/** The longest reason of a vote takes 24 kB where every character of it is escaped. */
const KEYLESS_BODY_BYTES_MAX = 64 * 1024;
/** As far from the sources as from the build. */
const PROBLEM_PAGES = new URL("../docs/problems/", import.meta.url);
const VOTE_PAGE = new URL("../dist/web/vote/", import.meta.url);

/** What the doors are opened with. */
export interface ServerHttpOptions {
  readonly config: Config;
  readonly storage: Pick<Storage, "probe">;
  readonly scoringThreads: ScoringThreads;
  readonly shown: Pick<HttpOptions, "gauges" | "metrics">;
  readonly logger: Logger;
  readonly version: string;
  /** Whether nobody but this machine can ask. */
  readonly isForThisMachine: boolean;
  /** Nobody is let in before. */
  readonly isReady: Promise<void>;
}

/** The ports that the server listens on. */
export interface ServerHttp {
  readonly url: string;
  /** Of the Open Reward Standard; null: it has no port. */
  readonly orsUrl: string | null;
  /** Ends all of them, as `HttpServer.drain` does; resolves with how many connections of all had to be cut. */
  drain(graceMs: number, announceMs: number): Promise<number>;
}

/** Listens on the port of the API and, where it has one, on that of the Open Reward Standard. Rejects where an address cannot be had; then none stays open. */
export async function openServerHttp(ports: ServicePorts, options: ServerHttpOptions): Promise<ServerHttp> {
  const { config, shown } = options;
  const drainState = new DrainState();
  let ors: OrsApp | null = null;
  const gauges = config.ors_port === null ? shown.gauges : [...shown.gauges, orsGauge(() => ors)];
  const httpOptions = toHttpOptions({ ...options, shown: { ...shown, gauges } }, drainState);
  const app = createApp(ports, httpOptions);
  await options.isReady;
  const listening = { ...httpOptions, random: ports.random };
  const server = await listen(app, config, { port: config.port, flag: "--port" }, listening);
  if (config.ors_port === null) {
    return { url: server.url, orsUrl: null, drain: (graceMs, announceMs) => server.drain(graceMs, announceMs) };
  }
  const { metrics, limiter } = app;
  const orsApp = createOrsApp(ports, { ...httpOptions, metrics, limiter, sessionsMax: config.ors_sessions_max });
  ors = orsApp;
  try {
    const orsServer = await listen(orsApp, config, { port: config.ors_port, flag: "--ors-port" }, listening);
    return {
      url: server.url,
      orsUrl: orsServer.url,
      drain: async (graceMs, announceMs) => {
        const [cut, orsCut] = await Promise.all([server.drain(graceMs, announceMs), orsServer.drain(graceMs, announceMs)]);
        orsApp.close();
        return cut + orsCut;
      },
    };
  } catch (error) {
    orsApp.close();
    await server.drain(0, 0);
    throw error;
  }
}

async function listen(
  app: HttpApp | OrsApp,
  config: Config,
  { port, flag }: { readonly port: number; readonly flag: string },
  { drainState, arrivals, random }: Pick<HttpServerOptions, "drainState" | "arrivals" | "random">,
): Promise<HttpServer> {
  const opening = openHttpServer(app, {
    ...DEFAULT_HTTP_SERVER_TIMEOUTS,
    host: config.host,
    port,
    drainState,
    arrivals,
    random,
    connectionsMax: config.connections_max,
    idleConnectionsMax: Math.ceil(config.connections_max * 0.9),
  });
  try {
    return await opening;
  } catch (fault) {
    throw explainListenFault(fault, { host: config.host, port, flag });
  }
}

function toHttpOptions(options: ServerHttpOptions, drainState: DrainState): HttpOptions {
  const { config, storage, scoringThreads, shown, logger, version, isForThisMachine } = options;
  return {
    version,
    limits: {
      bodyBytesMax: config.body_bytes_max,
      keylessBodyBytesMax: Math.min(config.body_bytes_max, KEYLESS_BODY_BYTES_MAX),
      inlineBodyBytesMax: config.inline_body_bytes_max,
      latencyBudgetMsMax: config.latency_budget_ms_max,
      jsonDepthMax: config.json_depth_max,
      requestsPerMinute: config.requests_per_minute,
      signInsPerMinute: config.sign_ins_per_minute,
      webSocketsMax: config.web_sockets_max,
      countedKeysMax: COUNTED_KEYS_MAX,
      readinessKeptMs: READINESS_KEPT_MS,
    },
    scoringThreads,
    publicUrl: config.public_url,
    proxyCount: config.proxies,
    mediaOrigins: config.media_origins,
    isFramedByMturk: config.mturk_completion_secret !== null,
    drainState,
    problemPages: PROBLEM_PAGES,
    votePage: VOTE_PAGE,
    readinessProbes: [{ name: "storage", check: () => storage.probe() }],
    ...shown,
    collectProcessMetrics: true,
    metricsAccess: isForThisMachine ? "public" : "admin",
    logger,
    arrivals: openArrivalTimes(),
    stopwatch: () => performance.now(),
  };
}

function orsGauge(app: () => OrsApp | null): GaugeSource {
  return {
    name: "ors_sessions",
    help: "Sessions of the Open Reward Standard that are open.",
    labelNames: [],
    measure: async () => [{ labels: {}, value: app()?.countSessions() ?? 0 }],
  };
}
