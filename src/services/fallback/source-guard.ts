import {
  admitCall,
  type BreakerAdmission,
  type BreakerOutcome,
  type BreakerPhase,
  type BreakerRule,
  type BreakerState,
  breakerPhase,
  CLOSED_BREAKER,
  noteBreakerOutcome,
} from "../../domain/fallback/breaker.ts";
import type { ModelCallError, ModelFailureReason } from "../../ports/reward-model.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { SourceFailure } from "./source-health.ts";

/** How long a source is left in peace that said it was overloaded, but not for how long. */
const OVERLOAD_PAUSE_MS = 1000;
/** Nobody is believed who asks for more. */
const OVERLOAD_PAUSE_MS_MAX = 60_000;
/** That many failures in a row, of whatever kind, are told as such. */
const FAILING_STREAK = 5;

/** What counts against a source. Overload makes it pause instead; the others are its right, or ours, and no sign that it is ill. */
const COUNTED: ReadonlySet<ModelFailureReason> = new Set<ModelFailureReason>([
  "timeout",
  "unreachable",
  "upstream_error",
  "bad_answer",
  "unparseable",
]);

/** The failures of one source: whether it may be called at all, from when on, and how often it failed. */
export class SourceGuard {
  readonly #ports: Pick<FallbackPorts, "clock" | "stopwatch" | "report">;
  readonly #sourceId: string;
  readonly #rule: BreakerRule;
  readonly #failures = new Map<ModelFailureReason, number>();
  #state: BreakerState = CLOSED_BREAKER;
  /** By the stopwatch. */
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #calls = 0;
  #streak = 0;
  #lastFailure: SourceFailure | null = null;

  constructor(ports: Pick<FallbackPorts, "clock" | "stopwatch" | "report">, sourceId: string, rule: BreakerRule) {
    this.#ports = ports;
    this.#sourceId = sourceId;
    this.#rule = rule;
  }

  get phase(): BreakerPhase {
    return breakerPhase(this.#state, this.#ports.stopwatch());
  }

  /** Whether a call could be made now, as far as failures go. */
  get isPassable(): boolean {
    return this.phase === "closed" || (this.phase === "half_open" && !this.#state.isProbing);
  }

  /** For how long it is still to be left in peace, as it asked, milliseconds; 0: it is not. */
  get pauseLeftMs(): number {
    return Math.max(0, this.#pausedUntil - this.#ports.stopwatch());
  }

  get calls(): number {
    return this.#calls;
  }

  get isFailing(): boolean {
    return this.phase !== "closed" || this.#streak >= FAILING_STREAK;
  }

  get failures(): Readonly<Partial<Record<ModelFailureReason, number>>> {
    return Object.fromEntries(this.#failures);
  }

  get lastFailure(): SourceFailure | null {
    return this.#lastFailure;
  }

  /** Asks to make a call; null: it may not be made. What is admitted ends with `succeed`, `fail` or `callOff`. */
  admit(): BreakerAdmission | null {
    const { state, admission } = admitCall(this.#state, this.#ports.stopwatch());
    this.#state = state;
    this.#calls += admission === null ? 0 : 1;
    return admission;
  }

  succeed(admission: BreakerAdmission): void {
    this.#streak = 0;
    this.#note(admission, "success");
  }

  fail(admission: BreakerAdmission, fault: ModelCallError): void {
    const { reason, said } = fault;
    this.#failures.set(reason, (this.#failures.get(reason) ?? 0) + 1);
    this.#lastFailure = { reason, said, at: this.#ports.clock.now() };
    this.#streak += 1;
    if (reason === "overloaded") {
      const pauseMs = Math.min(OVERLOAD_PAUSE_MS_MAX, fault.retryAfterMs ?? OVERLOAD_PAUSE_MS);
      this.#pausedUntil = Math.max(this.#pausedUntil, this.#ports.stopwatch() + pauseMs);
    }
    const told = { sourceId: this.#sourceId, reason, detail: fault.message, said };
    this.#ports.report({ kind: "call_failed", ...told });
    if (this.#streak === FAILING_STREAK) {
      this.#ports.report({ kind: "failing", ...told });
    }
    this.#note(admission, COUNTED.has(reason) ? "failure" : "neither");
  }

  /** The call was called off: it says nothing of the source. */
  callOff(admission: BreakerAdmission): void {
    this.#note(admission, "neither");
  }

  #note(admission: BreakerAdmission, outcome: BreakerOutcome): void {
    const before = this.#state.openUntil;
    this.#state = noteBreakerOutcome(this.#state, this.#rule, this.#ports.stopwatch(), admission, outcome);
    if (before !== this.#state.openUntil) {
      this.#ports.report({ kind: "breaker", sourceId: this.#sourceId, phase: this.phase });
    }
  }
}
