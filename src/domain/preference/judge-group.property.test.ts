import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupWinShares } from "../scoring/group-win-shares.ts";
import { differenceOf } from "./difference-of.ts";
import { calibratedWorth, UNCALIBRATED_WORTH } from "./fallback-worth.ts";
import { type GroupVote, judgeGroup } from "./judge-group.ts";
import { NO_FALLBACK } from "./merge-pair.ts";

const COUNT = 5;
const reward = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const rewards = fc.array(reward, { minLength: COUNT, maxLength: COUNT });
const vote: fc.Arbitrary<GroupVote> = fc
  .record({
    left: fc.nat({ max: COUNT - 1 }),
    right: fc.nat({ max: COUNT - 1 }),
    choice: fc.constantFrom("left" as const, "right" as const, "tie" as const),
  })
  .filter(({ left, right }) => left !== right);
const votes = fc.array(vote, { maxLength: 80 });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe("a group judged by votes and rewards", () => {
  it("is without votes what the rewards say, to the last digit", () => {
    fc.assert(
      fc.property(fc.array(reward, { minLength: 1, maxLength: 12 }), (ofModel) => {
        const { shares, peopleWeight } = judgeGroup(ofModel, []);
        expect(shares).toEqual(groupWinShares(ofModel));
        expect(peopleWeight).toBe(0);
      }),
    );
  });

  it("hands out half as many wins as there are candidates", () => {
    fc.assert(
      fc.property(rewards, votes, (ofModel, cast) => {
        const { shares } = judgeGroup(ofModel, cast);
        expect(sum(shares)).toBeCloseTo(COUNT / 2, 9);
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
      }),
    );
  });

  it("is the same whichever candidate of a pair is named first, and in whatever order the votes come", () => {
    fc.assert(
      fc.property(rewards, votes, (ofModel, cast) => {
        const turned = cast.toReversed().map(
          ({ left, right, choice }): GroupVote => ({
            left: right,
            right: left,
            choice: choice === "tie" ? "tie" : choice === "left" ? "right" : "left",
          }),
        );
        const [there, back] = [judgeGroup(ofModel, cast).shares, judgeGroup(ofModel, turned).shares];
        for (const [index, share] of there.entries()) {
          expect(back[index]).toBeCloseTo(share, 7);
        }
      }),
    );
  });

  it("gives a candidate no smaller a share for a vote more, and its rival no larger a one", () => {
    fc.assert(
      fc.property(rewards, votes, vote, (ofModel, cast, { left, right }) => {
        const before = judgeGroup(ofModel, cast).posterior.strengths;
        const after = judgeGroup(ofModel, [...cast, { left, right, choice: "left" }]).posterior.strengths;
        expect(after[left] ?? 0).toBeGreaterThanOrEqual((before[left] ?? 0) - 1e-9);
        expect(after[right] ?? 0).toBeLessThanOrEqual((before[right] ?? 0) + 1e-9);
      }),
    );
  });

  it("counts people the more the more of them voted", () => {
    fc.assert(
      fc.property(rewards, votes, vote, (ofModel, cast, more) => {
        const [before, after] = [judgeGroup(ofModel, cast).peopleWeight, judgeGroup(ofModel, [...cast, more]).peopleWeight];
        expect(after).toBeGreaterThan(before);
        expect(after).toBeLessThan(1);
      }),
    );
  });

  it("is for candidates that look alike what it is for one of them, however many there are", () => {
    fc.assert(
      fc.property(rewards, votes, fc.integer({ min: 1, max: 4 }), (ofModel, cast, copies) => {
        const [first = 0] = ofModel;
        const alone = judgeGroup(ofModel, cast);
        const copied = [...ofModel, ...Array.from({ length: copies }, () => first)];
        const together = judgeGroup(
          copied,
          cast,
          UNCALIBRATED_WORTH,
          copied.map((_reward, index) => (index < COUNT ? index : 0)),
        );
        for (const [look, strength] of alone.posterior.strengths.entries()) {
          expect(together.posterior.strengths[look]).toBeCloseTo(strength, 9);
        }
        expect(together.peopleWeight).toBe(alone.peopleWeight);
        expect(new Set([together.shares[0], ...together.shares.slice(COUNT)]).size).toBe(1);
        expect(sum(together.shares)).toBeCloseTo((COUNT + copies) / 2, 9);
      }),
    );
  });

  it("weighs what the fallback says of two as so many votes that even pairs would get; as what is known of any pair where it has no say", () => {
    // An even vote has a variance of 1 / (p · (1 − p)) = 4.
    const varianceBy = (worth: number) =>
      differenceOf(judgeGroup([0.5, 0.5], [], calibratedWorth(worth)).posterior, 0, 1).variance;
    for (const worth of [0.5, 2, 8]) {
      expect(varianceBy(worth)).toBeCloseTo(4 / worth, 9);
    }
    expect(varianceBy(0)).toBeCloseTo(4 / NO_FALLBACK.strength, 9);
  });

  it("takes the rewards for as far apart as they are, but the best and the worst for no further than twice what the fallback is believed of a pair", () => {
    const apart = (rewardsOf: readonly number[], worth = UNCALIBRATED_WORTH) => {
      const { posterior } = judgeGroup(rewardsOf, [], worth);
      return rewardsOf.slice(1).map((_reward, index) => differenceOf(posterior, 0, index + 1).mean);
    };
    const widest = 2 * Math.log(UNCALIBRATED_WORTH.surest / (1 - UNCALIBRATED_WORTH.surest));
    expect(apart([0.6, 0.5, 0.4])).toEqual([expect.closeTo(1, 9), expect.closeTo(2, 9)]);
    expect(apart([1, 0.75, 0])).toEqual([expect.closeTo(widest / 4, 9), expect.closeTo(widest, 9)]);
    expect(apart([1, 0.75, 0], calibratedWorth(2))).toEqual([expect.closeTo(2.5, 9), expect.closeTo(10, 9)]);
  });

  it("sets candidates that look alike as far apart as the rewards do, whatever people say of their look", () => {
    const forLook: GroupVote = { left: 0, right: 1, choice: "left" };
    const { posterior, shares } = judgeGroup([0.55, 0.5, 0.5], [forLook, forLook], UNCALIBRATED_WORTH, [0, 0, 1]);
    const [look = 0, another = 0] = posterior.strengths;
    const ahead = look - another;
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    // 0.05 apart on the scale of rewards is half a nat; each stands a quarter from the look.
    const [higher, lower, other] = [
      (sigmoid(0.5) + sigmoid(ahead + 0.25)) / 2,
      (sigmoid(-0.5) + sigmoid(ahead - 0.25)) / 2,
      (sigmoid(-ahead - 0.25) + sigmoid(-ahead + 0.25)) / 2,
    ];
    expect(shares).toEqual([higher, lower, other].map((share) => expect.closeTo(share, 6)));
  });

  it("takes two ties for a vote for each side", () => {
    fc.assert(
      fc.property(rewards, votes, vote, (ofModel, cast, { left, right }) => {
        const tie: GroupVote = { left, right, choice: "tie" };
        const tied = judgeGroup(ofModel, [...cast, tie, tie]);
        const split = judgeGroup(ofModel, [...cast, { ...tie, choice: "left" }, { ...tie, choice: "right" }]);
        for (const [index, share] of tied.shares.entries()) {
          expect(split.shares[index]).toBeCloseTo(share, 7);
        }
      }),
    );
  });

  it("goes with people against the rewards where enough of them say so", () => {
    const cast = Array.from({ length: 30 }, (): GroupVote => ({ left: 0, right: 1, choice: "right" }));
    const { shares, peopleWeight } = judgeGroup([0.6, 0.4, 0.5], cast);
    expect(shares[1] ?? 0).toBeGreaterThan(shares[2] ?? 0);
    expect(shares[2] ?? 0).toBeGreaterThan(shares[0] ?? 0);
    expect(peopleWeight).toBeCloseTo(19.2 / 23.2, 12);
  });
});
