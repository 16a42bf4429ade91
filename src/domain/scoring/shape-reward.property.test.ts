import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shapeReward } from "./shape-reward.ts";
import { NEUTRAL_SHAPING, type ShapingRules } from "./shaping-rules.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const factor = fc.oneof(share, fc.constantFrom(0, 1));
const gates = fc.tuple(factor, factor).map(([minefields, rubric]) => ({ minefields, rubric, product: minefields * rubric }));
const penalties = fc.record({ length: share, repetition: share });
const rules: fc.Arbitrary<ShapingRules> = fc
  .tuple(share, share)
  .map(([a, b]) => ({ ...NEUTRAL_SHAPING, clip: { min: Math.min(a, b), max: Math.max(a, b) } }));
const OPEN = { minefields: 1, rubric: 1, product: 1 };
const NONE = { length: 0, repetition: 0 };

describe("shaping a weighted mean into the reward", () => {
  it("lets a gate of 0 dominate everything, the lower bound too", () => {
    fc.assert(
      fc.property(share, penalties, rules, fc.boolean(), factor, (weighted, taken, shaping, isMinefield, other) => {
        const fallen = isMinefield ? { minefields: 0, rubric: other } : { minefields: other, rubric: 0 };
        expect(shapeReward(weighted, { ...fallen, product: 0 }, taken, shaping).clipped).toBe(0);
      }),
    );
  });

  it("never gives more for a lower gate, a larger penalty or a lower mean", () => {
    fc.assert(
      fc.property(share, share, gates, factor, penalties, share, rules, (weighted, scale, gate, lower, taken, more, shaping) => {
        const reward = shapeReward(weighted, gate, taken, shaping).clipped ?? Number.NaN;
        const less = [
          shapeReward(weighted, { ...gate, product: gate.product * lower }, taken, shaping),
          shapeReward(weighted, gate, { ...taken, length: taken.length + more }, shaping),
          shapeReward(weighted, gate, { ...taken, repetition: taken.repetition + more }, shaping),
          shapeReward(weighted * scale, gate, taken, shaping),
        ];
        for (const { clipped } of less) {
          expect(clipped).toBeLessThanOrEqual(reward);
        }
      }),
    );
  });

  it("stays within the scenario's bounds, but for the disqualified", () => {
    fc.assert(
      fc.property(share, gates, penalties, rules, (weighted, gate, taken, shaping) => {
        const { clipped } = shapeReward(weighted, gate, taken, shaping);
        const min = gate.product === 0 ? 0 : shaping.clip.min;
        expect(clipped).toBeGreaterThanOrEqual(min);
        expect(clipped).toBeLessThanOrEqual(shaping.clip.max);
      }),
    );
  });

  it("has no reward exactly where there is nothing to shape, whatever fell", () => {
    fc.assert(
      fc.property(fc.option(share), gates, penalties, rules, (weighted, gate, taken, shaping) => {
        const { clipped, beforeClip, gated } = shapeReward(weighted, gate, taken, shaping);
        expect([clipped === null, beforeClip === null, gated === null]).toEqual(new Array(3).fill(weighted === null));
      }),
    );
  });

  it("gates first, then takes the penalties, never below 0, then clips", () => {
    const clip = { min: 0.1, max: 0.6 };
    const half = { minefields: 0.5, rubric: 1, product: 0.5 };
    expect(shapeReward(0.8, half, { length: 0.1, repetition: 0.05 }, { ...NEUTRAL_SHAPING, clip })).toEqual({
      gates: half,
      calibrated: null,
      opinion: null,
      weighted: 0.8,
      gated: 0.4,
      lengthPenalty: 0.1,
      repetitionPenalty: 0.05,
      beforeClip: 0.25,
      clipped: 0.25,
    });
    expect(shapeReward(0.1, OPEN, { length: 0.3, repetition: 0 }, { ...NEUTRAL_SHAPING, clip })).toMatchObject({
      beforeClip: 0,
      clipped: 0.1,
    });
    expect(shapeReward(0.9, OPEN, NONE, { ...NEUTRAL_SHAPING, clip }).clipped).toBe(0.6);
  });
});
