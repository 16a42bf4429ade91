import type { BreakerAdmission } from "../../domain/fallback/breaker.ts";
import { canFinish, hadItsTime } from "../../domain/fallback/latest-safe-start.ts";
import { noteDuration, quantileOfDurations, type RecentDuration } from "../../domain/fallback/recent-durations.ts";
import { retryWaitMs } from "../../domain/fallback/retry-wait.ts";
import { toFraction } from "../../domain/numerics/to-fraction.ts";
import type { CallQueue } from "../../ports/call-queue.ts";
import { ModelCallError, type ModelFailureReason } from "../../ports/reward-model.ts";
import type { CallOff } from "./call-off.ts";
import type { SourceOptions } from "./chain-options.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import { hedgeCall } from "./hedge-call.ts";
import type { RetryBudget } from "./retry-budget.ts";
import { runAttempt } from "./run-attempt.ts";
import { SourceFault } from "./source-fault.ts";
import type { SourceGuard } from "./source-guard.ts";
import { waitUntil } from "./wait-until.ts";

/** Durations from which a 95th percentile is one. */
const HEDGE_DURATIONS_MIN = 20;
/** Durations from which it is believed how long a source takes. */
const DURATIONS_MIN = 5;
/** Failures that may pass by themselves. */
const PASSING: ReadonlySet<ModelFailureReason> = new Set<ModelFailureReason>(["unreachable", "overloaded", "upstream_error"]);

/** What the lines of questions of one source share. */
export interface SourceParts {
  readonly options: SourceOptions;
  readonly guard: SourceGuard;
  readonly queue: CallQueue;
  readonly budget: RetryBudget;
}

/** One kind of call of a source. */
export interface CallKind<Q, V> {
  /** One result a question. Not to be believed: it may hang, and what it gives is checked. */
  readonly call: (questions: readonly Q[], signal: AbortSignal) => Promise<readonly (V | ModelCallError)[]>;
  readonly isSound: (value: V) => boolean;
  readonly isHedged: boolean;
}

/** A quantile of the durations, as it was worked out at an instant. */
interface KnownQuantile {
  readonly of: readonly RecentDuration[];
  /** By the stopwatch. */
  readonly at: number;
  readonly ms: number | null;
}

/** Quantiles change by the second at most where no call ends: they are asked for several times an ask. */
const QUANTILE_KEPT_MS = 1000;

/** Calls of one kind to one source: bounded in time, hedged, tried again within the budget, and told to the guard. */
export class GuardedCalls<Q, V> {
  readonly #ports: FallbackPorts;
  readonly #parts: SourceParts;
  readonly #kind: CallKind<Q, V>;
  #durations: readonly RecentDuration[] = [];
  readonly #quantiles = new Map<number, KnownQuantile>();
  readonly #closed = new AbortController();

  constructor(ports: FallbackPorts, parts: SourceParts, kind: CallKind<Q, V>) {
    this.#ports = ports;
    this.#parts = parts;
    this.#kind = kind;
  }

  /** Ends the probe that may be under way; other calls end with their callers. */
  close(): void {
    this.#closed.abort("unneeded" satisfies CallOff);
  }

  /** What half of the recent calls did not exceed, milliseconds; null: too few are known. */
  get medianMs(): number | null {
    return this.#quantileMs(0.5);
  }

  /** What 95 % of the recent calls did not exceed, milliseconds; null: too few are known. */
  get usualMs(): number | null {
    return this.#quantileMs(0.95);
  }

  #quantileMs(share: number): number | null {
    const now = this.#ports.stopwatch();
    const known = this.#quantiles.get(share);
    if (known !== undefined && known.of === this.#durations && now - known.at < QUANTILE_KEPT_MS) {
      return known.ms;
    }
    const ms = quantileOfDurations(this.#durations, now, share, DURATIONS_MIN);
    this.#quantiles.set(share, { of: this.#durations, at: now, ms });
    return ms;
  }

  /**
   * One result a question. Rejects with ModelCallError where all failed together, with SourceFault where no call may be made.
   * @param giveUpAt until when anybody waits, milliseconds since 1970; it may move on
   * @param signal its reason is a CallOff
   */
  async perform(questions: readonly Q[], giveUpAt: () => number, signal: AbortSignal): Promise<readonly (V | ModelCallError)[]> {
    for (let retry = 0; ; retry += 1) {
      await this.#waitOutPause(giveUpAt, signal);
      refuseCalledOff(signal);
      const startedAt = this.#ports.stopwatch();
      try {
        return await this.#callHedged(questions, retry > 0, signal);
      } catch (fault) {
        const waitMs = signal.aborted ? null : this.#waitBeforeRetry(fault, retry, startedAt, questions.length, giveUpAt());
        if (waitMs === null) {
          throw fault;
        }
        await waitUntil(this.#ports, this.#ports.clock.now() + waitMs, signal);
      }
    }
  }

  /** A source that said it was overloaded is waited for where there is time for it. */
  async #waitOutPause(giveUpAt: () => number, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { pauseLeftMs } = this.#parts.guard;
      if (pauseLeftMs === 0 || signal.aborted) {
        return;
      }
      const now = this.#ports.clock.now();
      const waitMs = retryWaitMs(0, pauseLeftMs, this.#draw());
      if (!canFinish(giveUpAt() - now - waitMs, this.medianMs)) {
        throw new SourceFault("overloaded");
      }
      await waitUntil(this.#ports, now + waitMs, signal);
    }
  }

  /** Null: it is not worth another try, or there is no time or no budget for one. What took as long as an answer does is no fast failure: trying again would double the load of a source that is slow. */
  #waitBeforeRetry(fault: unknown, retry: number, startedAt: number, questionCount: number, giveUpAt: number): number | null {
    const { options, budget } = this.#parts;
    if (!(fault instanceof ModelCallError) || !PASSING.has(fault.reason) || retry >= options.retriesMax) {
      return null;
    }
    // One question of several may be what the source trips over: the batch is taken apart instead.
    const mayBeOneQuestion = fault.reason === "upstream_error" && questionCount > 1;
    const isFast = this.#ports.stopwatch() - startedAt <= (this.usualMs ?? options.timeoutMs / 2);
    const waitMs = retryWaitMs(retry, fault.retryAfterMs, this.#draw());
    const isWorthIt = isFast && !mayBeOneQuestion && canFinish(giveUpAt - this.#ports.clock.now() - waitMs, this.medianMs);
    return isWorthIt && budget.spend() ? waitMs : null;
  }

  #callHedged(questions: readonly Q[], isExtra: boolean, signal: AbortSignal): Promise<readonly (V | ModelCallError)[]> {
    const afterMs = this.#kind.isHedged && this.#durations.length >= HEDGE_DURATIONS_MIN ? this.usualMs : null;
    if (afterMs === null) {
      return this.#call(questions, isExtra, signal);
    }
    const { queue, budget, guard } = this.#parts;
    return hedgeCall(
      this.#ports,
      afterMs,
      signal,
      (either) => this.#call(questions, isExtra, either),
      (either) =>
        guard.phase === "closed" && queue.hasRoom && budget.spend() ? queue.run(() => this.#call(questions, true, either)) : null,
    );
  }

  /** One call. @param isExtra a retry or a hedge: it was paid for, and earns nothing */
  async #call(questions: readonly Q[], isExtra: boolean, signal: AbortSignal): Promise<readonly (V | ModelCallError)[]> {
    const { guard, budget, options } = this.#parts;
    const admission = guard.admit();
    if (admission === null) {
      throw new SourceFault("breaker_open");
    }
    if (!isExtra) {
      budget.earn();
    }
    const startedAt = this.#ports.stopwatch();
    // A probe runs its time out though nobody waits for it: cut short by a caller in a hurry it would say nothing, and the next caller would have to be the probe.
    const endedBy = admission === "probe" ? this.#closed.signal : signal;
    try {
      const results = await runAttempt(this.#ports, options.timeoutMs, endedBy, async (stop) =>
        this.#check(await this.#kind.call(questions, stop), questions.length),
      );
      this.#noteAnswer(admission, results, startedAt);
      return results;
    } catch (fault) {
      this.#noteFailure(admission, fault, startedAt, endedBy);
      throw fault;
    }
  }

  #check(results: readonly (V | ModelCallError)[], count: number): readonly (V | ModelCallError)[] {
    if (results.length !== count) {
      throw new ModelCallError("bad_answer", `${results.length} results for ${count} questions`);
    }
    return results.map((result) =>
      result instanceof ModelCallError || this.#kind.isSound(result)
        ? result
        : new ModelCallError("bad_answer", "not a finite number within its range"),
    );
  }

  #noteAnswer(admission: BreakerAdmission, results: readonly (V | ModelCallError)[], startedAt: number): void {
    const fault = results.find((result) => result instanceof ModelCallError);
    if (fault instanceof ModelCallError && results.every((result) => result instanceof ModelCallError)) {
      this.#parts.guard.fail(admission, fault);
      return;
    }
    const now = this.#ports.stopwatch();
    this.#durations = noteDuration(this.#durations, now, now - startedAt);
    this.#parts.guard.succeed(admission);
  }

  /** A call that those who waited had no more time for counts against the source where it had had its time: else a source that hangs would never be found out by callers in a hurry. */
  #noteFailure(admission: BreakerAdmission, fault: unknown, startedAt: number, signal: AbortSignal): void {
    const { guard } = this.#parts;
    const tookMs = this.#ports.stopwatch() - startedAt;
    const isCalledOff = signal.aborted && !(signal.reason === "late" && hadItsTime(tookMs, this.usualMs));
    if (fault instanceof ModelCallError && !isCalledOff) {
      guard.fail(admission, fault);
    } else {
      guard.callOff(admission);
    }
  }

  /** Uniform, 0 ≤ draw < 1. */
  #draw(): number {
    return toFraction(this.#ports.random.uint32());
  }
}

/** Throws what a call that is called off gives where it was never made: the source is neither called for nobody nor blamed. */
function refuseCalledOff(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ModelCallError("timeout", "called off before it was made");
  }
}
