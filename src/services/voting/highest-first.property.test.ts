import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HighestFirst } from "./highest-first.ts";

/** Scores of a heap: no place's is above that of the place over it. Whole numbers, so that many are equal. */
const heap = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 200 }).map((falls) => {
  const scores: number[] = [];
  for (const [place, fall] of falls.entries()) {
    scores.push((place === 0 ? 1000 : (scores[(place - 1) >> 1] ?? 0)) - fall);
  }
  return scores;
});

describe("a walk of a heap from the highest score down", () => {
  it("gives each place once, in falling order of the scores", () => {
    fc.assert(
      fc.property(heap, (scores) => {
        const walk = new HighestFirst(scores.length, (place) => scores[place] ?? Number.NaN);
        const places = scores.map(() => walk.next() ?? -1);
        expect(walk.next()).toBeNull();
        expect(new Set(places)).toEqual(new Set(scores.keys()));
        expect(places.map((place) => scores[place])).toEqual(scores.toSorted((one, other) => other - one));
      }),
    );
  });

  it("looks at nothing below a place that it has not given", () => {
    fc.assert(
      fc.property(heap, (scores) => {
        const looked = new Set<number>();
        const given = new Set<number>();
        const walk = new HighestFirst(scores.length, (place) => {
          looked.add(place);
          return scores[place] ?? Number.NaN;
        });
        for (let place = walk.next(); place !== null; place = walk.next()) {
          given.add(place);
          expect([...looked].filter((each) => each > 0 && !given.has((each - 1) >> 1))).toEqual([]);
        }
      }),
    );
  });
});
