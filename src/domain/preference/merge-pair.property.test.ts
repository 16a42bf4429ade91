import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRewards } from "../scoring/compare-rewards.ts";
import { preferenceProbability } from "../scoring/preference-probability.ts";
import { roundScore } from "../scoring/round-score.ts";
import { signedMargin } from "../scoring/signed-margin.ts";
import {
  judgePair,
  type MergedPair,
  mergePair,
  NEW_VOTER_SCORE,
  NO_FALLBACK,
  type PairFallback,
  type PairVotes,
  sourceByWeight,
} from "./merge-pair.ts";
import { GRID_POINTS, pairGrid } from "./pair-grid.ts";
import { voteInformation } from "./vote-information.ts";

const RULE = { method: "posterior", stopAt: 0.95, minVotes: 3, maxVotes: 30 } as const;

const reward = fc.double({ min: 0, max: 1, noNaN: true }).map(roundScore);
const fallback: fc.Arbitrary<PairFallback | null> = fc.option(
  fc.tuple(reward, reward).map(([rewardA, rewardB]) => ({ rewardA, rewardB, pA: compareRewards(rewardA, rewardB).pA })),
  { freq: 4 },
);
const count = fc.nat({ max: 12 });
const votes: fc.Arbitrary<PairVotes> = fc
  .record({ a: count, b: count, tie: count, bad: count })
  .filter(({ a, b, tie, bad }) => a + b + tie + bad > 0)
  .map(({ a, b, tie, bad }) => ({ a, b, tie: tie + bad, bothBad: bad }));

const merge = (given: PairVotes, opinion: PairFallback | null): MergedPair => mergePair(judgePair(given, opinion, RULE), opinion);
const turnVotes = ({ a, b, tie, bothBad }: PairVotes): PairVotes => ({ a: b, b: a, tie, bothBad });
const turnFallback = (opinion: PairFallback | null): PairFallback | null =>
  opinion && { rewardA: opinion.rewardB, rewardB: opinion.rewardA, pA: compareRewards(opinion.rewardB, opinion.rewardA).pA };

describe("a pair decided by people", () => {
  it("is mirrored to the last digit where A and B change places", () => {
    fc.assert(
      fc.property(votes, fallback, (given, opinion) => {
        const there = merge(given, opinion);
        const back = merge(turnVotes(given), turnFallback(opinion));
        expect(back).toEqual({
          ...there,
          winner: there.winner === "tie" ? "tie" : there.winner === "a" ? "b" : "a",
          pA: 1 - there.pA,
          signedMargin: there.signedMargin === 0 ? 0 : -there.signedMargin,
          rewardA: there.rewardB,
          rewardB: there.rewardA,
          confidence: there.winner === "tie" ? there.confidence : expect.closeTo(there.confidence, 12),
        });
      }),
    );
  });

  it("is not called while a fallback that is worth many votes stands against unanimous ones, and is as sure as was asked once it is", () => {
    const rule = { ...RULE, method: "anytime", maxVotes: 40 } as const;
    const opinion: PairFallback = { pA: 0.02, rewardA: 0.4, rewardB: 0.6 };
    const judgedBy = (count: number) =>
      judgePair({ a: count, b: 0, tie: 0, bothBad: 0 }, opinion, rule, { votes: 8, surest: 0.999 });
    expect(mergePair(judgedBy(8), opinion).winner).toBe("b");
    expect(judgedBy(8).stop).toBeNull();
    const called = Array.from({ length: 40 }, (_, index) => judgedBy(index + 1)).find(({ stop }) => stop === "confidence");
    expect(called && mergePair(called, opinion)).toMatchObject({ winner: "a" });
    expect(called && mergePair(called, opinion).confidence).toBeGreaterThanOrEqual(0.95);
  });

  it("has rewards within 0..1 whose difference is the margin, around the fallback's mean as far as there is room", () => {
    fc.assert(
      fc.property(votes, fallback, (given, opinion) => {
        const { rewardA, rewardB, signedMargin: margin, pA } = merge(given, opinion);
        expect(Math.min(rewardA, rewardB)).toBeGreaterThanOrEqual(0);
        expect(Math.max(rewardA, rewardB)).toBeLessThanOrEqual(1);
        expect(margin).toBe(signedMargin(rewardA, rewardB));
        expect(Math.sign(margin)).toBe(Math.abs(pA - 0.5) < 1e-9 ? 0 : Math.sign(pA - 0.5));
        const mean = opinion === null ? 0.5 : (opinion.rewardA + opinion.rewardB) / 2;
        const half = Math.abs(margin) / 2;
        expect((rewardA + rewardB) / 2).toBeCloseTo(Math.min(1 - half, Math.max(half, mean)), 8);
      }),
    );
  });

  it("leans further to A with every vote for A, and ends with people", () => {
    fc.assert(
      fc.property(votes, fallback, (given, opinion) => {
        const more = merge({ ...given, a: given.a + 1 }, opinion);
        expect(more.pA).toBeGreaterThan(merge(given, opinion).pA);
        const merged = merge({ ...given, a: given.a + 400 }, opinion);
        expect(merged.winner).toBe("a");
        expect(sourceByWeight(merged.peopleWeight)).toBe("people");
      }),
    );
  });

  it("is people's alone where the fallback has nothing to say", () => {
    fc.assert(
      fc.property(votes, (given) => {
        expect(merge(given, null)).toMatchObject({ peopleWeight: 1 });
      }),
    );
  });

  it("is a tie where people are split for certain, and as sure as that", () => {
    const split = { a: 90, b: 90, tie: 0, bothBad: 0 };
    const judged = judgePair(split, null, { ...RULE, maxVotes: 1000 });
    expect(judged.stop).toBe("too_close");
    expect(mergePair(judged, null)).toMatchObject({ winner: "tie", confidence: judged.posterior.closeProbability });
  });

  it("is a tie where they are split for certain, although a few more of them prefer one side", () => {
    const judged = judgePair({ a: 100, b: 90, tie: 0, bothBad: 0 }, null, { ...RULE, maxVotes: 1000 });
    expect(judged.stop).toBe("too_close");
    expect(mergePair(judged, null)).toMatchObject({ winner: "tie", pA: expect.closeTo(0.53, 2) });
  });

  it("is a tie where it says no more of the two than that their rewards are less than 0.005 apart", () => {
    const { posterior } = judgePair({ a: 1, b: 0, tie: 0, bothBad: 0 }, null, RULE);
    const winnerAt = (margin: number) =>
      mergePair({ posterior: { ...posterior, share: preferenceProbability(margin) }, stop: null }, null).winner;
    expect([-0.0051, -0.0049, 0, 0.0049, 0.0051].map(winnerAt)).toEqual(["b", "tie", "tie", "tie", "a"]);
  });

  it("is as sure as that most people agree with the winner, be that less than even", () => {
    // Seven people against a fallback that is sure: the mean of what is thinkable is still with A, more than half of it already with B.
    const opinion = { pA: 0.99, rewardA: 0.6, rewardB: 0.4 };
    const judged = judgePair({ a: 2, b: 5, tie: 0, bothBad: 0 }, opinion, RULE, { votes: 2, surest: 0.999 });
    const { winner, confidence } = mergePair(judged, opinion);
    expect({ winner, confidence }).toEqual({ winner: "a", confidence: judged.posterior.majorityProbability });
    expect(confidence).toBeLessThan(0.5);
  });

  it("counts every vote as much, a tie as well, beside what the fallback is worth", () => {
    fc.assert(
      fc.property(votes, fallback, fc.double({ min: 0.1, max: 20, noNaN: true }), (given, opinion, worth) => {
        const people = (given.a + given.b + given.tie) * NEW_VOTER_SCORE ** 2;
        const { effectiveVotes, peopleWeight } = judgePair(given, opinion, RULE, { votes: worth, surest: 0.9 }).posterior;
        expect(effectiveVotes).toBeCloseTo(people, 9);
        expect(peopleWeight).toBeCloseTo(people / (people + (opinion === null ? NO_FALLBACK.strength : worth)), 9);
      }),
    );
  });

  it("takes two ties for a vote for each side, and those who find both bad for a tie like any other", () => {
    fc.assert(
      fc.property(votes, fallback, (given, opinion) => {
        const { a, b, tie } = given;
        const tied = judgePair({ ...given, tie: tie + 2 }, opinion, RULE);
        const split = judgePair({ ...given, a: a + 1, b: b + 1 }, opinion, RULE);
        expect(tied.posterior.share).toBeCloseTo(split.posterior.share, 9);
        expect(tied.posterior.majorityProbability).toBeCloseTo(split.posterior.majorityProbability, 9);
        expect(judgePair({ a, b, tie, bothBad: tie }, opinion, RULE)).toEqual(judgePair(given, opinion, RULE));
      }),
    );
  });

  it("wants no more votes once as many came as were asked for, ties among them", () => {
    const rule = { ...RULE, maxVotes: 4 };
    expect(judgePair({ a: 2, b: 1, tie: 0, bothBad: 0 }, null, rule).stop).toBeNull();
    expect(judgePair({ a: 2, b: 1, tie: 1, bothBad: 1 }, null, rule).stop).toBe("quorum");
    expect(judgePair({ a: 1, b: 1, tie: 1, bothBad: 1 }, null, rule).stop).toBeNull();
  });

  it("has an answer however many vote", () => {
    const { share, majorityProbability } = judgePair({ a: 12_000, b: 8000, tie: 0, bothBad: 0 }, null, RULE).posterior;
    expect(share).toBeCloseTo((0.6 - 0.1) / NEW_VOTER_SCORE, 3);
    expect(majorityProbability).toBeCloseTo(1, 9);
  });

  it("is believed without a fallback as Beta(.83, .83) has it: how even pairs are", () => {
    for (const count of [1, 2, 3, 6]) {
      const { share, majorityProbability } = judgePair({ a: count, b: 0, tie: 0, bothBad: 0 }, null, RULE).posterior;
      const { mean, above } = integrate(
        (x) => (x * (1 - x)) ** -0.17 * (NEW_VOTER_SCORE * x + (1 - NEW_VOTER_SCORE) / 2) ** count,
      );
      expect(share).toBeCloseTo(mean, 3);
      expect(majorityProbability).toBeCloseTo(above, 3);
    }
  });
});

/** Mean, and part above one half, of a density on 0..1 that need not be normalised; by the middles of many cells. */
function integrate(density: (x: number) => number): { readonly mean: number; readonly above: number } {
  const cells = 20_000;
  let [whole, moment, above] = [0, 0, 0];
  for (let cell = 0; cell < cells; cell += 1) {
    const x = (cell + 0.5) / cells;
    const weight = density(x);
    whole += weight;
    moment += weight * x;
    above += x > 0.5 ? weight : 0;
  }
  return { mean: moment / whole, above: above / whole };
}

describe("who answered", () => {
  it("is people from nine tenths of the evidence on, before that people and fallback together", () => {
    expect([0, 0.5, 0.89, 0.9, 1].map(sourceByWeight)).toEqual(["blend", "blend", "blend", "people", "people"]);
  });
});

describe("what one more vote is expected to tell", () => {
  const grid = (a: number, b: number) =>
    pairGrid(
      [
        { choice: "a", userScore: 0.8, count: a },
        { choice: "b", userScore: 0.8, count: b },
      ],
      { probability: 0.5, strength: 2, base: 0 },
    );

  it("is at most ln 2, nothing from voters who guess, and the same from either side", () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const told = voteInformation(grid(a, b), 0.8);
        expect(told).toBeGreaterThan(0);
        expect(told).toBeLessThan(Math.LN2);
        expect(voteInformation(grid(a, b), 0)).toBeCloseTo(0, 12);
        expect(voteInformation(grid(b, a), 0.8)).toBeCloseTo(told, 12);
      }),
    );
  });

  it("is asked of a voter of whom nothing is known", () => {
    const opinion = { pA: 0.5, rewardA: 0.5, rewardB: 0.5 };
    const judged = judgePair({ a: 3, b: 1, tie: 0, bothBad: 0 }, opinion, RULE, { votes: 2, surest: 0.9 });
    expect(judged.voteInformation).toBeCloseTo(voteInformation(grid(3, 1), NEW_VOTER_SCORE), 12);
  });

  it("is nothing where the share of people is known already", () => {
    for (const known of [0, 30, 99, 100, 180, 199]) {
      const certain = Float64Array.from({ length: GRID_POINTS }, (_value, point) => (point === known ? 1 : 0));
      expect(voteInformation(certain, 0.8)).toBeCloseTo(0, 12);
    }
  });

  it("falls as the same votes come in again", () => {
    const told = [0, 1, 2, 4, 8, 16].map((times) => voteInformation(grid(times, times), 0.8));
    expect(told).toEqual([...told].sort((one, other) => other - one));
  });
});

describe("a fallback that sounds very sure", () => {
  const sure = { pA: 0.9999, rewardA: 1, rewardB: 0 };
  const shareAfter = (votes: Partial<Record<"a" | "b", number>>) =>
    judgePair({ a: 0, b: 0, tie: 0, bothBad: 0, ...votes }, sure, RULE).posterior.share;

  it("is outweighed by three people who agree that it is wrong", () => {
    expect(shareAfter({ b: 2 })).toBeGreaterThan(0.5);
    expect(shareAfter({ b: 3 })).toBeLessThan(0.5);
  });
  it("is believed more with every vote that agrees", () => {
    const shares = [1, 2, 3, 4, 5].map((count) => shareAfter({ a: count }));
    expect(shares.toSorted((one, other) => one - other)).toEqual(shares);
    expect(shares[0]).toBeGreaterThan(0.9);
  });
});
