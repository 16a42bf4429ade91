import { describe, expect, it } from "vitest";
import { createRateQuestion } from "../doubles/offers.ts";
import { startDraft, toCompareAnswer, toRateAnswer } from "./answer-draft.ts";
import { dimensionToRate, isRated, ratedDimensions } from "./rated-dimensions.ts";

describe("an answer", () => {
  it("has a strength only where a side is better", () => {
    const draft = startDraft(null);
    expect(toCompareAnswer(draft, "left", 3)).toMatchObject({ choice: "left", strength: 3 });
    expect(toCompareAnswer(draft, "tie", 3)).toMatchObject({ choice: "tie", strength: null });
  });

  it("carries what was said besides, and comes back as it was when it is reopened", () => {
    const draft = { dimensions: { accuracy: "right" as const }, ratings: {}, justification: "  B names the source. " };
    const answer = toCompareAnswer(draft, "right", null);
    expect(answer).toEqual({
      kind: "compare",
      choice: "right",
      strength: null,
      dimensions: { accuracy: "right" },
      justification: "B names the source.",
    });
    expect(startDraft(answer)).toEqual({ ...draft, justification: "B names the source." });
  });
});

describe("ratings", () => {
  it("are asked for by dimension and for the whole, in turn", () => {
    const question = createRateQuestion("accuracy", "tone");
    expect(ratedDimensions(question).map(({ key }) => key)).toEqual(["accuracy", "tone", "overall"]);
    expect(dimensionToRate(question, { accuracy: 5 }).key).toBe("tone");
    expect(dimensionToRate(question, { accuracy: 5, tone: 4, overall: 3 }).key).toBe("overall");
  });

  it("are whole when each has its number", () => {
    const question = createRateQuestion("accuracy");
    expect(isRated(question, { accuracy: 5 })).toBe(false);
    expect(isRated(question, { accuracy: 5, overall: 6 })).toBe(true);
    const draft = { ...startDraft(null), ratings: { accuracy: 5, overall: 6 } };
    expect(toRateAnswer(draft)).toEqual({ kind: "rate", ratings: { accuracy: 5, overall: 6 }, justification: null });
  });
});
