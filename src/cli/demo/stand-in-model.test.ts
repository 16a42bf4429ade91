import { describe, expect, it } from "vitest";
import { standInReward } from "./stand-in-model.ts";

const score = (request: string, answer: string) =>
  standInReward([
    { role: "user", content: request },
    { role: "assistant", content: answer },
  ]);

describe("the demo's stand-in for a reward model", () => {
  it("holds for better what takes up the request", () => {
    const request = "Which city is the capital of France?";
    expect(score(request, "The capital of France is Paris.")).toBeGreaterThan(
      score(request, "I would rather talk about bicycles."),
    );
  });

  it("has a score for anything", () => {
    expect(score("", "")).toBe(0);
    expect(Number.isFinite(standInReward([]))).toBe(true);
  });
});
