import type { BreakerRule } from "../../domain/fallback/breaker.ts";

/** How one model is used. */
export interface SourceOptions {
  /** Of one attempt, milliseconds. */
  readonly timeoutMs: number;
  /** Calls under way at a time: its own bulkhead. */
  readonly concurrency: number;
  /** Questions that may wait for one. */
  readonly queueMax: number;
  /** How long questions may gather for a batch, milliseconds; 0: none waits. */
  readonly gatherMs: number;
  /**
   * `immediate`: asked at once, beside those before it. `on_miss`: asked when those before it failed. `latest_safe`: asked when those before it failed, or as late as its answer can still be in time, judged by how long it
   * usually takes.
   */
  readonly start: "immediate" | "latest_safe" | "on_miss";
  /** A second call of the same where the first takes longer than it usually does (95th percentile). Scalar models only. */
  readonly isHedged: boolean;
  /** Within one request. */
  readonly retriesMax: number;
  readonly breaker: BreakerRule;
  /** Default scale, until votes teach another. */
  readonly kappa: number;
  readonly centre: number;
}

/** How the fallback as a whole is used. */
export interface ChainOptions {
  /** Ids of models, `learned` and `rubric`; `auto`: the built-in order (reward models, judges, learned, rubric), and by measured agreement where there are votes enough. */
  readonly order: "auto" | readonly string[];
  /** Kept answers by exact content: how long they are fresh, and how long they may stand in where all else fails. */
  readonly cacheEntriesMax: number;
  readonly freshMs: number;
  readonly staleMs: number;
  /** Retries and hedges together as a share of calls, over all sources (a token bucket). */
  readonly retryBudget: number;
  /** Share of model-answered pairs that go to people all the same. */
  readonly auditShare: number;
  readonly auditTtlMs: number;
}
