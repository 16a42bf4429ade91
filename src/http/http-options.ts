import type { Logger } from "pino";
import type { Metric } from "prom-client";
import type { ScoringThreads } from "../ports/scoring-threads.ts";
import type { Arrivals } from "./arrival-times.ts";
import type { DrainState } from "./drain-state.ts";

/** What the HTTP door is told by the composition: its limits and the collaborators that are not services. */
export interface HttpOptions {
  /** Of the program, such as `0.1.0`: stands in `/healthz` and in the OpenAPI document. */
  readonly version: string;
  readonly limits: HttpLimits;
  /** Where large bodies are scored. */
  readonly scoringThreads: ScoringThreads;
  /** Origin at which annotators reach the server, for links and cookies; null: the one that a request came to. */
  readonly publicUrl: string | null;
  /** Proxies in front, each of which adds to `X-Forwarded-For`. */
  readonly proxyCount: number;
  /** Origins that the voting page may load media from. */
  readonly mediaOrigins: readonly string[];
  /** Whether Mechanical Turk, whose workers see tasks within its own page, may frame the voting page. */
  readonly isFramedByMturk: boolean;
  readonly drainState: DrainState;
  /** Folder of the pages that the `type` of a problem points to, ending in a slash. */
  readonly problemPages: URL;
  /** Folder of the built voting page, ending in a slash; it may be missing, as where the page was not built. */
  readonly votePage: URL;
  /** What must hold for `/readyz` to say yes. A dead reward model is no such thing. */
  readonly readinessProbes: readonly ReadinessProbe[];
  /** Shown on `/metrics` beside the requests' own histogram. */
  readonly gauges: readonly GaugeSource[];
  /** Counted elsewhere, and shown there too. */
  readonly metrics: readonly Metric[];
  /** True adds the process's own metrics (memory, event loop, garbage collection). */
  readonly collectProcessMetrics: boolean;
  /** Whether `/metrics` answers anyone or only callers with the admin scope. */
  readonly metricsAccess: "public" | "admin";
  readonly logger: Logger;
  /** When requests came. */
  readonly arrivals: Arrivals;
  /** A monotonic stopwatch in milliseconds, with fractions. */
  readonly stopwatch: () => number;
}

/** Every bound the HTTP door keeps, by name. */
export interface HttpLimits {
  readonly bodyBytesMax: number;
  /** Of a body on a route that asks for no key: annotators and those who sign in need a few kilobytes, and more would hold everybody up while it is parsed. */
  readonly keylessBodyBytesMax: number;
  /** A body to be scored that is larger than this is handed to a scoring thread as it came. */
  readonly inlineBodyBytesMax: number;
  /** The longest latency budget; the one that holds where the caller gives none. */
  readonly latencyBudgetMsMax: number;
  /** How deeply arrays and objects of a body may be nested. */
  readonly jsonDepthMax: number;
  /** Requests a key may make in a minute. */
  readonly requestsPerMinute: number;
  /** Annotators that one remote address may sign in within a minute. */
  readonly signInsPerMinute: number;
  /** WebSockets open at the same time. */
  readonly webSocketsMax: number;
  /** Keys whose requests are counted at the same time; the longest known is forgotten first. */
  readonly countedKeysMax: number;
  /** An answer of `/readyz` is given again for this long, so that probing cannot load the database. */
  readonly readinessKeptMs: number;
}

/** One condition of readiness; rejects where it does not hold. */
export interface ReadinessProbe {
  /** Shown to anyone, such as `storage`. */
  readonly name: string;
  check(): Promise<void>;
}

/** Numbers read anew for every look at `/metrics`. */
export interface GaugeSource {
  /** By the rules of Prometheus, unit last: `sqlite_wal_bytes`. */
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  measure(): Promise<readonly GaugeValue[]>;
}

interface GaugeValue {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
