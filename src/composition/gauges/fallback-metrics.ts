import { Counter, Histogram, type Metric } from "prom-client";

/** From a small model beside the server to a judge that thinks first. */
const CALL_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Conversations that a source answered since `/metrics` was rendered last. */
interface PendingDecisions {
  whole: number;
  degraded: number;
}

/** What `/metrics` counts of the fallback. Models are named as in the configuration; no scenario, no tenant. */
export class FallbackMetrics {
  readonly #calls = new Histogram({
    name: "upstream_request_seconds",
    help: "Seconds that calls of reward models and judges took, by what became of them.",
    labelNames: ["model", "outcome"],
    buckets: CALL_BUCKETS_SECONDS,
    registers: [],
  });
  /** Not entered yet, by source: entering every answer by itself costs as much as a plain score. Sources are few, as configured. */
  readonly #pending = new Map<string, PendingDecisions>();
  readonly #decisions = new Counter({
    name: "reward_decisions_total",
    help: "Conversations answered, by who scored them; degraded: somebody who goes before was asked, or would have been, and had nothing to say.",
    labelNames: ["source", "degraded"],
    registers: [],
    collect: () => this.#enterDecisions(),
  });

  /** To be registered where `/metrics` is rendered. */
  get all(): readonly Metric[] {
    return [this.#calls, this.#decisions];
  }

  observeCall(modelId: string, outcome: string, durationMs: number): void {
    this.#calls.observe({ model: modelId, outcome }, durationMs / 1000);
  }

  countDecisions(sourceId: string, isDegraded: boolean, count: number): void {
    let pending = this.#pending.get(sourceId);
    if (pending === undefined) {
      pending = { whole: 0, degraded: 0 };
      this.#pending.set(sourceId, pending);
    }
    pending[isDegraded ? "degraded" : "whole"] += count;
  }

  #enterDecisions(): void {
    for (const [source, { whole, degraded }] of this.#pending) {
      for (const [label, count] of [
        ["false", whole],
        ["true", degraded],
      ] as const) {
        if (count > 0) {
          this.#decisions.inc({ source, degraded: label }, count);
        }
      }
    }
    this.#pending.clear();
  }
}
