import { describe, expect, it } from "vitest";
import { judgeOptions, question, testJudge, untilDone } from "../../../test/doubles/judge-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { ModelCallError } from "../../ports/reward-model.ts";
import type { JudgeBudget } from "./judge-options.ts";
import { Spending } from "./spending.ts";

const NOON = Date.UTC(2026, 0, 1, 12);
const HOUR = 3_600_000;
const tokens = (inputTokens: number, outputTokens = 0) => ({ inputTokens, outputTokens });

function spendingOf(budget: Partial<JudgeBudget>) {
  const time = createManualTime(NOON);
  return { time, spending: new Spending("judge", { ...judgeOptions().budget, ...budget }, time.clock) };
}

function failureOf(action: () => unknown): ModelCallError | null {
  try {
    action();
    return null;
  } catch (error) {
    return error as ModelCallError;
  }
}

describe("a budget", () => {
  it("stops before a call that could pass the tokens of a minute, and says when there is room again", () => {
    const { time, spending } = spendingOf({ tokensPerMinute: 100 });
    spending.reserve(tokens(60));
    time.advance(20_000);
    spending.reserve(tokens(40));
    expect(failureOf(() => spending.reserve(tokens(1)))).toMatchObject({ reason: "budget_spent", retryAfterMs: 40_000 });
    time.advance(39_999);
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
    time.advance(1);
    expect(failureOf(() => spending.reserve(tokens(60)))).toBeNull();
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
  });

  it("counts what a call may cost at most until it is known what it did", () => {
    const { spending } = spendingOf({ tokensPerDay: 100 });
    const reservation = spending.reserve(tokens(40, 60));
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
    reservation.settle(tokens(40, 5));
    expect(failureOf(() => spending.reserve(tokens(55)))).toBeNull();
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
  });

  it("counts what was put aside as spent where nobody knows", () => {
    const { spending } = spendingOf({ tokensPerDay: 100 });
    spending.reserve(tokens(100)).settle(null);
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
  });

  it("begins anew with each day of UTC", () => {
    const { time, spending } = spendingOf({ costPerDay: 1, costPerMillionInput: 1000, costPerMillionOutput: 4000 });
    spending.reserve(tokens(200, 200));
    expect(spending.spentToday().cost).toBeCloseTo(1, 12);
    expect(failureOf(() => spending.reserve(tokens(1)))).toMatchObject({ reason: "budget_spent", retryAfterMs: 12 * HOUR });
    time.advance(12 * HOUR);
    expect(spending.spentToday().cost).toBe(0);
    expect(failureOf(() => spending.reserve(tokens(1)))).toBeNull();
  });

  it("gives nothing back to a clock that is set back", () => {
    const { time, spending } = spendingOf({ tokensPerDay: 100, tokensPerMinute: 100 });
    spending.reserve(tokens(100));
    time.jump(-24 * HOUR);
    expect(failureOf(() => spending.reserve(tokens(1)))).not.toBeNull();
  });

  it("is not held up by a clock that was a week ahead for a moment: a minute and a day pass as ever", () => {
    const { time, spending } = spendingOf({ tokensPerMinute: 100, tokensPerDay: 300 });
    time.advance(7 * 24 * HOUR);
    spending.reserve(tokens(100));
    time.jump(-7 * 24 * HOUR);
    expect(failureOf(() => spending.reserve(tokens(1)))).toMatchObject({ retryAfterMs: 60_000 });
    time.advance(60_000);
    expect(failureOf(() => spending.reserve(tokens(100)))).toBeNull();
    expect(spending.spentToday()).toMatchObject({ day: Math.floor(NOON / (24 * HOUR)), tokens: 200 });
    time.advance(12 * HOUR);
    expect(spending.spentToday().tokens).toBe(0);
  });

  it("counts what was spent before a restart, on the same day only", () => {
    const { spending } = spendingOf({ tokensPerDay: 100 });
    spending.reserve(tokens(20));
    const { day } = spending.spentToday();
    spending.addSpent({ judgeId: "judge", day: day - 1, tokens: 1000, cost: 1000 });
    spending.addSpent({ judgeId: "judge", day, tokens: 50, cost: 2.5 });
    expect(spending.spentToday()).toEqual({ judgeId: "judge", day, tokens: 70, cost: 2.5 });
    expect(failureOf(() => spending.reserve(tokens(31)))).toMatchObject({ reason: "budget_spent" });
    expect(failureOf(() => spending.reserve(tokens(30)))).toBeNull();
  });

  it("puts nothing aside for a call that it stops", () => {
    const { spending } = spendingOf({ tokensPerDay: 100, tokensPerMinute: 50 });
    expect(failureOf(() => spending.reserve(tokens(60)))).not.toBeNull();
    expect(failureOf(() => spending.reserve(tokens(50)))).toBeNull();
  });
});

describe("a judge with a budget", () => {
  const budget = (change: Partial<JudgeBudget>) => ({ budget: { ...judgeOptions().budget, ...change } });
  const costOf = ({ judge }: ReturnType<typeof testJudge>) => judge.spendings[0]?.spentToday().cost ?? Number.NaN;
  const ask = ({ judge }: ReturnType<typeof testJudge>) => judge.score([question("Paris.")], untilDone());

  it("goes by what the endpoint says that it counted", async () => {
    const plan = { usage: { prompt_tokens: 1000, completion_tokens: 500 } };
    const tested = testJudge(plan, budget({ costPerMillionInput: 1000, costPerMillionOutput: 2000 }));
    await ask(tested);
    // One call to find out how to ask, one to ask.
    expect(costOf(tested)).toBeCloseTo(4, 9);
  });

  it("estimates where it does not say", async () => {
    const tested = testJudge({ usage: null }, budget({ costPerMillionInput: 1, costPerMillionOutput: 1 }));
    await ask(tested);
    expect(costOf(tested) * 1e6).toBeGreaterThan(500);
    expect(costOf(tested) * 1e6).toBeLessThan(3000);
  });

  it("makes no call that it could not pay, and gives no number", async () => {
    const tested = testJudge({}, budget({ tokensPerDay: 500 }));
    await expect(ask(tested)).rejects.toMatchObject({ reason: "budget_spent" });
    expect(tested.sent).toEqual([]);
  });

  it("is billed nothing for what was not taken", async () => {
    const post = async () => {
      throw new ModelCallError("overloaded", "Too many.");
    };
    const tested = testJudge(post, budget({ costPerMillionInput: 1, costPerMillionOutput: 1 }));
    await expect(ask(tested)).rejects.toMatchObject({ reason: "overloaded" });
    expect(costOf(tested)).toBe(0);
  });
});
