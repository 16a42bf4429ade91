import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestProbabilities } from "./best-probabilities.ts";
import { clusteredCovariance } from "./clustered-covariance.ts";
import { differenceOf } from "./difference-of.ts";
import { fitStrengths } from "./fit-strengths.ts";
import { outcomeProbabilities } from "./outcome-probabilities.ts";
import { pairPosterior } from "./pair-posterior.ts";
import { strongComponents } from "./strong-components.ts";
import { type ComparisonVote, tallyVotes } from "./tally-votes.ts";
import { updateStrengths } from "./update-strengths.ts";
import { winMatrix, winProbability, winShares } from "./win-shares.ts";

const CANDIDATES = 5;
const candidate = fc.integer({ min: 0, max: CANDIDATES - 1 });
const vote: fc.Arbitrary<ComparisonVote> = fc
  .record({
    left: candidate,
    right: candidate,
    choice: fc.constantFrom("left" as const, "right" as const, "tie" as const),
    weight: fc.constantFrom(0.25, 0.5, 1),
  })
  .filter(({ left, right }) => left !== right);
const votes = fc.array(vote, { maxLength: 40 });
const means = fc.array(
  fc.integer({ min: -20, max: 20 }).map((value) => value / 10),
  { minLength: CANDIDATES, maxLength: CANDIDATES },
);
const prior = means.map((values) => ({ means: values, precision: 1.5, lnTieMean: -0.5, lnTiePrecision: 1 }));
const turned = (value: ComparisonVote): ComparisonVote => ({
  ...value,
  left: value.right,
  right: value.left,
  choice: turnChoice(value.choice),
});
const turnChoice = (choice: ComparisonVote["choice"]) => (choice === "tie" ? "tie" : choice === "left" ? "right" : "left");

describe("the posterior of a ranking", () => {
  it("does not depend on which candidate of a pair was shown left", () => {
    fc.assert(
      fc.property(votes, prior, (given, belief) => {
        const fit = fitStrengths(tallyVotes(given), belief, "davidson");
        const other = fitStrengths(tallyVotes(given.map(turned)), belief, "davidson");
        expect([...other.strengths]).toEqual([...fit.strengths]);
      }),
    );
  });

  it("is a top: the gradient of the log posterior vanishes", () => {
    fc.assert(
      fc.property(votes, prior, (given, belief) => {
        const tallies = tallyVotes(given);
        const { strengths, lnTie } = fitStrengths(tallies, belief, "davidson");
        const gradient = belief.means.map((mean, index) => -belief.precision * ((strengths[index] ?? 0) - mean));
        for (const { first, second, firstWins, secondWins, ties } of tallies) {
          const { win, loss } = outcomeProbabilities((strengths[first] ?? 0) - (strengths[second] ?? 0), lnTie);
          const slope = (firstWins - secondWins) / 2 - ((firstWins + secondWins + ties) * (win - loss)) / 2;
          gradient[first] = (gradient[first] ?? 0) + slope;
          gradient[second] = (gradient[second] ?? 0) - slope;
        }
        for (const value of gradient) {
          expect(Math.abs(value)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it("gives win shares that sum to n/2, and a matrix whose mirrored cells sum to exactly 1", () => {
    fc.assert(
      fc.property(votes, prior, (given, belief) => {
        const fit = fitStrengths(tallyVotes(given), belief, "davidson");
        const shares = winShares(fit);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(CANDIDATES / 2, 9);
        const matrix = winMatrix(fit);
        for (let i = 0; i < CANDIDATES; i += 1) {
          for (let j = 0; j < CANDIDATES; j += 1) {
            expect((matrix[i * CANDIDATES + j] ?? 0) + (matrix[j * CANDIDATES + i] ?? 0)).toBe(1);
          }
        }
      }),
    );
  });

  it("moves with one vote about as a refit does, and knows more after it", () => {
    fc.assert(
      fc.property(fc.array(vote, { minLength: 15, maxLength: 60 }), prior, vote, (given, belief, last) => {
        const before = fitStrengths(tallyVotes(given), belief, "half");
        const stepped = updateStrengths(before, last);
        const refitted = fitStrengths(tallyVotes([...given, last]), belief, "half");
        const stepDifference = differenceOf(stepped, last.left, last.right);
        const refittedMean = differenceOf(refitted, last.left, last.right).mean;
        const distance = Math.abs(refittedMean - differenceOf(before, last.left, last.right).mean);
        // One step of Newton's errs by ½ |f‴/f″| times the squared distance, and the logistic's |σ″| is nowhere above its σ′.
        expect(Math.abs(stepDifference.mean - refittedMean)).toBeLessThanOrEqual(distance ** 2 / 2 + 1e-9);
        expect(stepDifference.variance).toBeLessThan(differenceOf(before, last.left, last.right).variance);
      }),
    );
  });

  it("knows with one vote as much more of the pair as its outcome is uncertain", () => {
    fc.assert(
      fc.property(votes, prior, vote, fc.constantFrom("half" as const, "davidson" as const), (given, belief, last, ties) => {
        const before = fitStrengths(tallyVotes(given), belief, ties);
        const { mean, variance } = differenceOf(before, last.left, last.right);
        const { win, loss } = outcomeProbabilities(mean, before.lnTie);
        // Of an outcome that counts one half, 0 or minus one half.
        const uncertainty = (win + loss - (win - loss) ** 2) / 4;
        const after = differenceOf(updateStrengths(before, last), last.left, last.right).variance;
        expect(1 / after).toBeCloseTo(1 / variance + last.weight * uncertainty, 9);
      }),
    );
  });

  it("has a probability of being best by what is known of the difference", () => {
    const fit = fitStrengths([], { means: [0.5, -0.5], precision: 2, lnTieMean: 0, lnTiePrecision: 1 }, "half");
    expect(differenceOf(fit, 0, 1)).toEqual({ mean: 1, variance: expect.closeTo(1, 12) });
    // Φ(1)
    expect(bestProbabilities(fit, 8000, uniforms(7))[0]).toBeCloseTo(0.84, 1);
  });

  it("has probabilities of being best that sum to 1 and favour the strong", () => {
    fc.assert(
      fc.property(prior, fc.integer({ min: 1, max: 1e9 }), (belief, seed) => {
        const fit = fitStrengths([], { ...belief, precision: 1e6 }, "half");
        const best = bestProbabilities(fit, 50, uniforms(seed));
        expect(best.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
        const top = Math.max(...belief.means);
        const ofTop = best.reduce((sum, value, index) => sum + (top - (belief.means[index] ?? 0) < 0.02 ? value : 0), 0);
        expect(ofTop).toBe(1);
      }),
    );
  });

  it("takes votes on one pair that all say the same for as much as they differ from what is expected", () => {
    const cluster = (firstWins: number, secondWins: number, ties: number) => ({
      first: 0,
      second: 1,
      firstWins,
      secondWins,
      ties,
    });
    const tallies = [cluster(4, 0, 0), cluster(4, 0, 0), cluster(4, 0, 0), cluster(0, 4, 0), cluster(0, 0, 4)];
    const fit = fitStrengths(tallies, { means: [0, 0], precision: 0, lnTieMean: 0, lnTiePrecision: 0 }, "half");
    // 14 of 20 votes for the first, a tie half for each; the clusters' shares are 1, 1, 1, 0 and one half.
    const squares = [1, 1, 1, 0, 0.5].reduce((sum, share) => sum + (4 * (share - 0.7)) ** 2, 0);
    const { variance } = differenceOf({ strengths: fit.strengths, covariance: clusteredCovariance(fit, tallies) }, 0, 1);
    expect(variance).toBeCloseTo(squares / (20 * 0.7 * 0.3) ** 2, 9);
  });

  it("has errors by pair that are never negative", () => {
    fc.assert(
      fc.property(votes, prior, (given, belief) => {
        const tallies = tallyVotes(given);
        const clustered = clusteredCovariance(fitStrengths(tallies, belief, "half"), tallies);
        for (let index = 0; index < CANDIDATES; index += 1) {
          expect(clustered[index * CANDIDATES + index]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe("votes by pair", () => {
  it("are of two candidates, with a weight that is not negative", () => {
    const cast = { left: 0, right: 1, choice: "left", weight: 1 } as const;
    expect(() => tallyVotes([{ ...cast, right: 0 }])).toThrow("two candidates");
    expect(() => tallyVotes([{ ...cast, weight: -1 }])).toThrow("not negative");
    expect(tallyVotes([{ ...cast, weight: 0 }])).toHaveLength(1);
  });
});

describe("strong components", () => {
  it("are numbered by their lowest candidate", () => {
    const lost = [1, 2].map((winner) => ({ first: 0, second: winner, firstWins: 0, secondWins: 1, ties: 0 }));
    expect(strongComponents(lost, 3)).toEqual([0, 1, 2]);
  });

  it("are those of mutual reachability", () => {
    fc.assert(
      fc.property(votes, (given) => {
        const components = strongComponents(tallyVotes(given), CANDIDATES);
        const reaches = reachability(given);
        for (let i = 0; i < CANDIDATES; i += 1) {
          for (let j = 0; j < CANDIDATES; j += 1) {
            expect(components[i] === components[j]).toBe(i === j || (reaches(i, j) && reaches(j, i)));
          }
        }
      }),
    );
  });
});

describe("the posterior of a pair", () => {
  const pairVote = fc.record({
    choice: fc.constantFrom("a" as const, "b" as const, "tie" as const),
    userScore: fc.constantFrom(0, 0.3, 0.8, 1),
  });
  const belief = fc.record({
    probability: fc.constantFrom(0.1, 0.5, 0.9),
    strength: fc.constantFrom(0, 1, 4),
    base: fc.constantFrom(0.5, 1, 3),
  });

  it("is mirrored by swapping A and B", () => {
    fc.assert(
      fc.property(fc.array(pairVote, { maxLength: 20 }), belief, (given, prior) => {
        const swapped = given.map(({ choice, userScore }) => ({
          choice: choice === "tie" ? ("tie" as const) : choice === "a" ? ("b" as const) : ("a" as const),
          userScore,
        }));
        const here = pairPosterior(given, prior);
        const there = pairPosterior(swapped, { ...prior, probability: 1 - prior.probability });
        expect(here.share + there.share).toBeCloseTo(1, 12);
        expect(here.majorityProbability + there.majorityProbability).toBeCloseTo(1, 12);
        expect(here.interval[0] + there.interval[1]).toBeCloseTo(1, 9);
        expect(here.peopleWeight).toBe(there.peopleWeight);
      }),
    );
  });

  it("goes up with a vote for A", () => {
    fc.assert(
      fc.property(fc.array(pairVote, { maxLength: 20 }), belief, (given, prior) => {
        const more = pairPosterior([...given, { choice: "a", userScore: 0.5 }], prior);
        expect(more.share).toBeGreaterThan(pairPosterior(given, prior).share);
      }),
    );
  });
});

describe("the probability of a preference", () => {
  it("is one half for a candidate alone", () => {
    expect(winShares(fitStrengths([], { means: [2], precision: 1, lnTieMean: 0, lnTiePrecision: 1 }, "half"))).toEqual([0.5]);
  });

  it("averages over what is not known of the strengths", () => {
    expect(winProbability({ mean: 0, variance: 3 }, Number.NEGATIVE_INFINITY)).toBeCloseTo(0.5, 14);
    expect(winProbability({ mean: 1, variance: 0 }, Number.NEGATIVE_INFINITY)).toBeCloseTo(1 / (1 + Math.exp(-1)), 14);
    // Ties of the same probability as a win between equals: half a win for each.
    expect(winProbability({ mean: 0, variance: 0 }, 0)).toBeCloseTo(0.5, 14);
    const [ahead, behind] = [Math.exp(0.5), Math.exp(-0.5)];
    expect(winProbability({ mean: 1, variance: 0 }, 0)).toBeCloseTo((ahead + 0.5) / (ahead + 1 + behind), 14);
    expect(winProbability({ mean: -1, variance: 2 }, 0)).toBe(1 - winProbability({ mean: 1, variance: 2 }, 0));
    // ∫ σ(1 + z) φ(z) dz, by Simpson's rule.
    expect(winProbability({ mean: 1, variance: 1 }, Number.NEGATIVE_INFINITY)).toBeCloseTo(0.696734670143683, 5);
  });
});

/** Draws in (0, 1) from a small linear congruential generator. */
function uniforms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function reachability(given: readonly ComparisonVote[]): (from: number, to: number) => boolean {
  const edges = given.flatMap(({ left, right, choice }) =>
    choice === "tie"
      ? [
          [left, right],
          [right, left],
        ]
      : [choice === "left" ? [right, left] : [left, right]],
  );
  return (from, to) => {
    const seen = new Set([from]);
    for (let grown = true; grown; ) {
      const next = edges.filter(([a, b]) => seen.has(a ?? -1) && !seen.has(b ?? -1)).map(([, b]) => b ?? -1);
      grown = next.length > 0;
      for (const found of next) {
        seen.add(found);
      }
    }
    return seen.has(to);
  };
}
