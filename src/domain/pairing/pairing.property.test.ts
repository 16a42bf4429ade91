import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differenceOf } from "../preference/difference-of.ts";
import { fitStrengths, type StrengthPosterior } from "../preference/fit-strengths.ts";
import { tallyVotes } from "../preference/tally-votes.ts";
import { updateStrengths } from "../preference/update-strengths.ts";
import { nextPairs } from "./next-pairs.ts";
import { pairInformation } from "./pair-information.ts";
import { type CandidatePair, spanningPairs } from "./spanning-pairs.ts";

const NO_TIES = Number.NEGATIVE_INFINITY;
const mean = fc.integer({ min: -80, max: 80 }).map((tenths) => tenths / 10);
const variance = fc.integer({ min: 0, max: 500 }).map((hundredths) => hundredths / 100);
const lnTie = fc.constantFrom(NO_TIES, -1, 0, 1);

describe("what a vote on a pair is expected to tell", () => {
  it("is between nothing and one answer, whichever candidate is named first", () => {
    fc.assert(
      fc.property(mean, variance, lnTie, (m, v, tie) => {
        const information = pairInformation({ mean: m, variance: v }, tie);
        expect(information).toBeGreaterThanOrEqual(0);
        expect(information).toBeLessThanOrEqual(Math.log(tie === NO_TIES ? 2 : 3) + 1e-12);
        expect(pairInformation({ mean: -m, variance: v }, tie)).toBeCloseTo(information, 12);
      }),
    );
  });

  it("is nothing where the difference is known", () => {
    fc.assert(
      fc.property(mean, lnTie, (m, tie) => {
        expect(pairInformation({ mean: m, variance: 0 }, tie)).toBeLessThan(1e-9);
      }),
    );
  });

  it("is the more the less is known of an even pair", () => {
    fc.assert(
      fc.property(variance, variance, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const at = (v: number) => pairInformation({ mean: 0, variance: v }, NO_TIES);
        expect(at(less)).toBeLessThanOrEqual(at(more) + 1e-12);
      }),
    );
  });
});

const COUNT_MAX = 7;
const graph = fc
  .integer({ min: 1, max: COUNT_MAX })
  .chain((count) =>
    fc.record({
      count: fc.constant(count),
      worths: fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { freq: 4 }), {
        minLength: COUNT_MAX * COUNT_MAX,
        maxLength: COUNT_MAX * COUNT_MAX,
      }),
      keptFrom: fc.array(fc.nat({ max: COUNT_MAX * COUNT_MAX }), { maxLength: 12 }),
    }),
  )
  .map(({ count, worths, keptFrom }) => ({
    count,
    worthOf: ({ first, second }: CandidatePair) => worths[first * COUNT_MAX + second] ?? null,
    kept: forestOf(
      count,
      keptFrom.map((at) => ({ first: at % count, second: Math.floor(at / count) % count })),
    ),
  }));

/** The groups that pairs tie candidates to; each candidate's is named by its smallest member. */
function partsOf(count: number, pairs: readonly CandidatePair[]): readonly number[] {
  const parts = Array.from({ length: count }, (_value, index) => index);
  for (const { first, second } of pairs) {
    const [one = 0, other = 0] = [parts[first], parts[second]];
    for (const [index, part] of parts.entries()) {
      parts[index] = part === Math.max(one, other) ? Math.min(one, other) : part;
    }
  }
  return parts;
}

/** As many of the pairs as can be kept without a circle. */
function forestOf(count: number, pairs: readonly CandidatePair[]): readonly CandidatePair[] {
  const forest: CandidatePair[] = [];
  for (const { first, second } of pairs) {
    const parts = partsOf(count, forest);
    if (parts[first] !== parts[second]) {
      forest.push({ first: Math.min(first, second), second: Math.max(first, second) });
    }
  }
  return forest;
}

function allPairs(count: number): readonly CandidatePair[] {
  return Array.from({ length: count * count }, (_value, at) => ({ first: Math.floor(at / count), second: at % count })).filter(
    ({ first, second }) => first < second,
  );
}

/** What Kruskal's method, another one than is tested, adds to the kept pairs. */
function kruskalWorth(count: number, worthOf: (pair: CandidatePair) => number | null, kept: readonly CandidatePair[]): number {
  const askable = allPairs(count).filter((pair) => worthOf(pair) !== null);
  const byWorth = askable.toSorted((one, other) => (worthOf(other) ?? 0) - (worthOf(one) ?? 0));
  return forestOf(count, [...kept, ...byWorth])
    .slice(kept.length)
    .reduce((sum, pair) => sum + (worthOf(pair) ?? 0), 0);
}

describe("spanning pairs", () => {
  it("connect all that can be connected, without a circle, and keep what is kept", () => {
    fc.assert(
      fc.property(graph, ({ count, worthOf, kept }) => {
        const added = spanningPairs(count, worthOf, kept);
        const all = [...kept, ...added];
        expect(forestOf(count, all)).toHaveLength(all.length);
        expect(added.every((pair) => pair.first < pair.second && worthOf(pair) !== null)).toBe(true);
        const askable = allPairs(count).filter((pair) => worthOf(pair) !== null);
        expect(partsOf(count, all)).toEqual(partsOf(count, [...kept, ...askable]));
      }),
    );
  });

  it("are together worth the most", () => {
    fc.assert(
      fc.property(graph, ({ count, worthOf, kept }) => {
        const worth = spanningPairs(count, worthOf, kept).reduce((sum, pair) => sum + (worthOf(pair) ?? 0), 0);
        expect(worth).toBe(kruskalWorth(count, worthOf, kept));
      }),
    );
  });

  it("make a chain where all are worth the same: nobody is seen more than twice", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), (count) => {
        const seen = spanningPairs(count, () => 1).flatMap(({ first, second }) => [first, second]);
        expect(seen).toHaveLength(2 * (count - 1));
        expect(Math.max(...seen.map((one) => seen.filter((other) => other === one).length))).toBeLessThanOrEqual(2);
      }),
    );
  });
});

const CANDIDATES = 6;
const vote = fc
  .record({
    left: fc.nat({ max: CANDIDATES - 1 }),
    right: fc.nat({ max: CANDIDATES - 1 }),
    choice: fc.constantFrom("left" as const, "right" as const, "tie" as const),
    weight: fc.constant(0.64),
  })
  .filter(({ left, right }) => left !== right);
const posterior: fc.Arbitrary<StrengthPosterior> = fc
  .record({
    means: fc.array(fc.integer({ min: 0, max: 10 }), { minLength: CANDIDATES, maxLength: CANDIDATES }),
    votes: fc.array(vote, { maxLength: 60 }),
  })
  .map(({ means, votes }) => fitStrengths(tallyVotes(votes), { means, precision: 1, lnTieMean: 0, lnTiePrecision: 1 }, "half"));
const everything = { underWay: [], canAsk: () => true, informationMin: 0 };

describe("the next pairs", () => {
  it("connect all candidates, one pair fewer than there are, each with what it tells", () => {
    fc.assert(
      fc.property(posterior, (known) => {
        const pairs = nextPairs(known, everything);
        expect(pairs).toHaveLength(CANDIDATES - 1);
        expect(new Set(partsOf(CANDIDATES, pairs))).toEqual(new Set([0]));
        for (const { first, second, information } of pairs) {
          expect(information).toBe(pairInformation(differenceOf(known, first, second), NO_TIES));
        }
      }),
    );
  });

  it("have the pair that tells most among them", () => {
    fc.assert(
      fc.property(posterior, (known) => {
        const most = Math.max(
          ...allPairs(CANDIDATES).map(({ first, second }) => pairInformation(differenceOf(known, first, second), NO_TIES)),
        );
        expect(Math.max(...nextPairs(known, everything).map(({ information }) => information))).toBe(most);
      }),
    );
  });

  it("go on with what is under way, whatever a vote on another pair says", () => {
    fc.assert(
      fc.property(posterior, vote, (known, cast) => {
        const before = nextPairs(known, everything);
        const underWay = before.slice(1);
        const after = nextPairs(updateStrengths(known, cast), { ...everything, underWay });
        const keyOf = ({ first, second }: CandidatePair) => `${first}/${second}`;
        expect(after.slice(0, underWay.length).map(keyOf)).toEqual(underWay.map(keyOf));
        expect(after).toHaveLength(CANDIDATES - 1);
      }),
    );
  });

  it("leave out what cannot be asked and what tells too little, under way or not", () => {
    fc.assert(
      fc.property(
        posterior,
        fc.nat({ max: CANDIDATES - 1 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (known, hidden, least) => {
          const canAsk = ({ first, second }: CandidatePair) => first !== hidden && second !== hidden;
          const pairs = nextPairs(known, { underWay: nextPairs(known, everything), canAsk, informationMin: least });
          expect(pairs.every((pair) => canAsk(pair) && pair.information >= least)).toBe(true);
          expect(new Set(pairs.map(({ first, second }) => `${first}/${second}`)).size).toBe(pairs.length);
        },
      ),
    );
  });
});
