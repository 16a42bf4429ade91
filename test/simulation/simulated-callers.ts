import type { Comparison, DecidedComparison } from "../../src/services/scoring/comparison.ts";
import type { AskedComparison, Ledger } from "./ledger.ts";
import type { PlannedCompare } from "./schedule-plan.ts";
import { fallbackAnswer, toPairAsk } from "./simulated-pair.ts";
import type { SimulatedServer } from "./simulated-server.ts";

/** Callers of the people's desk, and the callers' patience: who was not answered when the server died may ask the same again. */
export class SimulatedCallers {
  readonly #server: SimulatedServer;
  readonly #ledger: Ledger;
  readonly #now: () => number;
  readonly #delay: (label: string) => Promise<void>;
  readonly #onAnswer: (entry: AskedComparison, answer: Comparison) => void;
  #count = 0;

  /** @param delay resolves when the schedule lets a late fallback answer. */
  constructor(
    server: SimulatedServer,
    ledger: Ledger,
    now: () => number,
    delay: (label: string) => Promise<void>,
    onAnswer: (entry: AskedComparison, answer: Comparison) => void,
  ) {
    this.#server = server;
    this.#ledger = ledger;
    this.#now = now;
    this.#delay = delay;
    this.#onAnswer = onAnswer;
  }

  ask(planned: PlannedCompare): void {
    this.#count += 1;
    // An end of its own tells what is kept for one caller from what is kept for another who asks the same at the same time.
    const asked = { ...planned, ttlMs: planned.ttlMs + this.#count };
    const comparisonId = `cmp_${this.#count}`;
    const askedAt = this.#now();
    const ask = toPairAsk(asked, comparisonId, asked.isFallbackLate ? this.#answerLater(asked, comparisonId) : null);
    const entry: AskedComparison = {
      comparisonId,
      asked,
      ask,
      process: this.#server.process,
      askedAt,
      deadlineAt: askedAt + asked.budgetMs,
      answer: null,
      answeredAt: null,
      isGivenUp: false,
      hasMetFault: false,
      isOpened: false,
      openedAt: null,
      keptBy: null,
    };
    this.#ledger.comparisons.set(comparisonId, entry);
    this.#ledger.tally.comparisons += 1;
    const caller = { tenantId: "default", scopes: ["trainer" as const], requestId: comparisonId };
    this.#server.desk.settlePair(caller, ask, entry.deadlineAt).then(
      (answer) => this.#onAnswer(entry, answer),
      (fault: unknown) => this.#ledger.report("a caller is always answered", `${comparisonId}: ${fault}`),
    );
  }

  /** The server has died and another one has begun. */
  askAgain(): void {
    for (const entry of [...this.#ledger.comparisons.values()]) {
      if (entry.answeredAt === null && !entry.isGivenUp) {
        entry.isGivenUp = true;
        if (entry.asked.isPatient) {
          this.ask(entry.asked);
        }
      }
    }
  }

  async #answerLater(asked: PlannedCompare, comparisonId: string): Promise<DecidedComparison> {
    await this.#delay("fallback");
    return fallbackAnswer(asked, comparisonId);
  }
}
