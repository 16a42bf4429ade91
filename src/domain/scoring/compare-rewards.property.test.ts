import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDimensions } from "./compare-dimensions.ts";
import { compareRewards } from "./compare-rewards.ts";

const MIRRORED = { a: "b", b: "a", tie: "tie" } as const;
const reward = fc.double({ min: 0, max: 1, noNaN: true });
/** Pairs at, just inside and just outside the tie band of 0.005, besides any two rewards. */
const pair = fc.oneof(
  fc.tuple(reward, reward),
  fc
    .tuple(fc.integer({ min: 0, max: 990 }), fc.constantFrom(-1e-9, 0, 1e-9, 2e-16, -2e-16))
    .map(([thousandths, off]): [number, number] => [thousandths / 1000, thousandths / 1000 + 0.005 + off]),
);

describe("comparing two rewards", () => {
  it("mirrors every number exactly when they are swapped, at the edge of the tie band too", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const there = compareRewards(a, b);
        const back = compareRewards(b, a);
        expect(back.signedMargin).toBe(there.signedMargin === 0 ? 0 : -there.signedMargin);
        expect(back.pA).toBe(1 - there.pA);
        expect(there.pA).toBe(1 - back.pA);
        expect(back.winner).toBe(MIRRORED[there.winner]);
      }),
      { numRuns: 1000 },
    );
  });

  it("believes the more in the larger reward the further they are apart", () => {
    fc.assert(
      fc.property(reward, reward, reward, (low, middle, high) => {
        const [a, b, c] = [low, middle, high].toSorted((x, y) => x - y) as [number, number, number];
        expect(compareRewards(c, a).pA).toBeGreaterThanOrEqual(compareRewards(b, a).pA);
        expect(compareRewards(b, a).pA).toBeGreaterThanOrEqual(0.5);
      }),
    );
  });

  it("calls rewards less than 0.005 apart a tie, wherever they stand", () => {
    expect(compareRewards(0.3, 0.3)).toEqual({ winner: "tie", pA: 0.5, signedMargin: 0 });
    expect(compareRewards(0.3, 0.304999999).winner).toBe("tie");
    expect(compareRewards(0.3, 0.4).winner).toBe("b");
    const edges = Array.from({ length: 990 }, (_, index) => compareRewards(index / 1000, index / 1000 + 0.005).winner);
    expect(new Set(edges)).toEqual(new Set(["b"]));
  });
});

describe("comparing dimension by dimension", () => {
  const scores = fc.dictionary(fc.constantFrom("D1", "D2", "D3"), fc.option(reward));

  it("mirrors every margin exactly when the two are swapped", () => {
    fc.assert(
      fc.property(fc.record({ D1: fc.option(reward), D2: fc.option(reward) }), scores, (a, b) => {
        const other = { D1: b["D1"] ?? null, D2: b["D2"] ?? null };
        const there = compareDimensions(a, other);
        const back = compareDimensions(other, a);
        for (const key of ["D1", "D2"]) {
          const margin = there[key] ?? null;
          expect(back[key]).toBe(margin === null ? null : margin === 0 ? 0 : -margin);
        }
      }),
    );
  });

  it("has no margin where either has no value", () => {
    expect(compareDimensions({ D1: 0.7, D2: null, D3: 0.5 }, { D1: 0.4, D2: 1 })).toEqual({ D1: 0.3, D2: null, D3: null });
  });
});
