import { canFinish } from "../../domain/fallback/latest-safe-start.ts";
import type { RewardModel } from "../../ports/reward-model.ts";
import type { SourceOptions } from "./chain-options.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import type { SourceParts } from "./guarded-calls.ts";
import type { KeepingRule } from "./kept-answers.ts";
import { openPairwiseVoice } from "./pairwise-voice.ts";
import { openPointwiseVoice } from "./pointwise-voice.ts";
import type { RetryBudget } from "./retry-budget.ts";
import { SelfTestRounds } from "./self-test-rounds.ts";
import type { SourceFaultOutcome } from "./source-fault.ts";
import { SourceGuard } from "./source-guard.ts";
import type { SourceFailure, SourceHealth } from "./source-health.ts";
import type { Voice } from "./source-voice.ts";
import type { AskedCandidates } from "./source-word.ts";

/** One reward model or judge as the chain asks it: its own line, breaker and kept answers. */
export class ModelSource {
  readonly #ports: FallbackPorts;
  readonly #model: RewardModel;
  readonly #guard: SourceGuard;
  readonly #selfTest: SelfTestRounds;
  readonly #pointwise: Voice;
  /** Null: it can only be asked one by one. */
  readonly #pairwise: Voice | null;
  readonly options: SourceOptions;

  constructor(ports: FallbackPorts, model: RewardModel, options: SourceOptions, rule: KeepingRule, budget: RetryBudget) {
    this.#ports = ports;
    this.#model = model;
    this.options = options;
    this.#guard = new SourceGuard(ports, model.id, options.breaker);
    this.#selfTest = new SelfTestRounds(ports, model, options.timeoutMs);
    const queue = ports.openCallQueue(options.concurrency);
    const parts: SourceParts = { options, guard: this.#guard, queue, budget };
    const compare = model.compare?.bind(model);
    this.#pointwise = openPointwiseVoice(ports, parts, rule, model);
    this.#pairwise = compare === undefined ? null : openPairwiseVoice(ports, parts, rule, model, compare);
  }

  get id(): string {
    return this.#model.id;
  }

  get kind(): "reward_model" | "judge" {
    return this.#model.kind;
  }

  get health(): SourceHealth {
    const { state } = this.#selfTest;
    const isFailing = state === "failed" || this.#guard.isFailing;
    return {
      id: this.id,
      kind: this.kind,
      revision: this.#pointwise.revision,
      state: isFailing ? "failing" : state === "passed" ? "ready" : "untested",
      calls: this.#guard.calls,
      failures: this.#guard.failures,
      p50Ms: this.#pointwise.medianMs ?? this.#pairwise?.medianMs ?? null,
      p95Ms: this.#pointwise.usualMs ?? this.#pairwise?.usualMs ?? null,
      breaker: this.#guard.phase,
      selfTestFault: this.#selfTest.fault,
      partFault: this.#selfTest.partFault,
      lastFailure: laterOf(this.#guard.lastFailure, this.#selfTest.lastFailure),
    };
  }

  /** How candidates of that shape are put to it: a pair against each other where it can. */
  voiceFor(shape: AskedCandidates["shape"]): Voice {
    return shape === "pair" ? (this.#pairwise ?? this.#pointwise) : this.#pointwise;
  }

  /** How long it may be expected to take, milliseconds; as long as it may where that is not known. */
  expectedMs(shape: AskedCandidates["shape"]): number {
    return this.voiceFor(shape).usualMs ?? this.options.timeoutMs;
  }

  /** Why it cannot be asked now; null: it can. */
  refusal(asked: AskedCandidates, giveUpAt: number): SourceFaultOutcome | null {
    const voice = this.voiceFor(asked.shape);
    const now = this.#ports.clock.now();
    if (this.#selfTest.state !== "passed") {
      return "not_ready";
    }
    if (!canFinish(giveUpAt - now, voice.medianMs)) {
      return "no_time";
    }
    if (!this.#guard.isPassable) {
      return "breaker_open";
    }
    if (!canFinish(giveUpAt - now - this.#guard.pauseLeftMs, voice.medianMs)) {
      return "overloaded";
    }
    return voice.hasRoomFor(asked) ? null : "queue_full";
  }

  /** Begins the self-tests; resolves when the first has ended, however. */
  start(): Promise<void> {
    return this.#selfTest.start();
  }

  close(): void {
    this.#selfTest.close();
    this.#pointwise.close();
    this.#pairwise?.close();
    this.#model.close();
  }
}

function laterOf(one: SourceFailure | null, other: SourceFailure | null): SourceFailure | null {
  return one === null || (other !== null && other.at > one.at) ? other : one;
}
