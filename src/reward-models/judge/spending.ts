import type { Clock } from "../../ports/clock.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { SpentDay } from "../../ports/spending-store.ts";
import type { ChatUsage } from "./chat-reply.ts";
import type { JudgeBudget } from "./judge-options.ts";

const MINUTE_MS = 60_000;
/** Parts of a minute that leave it together. */
const SLICES = 60;
const SLICE_MS = MINUTE_MS / SLICES;
const DAY_MS = 86_400_000;
const PER_MILLION = 1e6;

/** What one call may spend, put aside before it is made. */
export interface SpendingReservation {
  /** Puts what was billed in the place of what was put aside; null: what was put aside was spent. */
  settle(usage: ChatUsage | null): void;
}

/** What a judge has spent of its budget. A day is one of UTC. */
export class Spending {
  readonly judgeId: string;
  readonly #budget: JudgeBudget;
  readonly #clock: Clock;
  /** Tokens by slice of time, the latest last; at most a minute's. */
  #slices: { at: number; tokens: number }[] = [];
  #day = { number: Number.NEGATIVE_INFINITY, tokens: 0, cost: 0 };

  constructor(judgeId: string, budget: JudgeBudget, clock: Clock) {
    this.judgeId = judgeId;
    this.#budget = budget;
    this.#clock = clock;
  }

  /** What the day has cost so far. */
  spentToday(): SpentDay {
    const { number, tokens, cost } = this.#today();
    return { judgeId: this.judgeId, day: number, tokens, cost };
  }

  /** Adds what was spent before a restart; another day's counts for nothing. */
  addSpent({ day, tokens, cost }: SpentDay): void {
    const today = this.#today();
    if (day === today.number) {
      today.tokens += tokens;
      today.cost += cost;
    }
  }

  /** Puts aside the most that a call may spend. Throws ModelCallError `budget_spent` where some limit would be passed: then nothing is put aside. */
  reserve(most: ChatUsage): SpendingReservation {
    const { tokensPerMinute, tokensPerDay, costPerDay } = this.#budget;
    const tokens = most.inputTokens + most.outputTokens;
    const slice = this.#currentSlice();
    const today = this.#today();
    if (tokensPerDay !== null && today.tokens + tokens > tokensPerDay) {
      throw new ModelCallError("budget_spent", `The judge's ${tokensPerDay} tokens a day are spent.`, this.#untilTomorrow());
    }
    if (costPerDay !== null && today.cost + this.#costOf(most) > costPerDay) {
      throw new ModelCallError("budget_spent", `The judge's budget of ${costPerDay} a day is spent.`, this.#untilTomorrow());
    }
    if (tokensPerMinute !== null && this.#tokensOfMinute() + tokens > tokensPerMinute) {
      const waitMs = Math.max(1, (this.#slices[0]?.at ?? 0) + MINUTE_MS - this.#clock.now());
      throw new ModelCallError("budget_spent", `The judge's ${tokensPerMinute} tokens a minute are spent.`, waitMs);
    }
    const add = (usage: ChatUsage, sign: 1 | -1) => {
      slice.tokens += sign * (usage.inputTokens + usage.outputTokens);
      today.tokens += sign * (usage.inputTokens + usage.outputTokens);
      today.cost += sign * this.#costOf(usage);
    };
    add(most, 1);
    return {
      settle: (usage) => {
        if (usage !== null) {
          add(most, -1);
          add(usage, 1);
        }
      },
    };
  }

  #tokensOfMinute(): number {
    return this.#slices.reduce((sum, { tokens }) => sum + tokens, 0);
  }

  #currentSlice(): { tokens: number } {
    const now = this.#clock.now();
    this.#slices = this.#slices.filter(({ at }) => now - at < MINUTE_MS);
    const at = Math.floor(now / SLICE_MS) * SLICE_MS;
    // A clock that was set back forgets nothing, and does not wait for what it calls the future: that was spent all the same, by now at the latest.
    for (const slice of this.#slices) {
      slice.at = Math.min(slice.at, at);
    }
    const last = this.#slices.at(-1);
    if (last?.at === at) {
      return last;
    }
    const slice = { at, tokens: 0 };
    this.#slices.push(slice);
    return slice;
  }

  #today(): { number: number; tokens: number; cost: number } {
    const number = Math.floor(this.#clock.now() / DAY_MS);
    if (number > this.#day.number) {
      this.#day = { number, tokens: 0, cost: 0 };
    }
    this.#day.number = number;
    return this.#day;
  }

  #untilTomorrow(): number {
    return (this.#day.number + 1) * DAY_MS - this.#clock.now();
  }

  #costOf({ inputTokens, outputTokens }: ChatUsage): number {
    const { costPerMillionInput, costPerMillionOutput } = this.#budget;
    return (inputTokens * costPerMillionInput + outputTokens * costPerMillionOutput) / PER_MILLION;
  }
}
