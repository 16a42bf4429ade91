import type { BreakerPhase } from "../../domain/fallback/breaker.ts";
import type { ModelFailureReason } from "../../ports/reward-model.ts";

/** A call that failed. */
export interface SourceFailure {
  readonly reason: ModelFailureReason;
  /** How the server gave reasons, for the operator; null: it gave none. */
  readonly said: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How a model's calls have gone. Holds no address and no key. */
export interface SourceHealth {
  readonly id: string;
  readonly kind: "reward_model" | "judge";
  readonly revision: string;
  /** `untested`: not reached yet. `failing`: its self-test failed, its breaker is not closed, or its last calls all failed. */
  readonly state: "ready" | "failing" | "untested";
  /** Calls that were made, since the start; retries, hedges and probes too. */
  readonly calls: number;
  readonly failures: Readonly<Partial<Record<ModelFailureReason, number>>>;
  /** Of the calls of the last minute that gave an answer, milliseconds; null: too few. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly breaker: BreakerPhase;
  /** Why the self-test has not passed, for the operator. */
  readonly selfTestFault: string | null;
  /** Which of its parts have not passed, though it has; null: all have, or it has none. */
  readonly partFault: string | null;
  /** Of the self-test's calls too; null: none has failed. */
  readonly lastFailure: SourceFailure | null;
}
