import { describe, expect, it } from "vitest";
import { calibratedWorth, UNCALIBRATED_WORTH } from "./fallback-worth.ts";
import { judgeGroup } from "./judge-group.ts";
import { judgePair, mergePair } from "./merge-pair.ts";
import { mergeRatings, ratingInformation } from "./merge-ratings.ts";

const RULE = { method: "anytime", stopAt: 0.95, minVotes: 3, maxVotes: 15 } as const;
const FOR_B = { a: 0, b: 3, tie: 0, bothBad: 0 };
const SURE_OF_A = { pA: 0.99, rewardA: 0.7, rewardB: 0.3 };

describe("what an opinion is worth beside votes", () => {
  const shareOf = (votes: number) => {
    const judged = judgePair(FOR_B, SURE_OF_A, RULE, calibratedWorth(votes));
    return mergePair(judged, SURE_OF_A);
  };

  it("moves a pair the less, the more votes it is worth", () => {
    const shares = [0.5, 2, 5, 20].map((votes) => shareOf(votes).pA);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    const weights = [0.5, 2, 5, 20].map((votes) => shareOf(votes).peopleWeight);
    expect(weights).toEqual(weights.toSorted((one, other) => other - one));
  });

  it("believes a learned scale as it stands, and draws an uncalibrated one back to nine tenths", () => {
    const none = { a: 0, b: 0, tie: 0, bothBad: 0 };
    expect(judgePair(none, SURE_OF_A, RULE, calibratedWorth(2)).posterior.share).toBeGreaterThan(0.97);
    expect(judgePair(none, SURE_OF_A, RULE, UNCALIBRATED_WORTH).posterior.share).toBeCloseTo(0.9, 2);
    expect(judgePair(none, SURE_OF_A, RULE)).toEqual(judgePair(none, SURE_OF_A, RULE, UNCALIBRATED_WORTH));
  });

  it("stays within reason where a learned scale is certain", () => {
    const { posterior } = judgePair(FOR_B, { ...SURE_OF_A, pA: 1 }, RULE, calibratedWorth(2));
    expect(posterior.share).toBeGreaterThan(0);
    expect(posterior.share).toBeLessThan(1);
    // All but a thousandth: a few people who agree outweigh it.
    const shareAfter = (b: number) =>
      judgePair({ ...FOR_B, b }, { ...SURE_OF_A, pA: 1 }, RULE, calibratedWorth(2)).posterior.share;
    expect(shareAfter(4)).toBeGreaterThan(0.5);
    expect(shareAfter(5)).toBeLessThan(0.5);
  });

  it("leaves a group's shares to the places without votes, and to people where it has no say", () => {
    const vote = { left: 0, right: 1, choice: "right" } as const;
    const silent = calibratedWorth(0);
    const even = judgeGroup([0.5, 0.5], [vote, vote], silent);
    expect(judgeGroup([0.9, 0.1], [vote, vote], silent).shares).toEqual(even.shares);
    expect(judgeGroup([0.9, 0.1], [vote, vote], silent).peopleWeight).toBe(1);
    expect(judgeGroup([0.9, 0.1], [], silent).shares).toEqual(judgeGroup([0.9, 0.1], []).shares);
    const strong = judgeGroup([0.6, 0.4], [vote], calibratedWorth(10)).shares[0] ?? 0;
    const weak = judgeGroup([0.6, 0.4], [vote], calibratedWorth(1)).shares[0] ?? 0;
    expect(strong).toBeGreaterThan(weak);
  });

  it("counts a model's score as so many ratings; as none where it has no say", () => {
    const model = { reward: 0, scores: { D1: 0.5 } };
    const ratings = [{ overall: 7, D1: 7 }];
    expect(mergeRatings(model, ratings, 0)).toMatchObject({ reward: 1, scores: { D1: 1 }, peopleWeight: 1 });
    expect(mergeRatings(model, ratings, 0.64).reward).toBeCloseTo(0.5, 9);
    expect(mergeRatings(model, [], 0)).toMatchObject({ reward: 0, scores: { D1: 0.5 }, peopleWeight: 0 });
    expect(mergeRatings(model, ratings, 2)).toEqual(mergeRatings(model, ratings));
    expect(ratingInformation(0, 0)).toBeGreaterThan(ratingInformation(1, 0));
    expect(ratingInformation(3, 2)).toBe(ratingInformation(3));
    // Half the logarithm of how much the precision grows: by .64 ratings, of what model and ratings make together; of a quarter of one at least.
    expect(ratingInformation(3, 2)).toBeCloseTo(Math.log((2 + 4 * 0.64) / (2 + 3 * 0.64)) / 2, 12);
    expect(ratingInformation(0, 0)).toBeCloseTo(Math.log(5) / 2, 12);
  });
});
