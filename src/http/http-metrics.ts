import type { Logger } from "pino";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { ScoringAnswer, ScoringOperation } from "../ports/scoring-threads.ts";
import { BoundHistogram, type BoundSeries } from "./bound-histogram.ts";
import type { GaugeSource, HttpOptions } from "./http-options.ts";
import { VotingMetrics } from "./voting-metrics.ts";

/** Buckets that OpenTelemetry names for http.server.request.duration. */
const DURATION_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const ITEM_BUCKETS = [1, 4, 16, 64, 256, 1024, 4096, 16_384];

/** What is shown beside the requests themselves. */
export type HttpMetricsOptions = Pick<HttpOptions, "logger" | "gauges" | "metrics" | "collectProcessMetrics">;

/** The numbers behind `/metrics`. Labels are route patterns, never paths: a path holds identifiers. */
export class HttpMetrics {
  readonly #registry = new Registry();
  readonly #durations: BoundHistogram<"method" | "route" | "status">;
  readonly #scoring: ScoringMetrics;
  readonly voting: VotingMetrics;

  constructor({ logger, gauges, metrics, collectProcessMetrics }: HttpMetricsOptions) {
    this.#durations = new BoundHistogram({
      name: "http_server_request_duration_seconds",
      help: "Seconds from a request's arrival to its answer.",
      labelNames: ["method", "route", "status"],
      buckets: DURATION_BUCKETS_SECONDS,
      registers: [this.#registry],
    });
    this.#scoring = createScoringMetrics(this.#registry);
    this.voting = new VotingMetrics(this.#registry);
    for (const source of gauges) {
      registerGauge(this.#registry, logger, source);
    }
    for (const metric of metrics) {
      this.#registry.registerMetric(metric);
    }
    if (collectProcessMetrics) {
      collectDefaultMetrics({ register: this.#registry });
    }
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#durations.seriesOf(`${status} ${method} ${route}`, { method, route, status }).observe(seconds);
  }

  /** Counts what one scoring request was and took. */
  observeScoring(operation: ScoringOperation, { queueMs, counts }: Pick<ScoringAnswer, "queueMs" | "counts">): void {
    const { items, queueSeconds, unscored, cacheLookUps } = this.#scoring;
    items.seriesOf(operation, { operation }).observe(counts.items);
    queueSeconds.observe(queueMs / 1000);
    for (const failureClass in counts.unscored) {
      unscored.inc({ class: failureClass }, counts.unscored[failureClass]);
    }
    cacheLookUps.count(counts.cacheHits, counts.cacheMisses);
  }

  /** Shows how many WebSockets are open, counted anew for every look. */
  showOpenWebSockets(count: () => number): void {
    new Gauge({
      name: "http_server_websockets_open",
      help: "WebSockets that are open.",
      registers: [this.#registry],
      collect() {
        this.set(count());
      },
    });
  }

  /** The page in Prometheus's text format, with its content type. */
  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}

interface ScoringMetrics {
  readonly items: BoundHistogram<"operation">;
  readonly queueSeconds: BoundSeries;
  readonly unscored: Counter<"class">;
  readonly cacheLookUps: CacheLookUps;
}

/** Look-ups in the caches of scores, entered when `/metrics` is rendered: entering them with every request costs more than the look-up. */
class CacheLookUps {
  #hits = 0;
  #misses = 0;
  #hasCounted = false;

  constructor(registry: Registry) {
    const counter: Counter<"result"> = new Counter({
      name: "scoring_cache_lookups_total",
      help: "Scores looked up in the caches of identical requests.",
      labelNames: ["result"],
      registers: [registry],
      collect: () => this.#enter(counter),
    });
  }

  count(hits: number, misses: number): void {
    this.#hits += hits;
    this.#misses += misses;
    this.#hasCounted = true;
  }

  #enter(counter: Counter<"result">): void {
    if (this.#hasCounted) {
      counter.inc({ result: "hit" }, this.#hits);
      counter.inc({ result: "miss" }, this.#misses);
      this.#hits = 0;
      this.#misses = 0;
    }
  }
}

function createScoringMetrics(registry: Registry): ScoringMetrics {
  const registers = [registry];
  return {
    items: new BoundHistogram({
      name: "scoring_request_items",
      help: "Items of a scoring request that was answered.",
      labelNames: ["operation"],
      buckets: ITEM_BUCKETS,
      registers,
    }),
    queueSeconds: new BoundHistogram({
      name: "scoring_queue_wait_seconds",
      help: "Seconds a scoring request waited for a thread; 0 where it needed none.",
      buckets: [0, 0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }).seriesOf("", {}),
    unscored: new Counter({
      name: "scoring_items_without_reward_total",
      help: "Items that were answered without a reward, by the class of the reason.",
      labelNames: ["class"],
      registers,
    }),
    cacheLookUps: new CacheLookUps(registry),
  };
}

function registerGauge(registry: Registry, logger: Logger, source: GaugeSource): void {
  new Gauge({
    name: source.name,
    help: source.help,
    labelNames: [...source.labelNames],
    registers: [registry],
    async collect() {
      this.reset();
      try {
        for (const { labels, value } of await source.measure()) {
          this.set({ ...labels }, value);
        }
      } catch (error) {
        // One source that fails must not hide the others.
        logger.warn({ err: error, gauge: source.name }, "a gauge could not be measured");
      }
    },
  });
}
