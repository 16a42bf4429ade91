import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RewardComponents, subtractComponents, toRewardComponents } from "./reward-components.ts";
import { roundScore } from "./round-score.ts";
import { shapeReward } from "./shape-reward.ts";
import { shapeWithOpinion } from "./shape-with-opinion.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const dimensions = fc.dictionary(
  fc.constantFrom("D1", "D2", "D3", "D4"),
  fc.record({ value: fc.option(share), weight: fc.constantFrom(0, 0.2, 1 / 3, 1, 7), explanation: fc.constant("") }),
);
const RULES = { clip: { min: 0.05, max: 0.9 }, lengthPenalty: null, repetitionPenalty: null };

/** A conversation's dimensions with every stage after them, the weighted mean as the assessment takes it. */
const assessed = fc
  .record({ dimensions, product: share, penalty: share, opinion: fc.option(share) })
  .map(({ dimensions: found, product, penalty, opinion }) => {
    const valued = Object.values(found).flatMap(({ value, weight }) => (value === null ? [] : [{ value, weight }]));
    const weights = valued.reduce((sum, { weight }) => sum + weight, 0);
    const mean = weights === 0 ? null : valued.reduce((sum, { value, weight }) => sum + value * weight, 0) / weights;
    const gates = { minefields: product, rubric: 1, product };
    const own = shapeReward(mean, gates, { length: penalty, repetition: 0 }, RULES);
    const stages = opinion === null ? own : shapeWithOpinion(own, opinion, RULES);
    return { dimensions: found, stages, reward: stages.clipped };
  });
const sumOf = ({ dimensions: parts, otherSource, shaping }: RewardComponents) =>
  [...Object.values(parts), otherSource, shaping].reduce((sum, part) => sum + part, 0);

describe("the parts of a reward", () => {
  it("sum to it within 1e-9, and so do their changes", () => {
    fc.assert(
      fc.property(assessed, assessed, (one, other) => {
        fc.pre(one.reward !== null && other.reward !== null);
        const [later, earlier] = [toRewardComponents(one, one.reward), toRewardComponents(other, other.reward)];
        const change = one.reward - other.reward;
        expect(Math.abs(sumOf(later) - one.reward)).toBeLessThan(1e-9);
        expect(Math.abs(sumOf(subtractComponents(later, earlier, change)) - change)).toBeLessThan(1e-9);
      }),
    );
  });

  it("are the weighted dimensions alone where nothing else shaped it", () => {
    const found = {
      D1: { value: 0.5, weight: 3, explanation: "" },
      D2: { value: 1, weight: 1, explanation: "" },
      D3: { value: null, weight: 5, explanation: "" },
    };
    const gates = { minefields: 1, rubric: 1, product: 1 };
    const rules = { ...RULES, clip: { min: 0, max: 1 } };
    const stages = shapeReward(0.625, gates, { length: 0, repetition: 0 }, rules);
    expect(toRewardComponents({ dimensions: found, stages }, 0.625)).toEqual({
      dimensions: { D1: 0.375, D2: 0.25, D3: 0 },
      otherSource: 0,
      shaping: 0,
    });
  });

  it("take no rounding for shaping, and what is more than rounding for it", () => {
    const found = { D1: { value: 1, weight: 1, explanation: "" }, D2: { value: 0, weight: 2, explanation: "" } };
    const stages = shapeReward(1 / 3, { minefields: 1, rubric: 1, product: 1 }, { length: 0, repetition: 0 }, RULES);
    expect(stages.clipped).toBe(0.333333333);
    expect(toRewardComponents({ dimensions: found, stages }, 0.333333333).shaping).toBe(0);
    expect(toRewardComponents({ dimensions: found, stages }, 0.333333332).shaping).toBeLessThan(-1e-9);
  });

  it("change one by one, also where a dimension is there only before or only after", () => {
    const earlier = { dimensions: { D1: 0.3, D2: 0.1 }, otherSource: 0.05, shaping: 0 };
    const later = { dimensions: { D1: 0.4, D3: 0.2 }, otherSource: 0.15, shaping: -0.25 };
    const { dimensions: parts, otherSource, shaping } = subtractComponents(later, earlier, 0.05);
    const near = (value: number) => expect.closeTo(value, 12);
    expect(parts).toEqual({ D1: near(0.1), D2: near(-0.1), D3: near(0.2) });
    expect([otherSource, shaping]).toEqual([near(0.1), near(-0.25)]);
  });

  it("tell what a penalty took from what another source added", () => {
    const found = { D1: { value: 0.5, weight: 1, explanation: "" } };
    const gates = { minefields: 1, rubric: 1, product: 1 };
    const own = shapeReward(0.5, gates, { length: 0.1, repetition: 0 }, RULES);
    const stages = shapeWithOpinion(own, 0.8, RULES);
    const parts = toRewardComponents({ dimensions: found, stages }, 0.7);
    expect({ ...parts, shaping: roundScore(parts.shaping) }).toEqual({
      dimensions: { D1: 0.5 },
      otherSource: 0.3,
      shaping: -0.1,
    });
  });
});
