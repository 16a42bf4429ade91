import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const met = (rule: "required" | "forbidden" | "closed", answer: string) =>
  assessCriterion({ kind: "think_tags", rule }, answer).met;

describe("the criterion think_tags", () => {
  it.each([
    ["<think>so</think>Yes", 1, 0, 1],
    ["\n<thinking>so</thinking>\n\nYes", 1, 0, 1],
    ["Yes", 0, 1, 1],
    ["<think>so</think>", 0, 0, 1],
    ["<think></think>Yes", 0, 0, 1],
    ["Yes <think>so</think> no", 0, 0, 1],
    ["<think>so", 0, 0, 0],
    ["so</think>Yes", 0, 0, 0],
    ["<think>a<think>b</think></think>Yes", 0, 0, 0],
    ["<think>a</think><think>b</think>Yes", 0, 0, 1],
  ])("reads %j: required %i, forbidden %i, closed %i", (answer, required, forbidden, closed) => {
    expect([met("required", answer), met("forbidden", answer), met("closed", answer)]).toEqual([required, forbidden, closed]);
  });
});
