import { describe, expect, it } from "vitest";
import type { CompareContent, RateContent } from "../questions/question.ts";
import { nominalSeconds } from "./nominal-seconds.ts";

const shown = (...lengths: readonly number[]) =>
  lengths.map((length) => ({ role: "assistant" as const, content: "x".repeat(length) }));
const common = { criteriaVersion: null, dimensions: [] };

function compare(instruction: number, context: readonly number[], a: readonly number[], b: readonly number[]): CompareContent {
  const contents = { context: { title: "A talk", messages: shown(...context) }, a: shown(...a), b: shown(...b) };
  return { ...common, kind: "compare", instruction: "x".repeat(instruction), ...contents };
}

function rate(instruction: number, context: readonly number[], item: readonly number[]): RateContent {
  const contents = { context: { title: "A talk", messages: shown(...context) }, item: shown(...item) };
  return { ...common, kind: "rate", instruction: "x".repeat(instruction), ...contents };
}

describe("how long a question takes at the usual pace", () => {
  it("is two seconds where there is nothing to read", () => {
    expect(nominalSeconds(rate(0, [], []))).toBe(2);
  });

  it("is a second more for each sixty characters of instruction, context and answers", () => {
    expect(nominalSeconds(compare(60, [30, 90], [120, 60], [240]))).toBe(2 + 1 + 2 + 3 + 4);
    expect(nominalSeconds(rate(60, [120], [30, 150]))).toBe(2 + 1 + 2 + 3);
  });

  it("is no more than four minutes and these two seconds, however much there is", () => {
    expect(nominalSeconds(rate(0, [], [239 * 60]))).toBe(241);
    expect(nominalSeconds(rate(0, [], [600 * 60]))).toBe(242);
  });
});
