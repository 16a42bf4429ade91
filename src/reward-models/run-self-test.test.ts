import { describe, expect, it } from "vitest";
import { ModelCallError, type ModelQuestion, type ModelResult } from "../ports/reward-model.ts";
import { runSelfTest } from "./run-self-test.ts";
import { SELF_TEST_CASES } from "./self-test-cases.ts";

const NEVER = new AbortController().signal;

/** Scores by the number of the prompt. */
function test(good: (prompt: number) => number, bad: (prompt: number) => number, batchMax = 16) {
  const score = async (questions: readonly ModelQuestion[]): Promise<readonly ModelResult[]> => {
    expect(questions.length).toBeLessThanOrEqual(batchMax);
    return questions.map(({ messages: [prompt, answer] }) => {
      const index = SELF_TEST_CASES.findIndex((tested) => tested.prompt === prompt?.content);
      const raw = answer?.content === SELF_TEST_CASES[index]?.good ? good(index) : bad(index);
      return { raw, scores: null, flags: [] };
    });
  };
  return runSelfTest(score, batchMax, NEVER);
}

describe("a self-test", () => {
  it.each([1, 2, 5, 16])("passes a model that prefers good answers, %d questions a call", async (batchMax) => {
    expect(
      await test(
        (prompt) => 3 + prompt,
        () => -1,
        batchMax,
      ),
    ).toEqual({ good: 3, bad: -1, fault: null });
  });

  it.each([0, 1, 2])("passes a model that is wrong once, as small ones are, and shows what passed: prompt %d", async (wrong) => {
    expect(
      await test(
        (prompt) => (prompt === wrong ? -2 : 3),
        () => -1,
      ),
    ).toEqual({ good: 3, bad: -1, fault: null });
  });

  it.each<[string, (prompt: number) => number, (prompt: number) => number, RegExp]>([
    ["always 1", () => 1, () => 1, /both got 1\.000, always: a softmax of one label makes 1 of every score/],
    ["a saturated sigmoid", (prompt) => 0.99999 - prompt / 1e6, () => 0.9999, /a sigmoid saturates.*activation: sigmoid/],
    ["always the same", () => 0.25, () => 0.25, /both got 0\.250: the model does not see the answer/],
    ["always 0", () => 0, () => 0, /both got 0\.000: a sigmoid saturates/],
    ["inverted", () => -2, () => 2, /A good answer got -2\.000, a bad one 2\.000: the score may be inverted, or the label wrong/],
    ["neither", (prompt) => [3, 0, -3][prompt] ?? 0, () => 0, /Of 3 good answers most did not score higher than a bad one/],
  ])("refuses %s and says what to do", async (_, good, bad, fault) => {
    expect(await test(good, bad)).toMatchObject({ fault: expect.stringMatching(fault) });
  });

  it("fails as the model does", async () => {
    const failure = new ModelCallError("bad_answer", "Answered nothing.");
    await expect(runSelfTest(async () => [failure], 1, NEVER)).rejects.toBe(failure);
  });

  it("has good answers that are neither always the longer nor always the shorter ones", () => {
    expect(new Set(SELF_TEST_CASES.map(({ good, bad }) => good.length > bad.length)).size).toBe(2);
    expect(SELF_TEST_CASES.every(({ good, reference }) => good.includes(reference))).toBe(true);
  });
});
