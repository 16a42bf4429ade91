import type { Logger } from "pino";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { GaugeSource } from "./http-options.ts";

/** Buckets that OpenTelemetry names for http.server.request.duration. */
const DURATION_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** The numbers behind `/metrics`. Labels are route patterns, never paths: a path holds identifiers. */
export class HttpMetrics {
  readonly #registry = new Registry();
  readonly #durations: Histogram<"method" | "route" | "status">;

  constructor(logger: Logger, sources: readonly GaugeSource[], collectProcessMetrics: boolean) {
    this.#durations = new Histogram({
      name: "http_server_request_duration_seconds",
      help: "Seconds from a request's arrival to its answer.",
      labelNames: ["method", "route", "status"],
      buckets: DURATION_BUCKETS_SECONDS,
      registers: [this.#registry],
    });
    for (const source of sources) {
      registerGauge(this.#registry, logger, source);
    }
    if (collectProcessMetrics) {
      collectDefaultMetrics({ register: this.#registry });
    }
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.#durations.observe({ method, route, status }, seconds);
  }

  /** The page in Prometheus's text format, with its content type. */
  async render(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
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
