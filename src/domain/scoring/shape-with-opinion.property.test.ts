import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeReward } from "./shape-reward.ts";
import { shapedAway, shapeWithOpinion } from "./shape-with-opinion.ts";
import { NEUTRAL_SHAPING, type ShapingRules } from "./shaping-rules.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
/** As scenario files state them: a factor below a thousandth is 0. */
const factor = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const gates = fc.tuple(factor, factor).map(([minefields, rubric]) => ({ minefields, rubric, product: minefields * rubric }));
const penalties = fc.record({ length: share, repetition: share });
const rules: fc.Arbitrary<ShapingRules> = fc
  .tuple(share, share)
  .map(([a, b]) => ({ ...NEUTRAL_SHAPING, clip: { min: Math.min(a, b), max: Math.max(a, b) } }));
const OPEN = { minefields: 1, rubric: 1, product: 1 };
const NONE = { length: 0, repetition: 0 };

describe("shaping what another source gives", () => {
  it("does to it what is done to the rubric's mean, which stays to be seen", () => {
    fc.assert(
      fc.property(fc.option(share), share, gates, penalties, rules, (weighted, given, gate, taken, shaping) => {
        const floor = shapeReward(weighted, gate, taken, shaping);
        const { opinion, weighted: seen, ...stages } = shapeWithOpinion(floor, given, shaping);
        // Of rounded gates and penalties: equal to nine decimals, give or take the last.
        expect(stages.clipped).toBeCloseTo(shapeReward(given, gate, taken, shaping).clipped ?? Number.NaN, 7);
        expect(opinion).toBeCloseTo(given, 8);
        expect(seen).toBe(floor.weighted);
      }),
    );
  });

  it("says what gates and penalties took: nothing where there are none, whatever the clip does", () => {
    fc.assert(
      fc.property(share, rules, (given, shaping) => {
        expect(shapedAway(shapeWithOpinion(shapeReward(0.5, OPEN, NONE, shaping), given, shaping))).toBeCloseTo(0, 8);
      }),
    );
    const half = { minefields: 0.5, rubric: 1, product: 0.5 };
    const floor = shapeReward(0.3, half, { length: 0.1, repetition: 0 }, NEUTRAL_SHAPING);
    expect(shapedAway(shapeWithOpinion(floor, 0.8, NEUTRAL_SHAPING))).toBe(-0.5);
    expect(shapedAway(floor)).toBe(0);
  });
});
