import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInGroup } from "./place-in-group.ts";

const reward = fc.double({ min: 0, max: 1, noNaN: true });
const strength = fc.double({ min: -20, max: 20, noNaN: true });
const judged = fc.record({ reward, strength });
const excluded = fc.constant({ reward: 0, strength: null });

describe("where the members of a group stand", () => {
  it("is where their rewards stand, to the last digit, where nobody but the rubric looked at them", () => {
    fc.assert(
      fc.property(fc.array(reward), (rewards) => {
        expect(placeInGroup(rewards.map((one) => ({ reward: one, strength: null })))).toEqual(rewards);
      }),
    );
  });

  it("is as far apart as their strengths say, around the mean of their rewards", () => {
    fc.assert(
      fc.property(fc.array(judged, { minLength: 1, maxLength: 8 }), (members) => {
        const places = placeInGroup(members);
        const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
        expect(mean(places)).toBeCloseTo(mean(members.map((member) => member.reward)), 9);
        const [first = { strength: 0 }] = members;
        for (const [index, member] of members.entries()) {
          expect((places[index] ?? 0) - (places[0] ?? 0)).toBeCloseTo((member.strength - first.strength) / 10, 9);
        }
      }),
    );
  });

  it("puts the disqualified last, and not above 0", () => {
    fc.assert(
      fc.property(
        fc.array(judged, { minLength: 1, maxLength: 6 }),
        fc.array(excluded, { minLength: 1, maxLength: 3 }),
        (good, out) => {
          const places = placeInGroup([...good, ...out]);
          expect(places.slice(0, good.length)).toEqual(placeInGroup(good));
          const last = Math.min(...places.slice(0, good.length));
          for (const place of places.slice(good.length)) {
            expect(place).toBe(Math.min(0, last));
          }
        },
      ),
    );
  });

  it("does not depend on the order of the members, to the last digit", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(judged, excluded), { minLength: 1, maxLength: 8 }), (members) => {
        expect(placeInGroup(members.toReversed())).toEqual(placeInGroup(members).toReversed());
      }),
    );
  });
});
