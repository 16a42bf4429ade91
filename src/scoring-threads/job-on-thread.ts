import type { Clock } from "../ports/clock.ts";
import type { ScoringAnswer, ScoringJob, ScoringListener } from "../ports/scoring-threads.ts";
import { TIMER_MS_MAX } from "../ports/timer.ts";
import type { ParkingLot } from "./parking-lot.ts";
import type { ScoringThreadHandle } from "./scoring-thread-handle.ts";
import type { KnownAtStart } from "./thread-messages.ts";

export interface JobTerms {
  readonly job: ScoringJob;
  readonly byteCount: number;
  readonly listener: ScoringListener;
  readonly known: KnownAtStart;
  /** When the job should be under way at the latest, in milliseconds since 1970. */
  readonly startBy: number;
  /** Computing so long after that means that its thread hangs. */
  readonly overrunMs: number;
  /** Aborts when nobody waits for the answer any more; null: it is wanted anyhow. */
  readonly gone: AbortSignal | null;
}

/**
 * One job from when it is given to its thread to its end. It holds the thread until it is done or, where there is room to park, until it first waits for people. From then
 * on others have the thread too, and what is left of the job is done beside theirs. Its thread is ended where it hangs; a job that waits for people does not.
 */
export class JobOnThread {
  /** As the job ends. */
  readonly answer: Promise<ScoringAnswer>;
  /** Resolves when the thread can take the next job: this one has ended or is parked. */
  readonly release: Promise<void>;
  readonly #thread: ScoringThreadHandle;
  readonly #terms: JobTerms;
  readonly #clock: Clock;
  readonly #lot: ParkingLot;
  #hangWatch: NodeJS.Timeout | undefined;
  #unpark: (() => void) | null = null;
  #giveUpThread: () => void = () => undefined;

  constructor(thread: ScoringThreadHandle, terms: JobTerms, clock: Clock, lot: ParkingLot) {
    this.#thread = thread;
    this.#terms = terms;
    this.#clock = clock;
    this.#lot = lot;
    this.release = new Promise((resolve) => {
      this.#giveUpThread = resolve;
    });
    this.answer = this.#run();
    // Whoever gave the thread looks at the answer a little later than it may fail.
    this.answer.catch(() => undefined);
  }

  async #run(): Promise<ScoringAnswer> {
    const { job, listener, known, gone } = this.#terms;
    this.#watchForHanging();
    const given = this.#thread.run(job, known, {
      begin: (head) => listener.begin(head),
      write: (lines) => listener.write(lines),
      onWait: () => this.#park(),
      onWake: () => this.#watchForHanging(),
    });
    gone?.addEventListener("abort", given.stop, { once: true });
    try {
      return await given.answer;
    } finally {
      clearTimeout(this.#hangWatch);
      gone?.removeEventListener("abort", given.stop);
      this.#unpark?.();
      this.#giveUpThread();
    }
  }

  #park(): void {
    clearTimeout(this.#hangWatch);
    this.#unpark ??= this.#lot.enter(this.#terms.byteCount);
    if (this.#unpark !== null) {
      this.#giveUpThread();
    }
  }

  #watchForHanging(): void {
    const { startBy, overrunMs } = this.#terms;
    const delayMs = Math.max(startBy - this.#clock.now(), 0) + overrunMs;
    clearTimeout(this.#hangWatch);
    this.#hangWatch = setTimeout(() => void this.#thread.close(), Math.min(delayMs, TIMER_MS_MAX));
  }
}
