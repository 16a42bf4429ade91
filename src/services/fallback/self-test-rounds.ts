import { ModelCallError, type RewardModel } from "../../ports/reward-model.ts";
import type { FallbackPorts } from "./fallback-ports.ts";
import { runAttempt } from "./run-attempt.ts";
import { SELF_TEST_MS_MIN, SELF_TEST_REMEDIES } from "./self-test-remedies.ts";
import type { SourceFailure } from "./source-health.ts";
import { waitUntil } from "./wait-until.ts";

const FIRST_WAIT_MS = 1000;
const WAIT_MS_MAX = 5 * 60_000;

/** `untested`: it was not reached yet. */
export type SelfTestState = "untested" | "passed" | "failed";

/** The self-test of one source: made until it passes with all its parts, after waits that double. A source that fails it is not asked: what it gives may be numbers that mean nothing. */
export class SelfTestRounds {
  readonly #ports: FallbackPorts;
  readonly #model: RewardModel;
  readonly #testMs: number;
  readonly #stop = new AbortController();
  #state: SelfTestState = "untested";
  #fault: string | null = null;
  #partFault: string | null = null;
  #lastFailure: SourceFailure | null = null;

  /** @param timeoutMs of one call of the source */
  constructor(ports: FallbackPorts, model: RewardModel, timeoutMs: number) {
    this.#ports = ports;
    this.#model = model;
    this.#testMs = Math.max(SELF_TEST_MS_MIN, timeoutMs);
  }

  get state(): SelfTestState {
    return this.#state;
  }

  /** Why it has not passed, for the operator; null: it has, or was not made yet. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Which of its parts have not passed, for the operator; null: all have, or it has not passed itself. */
  get partFault(): string | null {
    return this.#partFault;
  }

  /** Of its calls; null: none has failed. */
  get lastFailure(): SourceFailure | null {
    return this.#lastFailure;
  }

  /** Makes the first test and resolves when it has ended, however; goes on in the background where it failed, or one of its parts did. Never rejects. */
  async start(): Promise<void> {
    await this.#round();
    void this.#goOn();
  }

  close(): void {
    this.#stop.abort("unneeded");
  }

  async #goOn(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !this.#isDone && !this.#stop.signal.aborted; waitMs *= 2) {
      await waitUntil(this.#ports, this.#ports.clock.now() + Math.min(waitMs, WAIT_MS_MAX), this.#stop.signal);
      if (!this.#stop.signal.aborted) {
        await this.#round(Math.min(2 * waitMs, WAIT_MS_MAX));
      }
    }
  }

  get #isDone(): boolean {
    return this.#state === "passed" && this.#partFault === null;
  }

  /** @param nextInMs when it is made again should it fail */
  async #round(nextInMs = FIRST_WAIT_MS): Promise<void> {
    const sourceId = this.#model.id;
    const before = this.#fault ?? this.#partFault;
    let failure: ModelCallError | null = null;
    try {
      const report = await runAttempt(this.#ports, this.#testMs, this.#stop.signal, (signal) => this.#model.selfTest(signal));
      this.#state = report.fault === null ? "passed" : "failed";
      this.#fault = report.fault;
      this.#partFault = report.partFault ?? null;
    } catch (fault) {
      if (this.#state === "passed") {
        // Its parts were tested, and it is asked without them as before.
        return;
      }
      // Where it cannot be reached nothing is known of it.
      failure = fault instanceof ModelCallError ? fault : null;
      const { reason = "bad_answer", said = null } = failure ?? {};
      this.#fault = SELF_TEST_REMEDIES[reason];
      this.#lastFailure = { reason, said, at: this.#ports.clock.now() };
    }
    if (this.#isDone) {
      this.#ports.report({ kind: "self_test_passed", sourceId });
    } else if (this.#partFault !== null) {
      const isRepeated = this.#partFault === before;
      this.#ports.report({ kind: "self_test_partial", sourceId, fault: this.#partFault, isRepeated, nextInMs });
    } else if (this.#fault !== null && !this.#stop.signal.aborted) {
      const isRepeated = this.#fault === before;
      const { message: detail = null, said = null } = failure ?? {};
      this.#ports.report({ kind: "self_test_failed", sourceId, fault: this.#fault, detail, said, isRepeated, nextInMs });
    }
  }
}
