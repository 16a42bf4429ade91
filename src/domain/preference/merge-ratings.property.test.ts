import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRatings, ratingInformation } from "./merge-ratings.ts";

const value = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const model = fc.record({
  reward: value,
  scores: fc.record({ D1: fc.option(value), D2: fc.option(value) }),
});
const step = fc.integer({ min: 1, max: 7 });
const rating = fc.record({ overall: step, D1: step, D2: step });
const ratings = fc.array(rating, { minLength: 1, maxLength: 40 });
const toUnit = (points: number) => (points - 1) / 6;

describe("ratings and a model's scores together", () => {
  it("are the model's own without ratings", () => {
    fc.assert(
      fc.property(model, (ofModel) => {
        const { reward, scores, peopleWeight } = mergeRatings(ofModel, []);
        expect({ reward, scores, peopleWeight }).toEqual({ ...ofModel, peopleWeight: 0 });
      }),
    );
  });

  it("lie between what the model says and what people say, dimension by dimension", () => {
    fc.assert(
      fc.property(model, ratings, (ofModel, given) => {
        const merged = mergeRatings(ofModel, given);
        const check = (key: "overall" | "D1" | "D2", before: number | null, after: number | null) => {
          const said = [...given.map((one) => toUnit(one[key])), ...(before === null ? [] : [before])];
          expect(after).toBeGreaterThanOrEqual(Math.min(...said) - 1e-9);
          expect(after).toBeLessThanOrEqual(Math.max(...said) + 1e-9);
        };
        check("overall", ofModel.reward, merged.reward);
        check("D1", ofModel.scores.D1, merged.scores["D1"] ?? null);
        check("D2", ofModel.scores.D2, merged.scores["D2"] ?? null);
      }),
    );
  });

  it("do not depend on the order of the ratings", () => {
    fc.assert(
      fc.property(model, ratings, (ofModel, given) => {
        expect(mergeRatings(ofModel, given.toReversed())).toEqual(mergeRatings(ofModel, given));
      }),
    );
  });

  it("rise with a rating, are surer with one more, and tell less by the next", () => {
    fc.assert(
      fc.property(model, ratings, (ofModel, given) => {
        const low = mergeRatings(ofModel, [...given, { overall: 1 }]);
        const high = mergeRatings(ofModel, [...given, { overall: 7 }]);
        expect(high.reward).toBeGreaterThan(low.reward);
        const before = mergeRatings(ofModel, given);
        expect(high.confidence).toBeGreaterThan(before.confidence);
        expect(high.peopleWeight).toBeGreaterThan(before.peopleWeight);
        expect(ratingInformation(given.length + 1)).toBeLessThan(ratingInformation(given.length));
      }),
    );
  });

  it("give people alone where the model could not score", () => {
    const merged = mergeRatings({ reward: 0.5, scores: { D1: null, D2: 1 } }, [{ overall: 7, D1: 4, D2: 1 }]);
    expect(merged.scores["D1"]).toBe(0.5);
    expect(merged.scores["D2"]).toBeCloseTo(2 / 2.64, 9);
    expect(merged.reward).toBeCloseTo((1 + 0.64) / 2.64, 9);
    expect(merged.peopleWeight).toBeCloseTo(0.64 / 2.64, 12);
  });

  it("say how sure a tenth is: about two in three with three ratings, not yet 95 % with fifteen", () => {
    const sure = (count: number) =>
      mergeRatings(
        { reward: 0.5, scores: {} },
        Array.from({ length: count }, () => ({ overall: 4 })),
      ).confidence;
    expect(sure(3)).toBeCloseTo(0.6778, 3);
    expect(sure(15)).toBeLessThan(0.95);
    expect(sure(21)).toBeGreaterThan(0.95);
  });
});
