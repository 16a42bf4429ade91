import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rank, RankedList } from "./ranked-list.ts";

interface Item {
  readonly id: number;
  readonly rank: Rank;
}

const moves = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("set" as const), id: fc.nat(80), score: fc.integer({ min: 0, max: 50 }) }),
    fc.record({ do: fc.constant("remove" as const), id: fc.nat(80) }),
    fc.record({ do: fc.constant("best" as const), unfit: fc.array(fc.nat(80)), halved: fc.array(fc.nat(80)) }),
  ),
  { maxLength: 300 },
);

describe("a ranked list", () => {
  it("finds what a look at everything finds, through any changes", () => {
    fc.assert(
      fc.property(moves, (changes) => {
        const list = new RankedList<Item>();
        const items = Array.from({ length: 81 }, (_, id): Item => ({ id, rank: { score: 0, place: -1 } }));
        const scores = new Map<number, number>();
        for (const change of changes) {
          if (change.do === "set") {
            list.set(items[change.id]!, change.score);
            scores.set(change.id, change.score);
          } else if (change.do === "remove") {
            list.remove(items[change.id]!);
            scores.delete(change.id);
          } else {
            const factorOf = (id: number) => (change.unfit.includes(id) ? 0 : change.halved.includes(id) ? 0.5 : 1);
            const highest = Math.max(0, ...[...scores].map(([id, score]) => score * factorOf(id)));
            const best = list.best(({ id }) => factorOf(id));
            expect(best?.score ?? 0).toBe(highest);
            expect(best === null ? 0 : best.item.rank.score * factorOf(best.item.id)).toBe(highest);
          }
          expect(list.size).toBe(scores.size);
        }
        expect(new Set(Array.from({ length: list.size }, (_, place) => list.at(place)?.id))).toEqual(new Set(scores.keys()));
      }),
    );
  });

  it("finds the only one that will do, however far down it is, and none where there is none", () => {
    const list = new RankedList<Item>();
    const items = Array.from({ length: 2000 }, (_, id): Item => ({ id, rank: { score: 0, place: -1 } }));
    for (const item of items) {
      list.set(item, 1 + ((item.id * 7919) % 2000));
    }
    for (const id of [0, 1, 500, 1234, 1999]) {
      const best = list.best((item) => (item.id === id ? 1 : 0));
      expect(best).toEqual({ item: items[id], score: items[id]?.rank.score });
    }
    expect(list.best(() => 0)).toBeNull();
  });

  it("keeps its order where what is put in place of a removed item belongs above it", () => {
    const list = new RankedList<Item>();
    // As a heap: 85 is the last, beside 80 and under 90; in place of 9 it would stand under 10.
    const items = [100, 10, 90, 9, 8, 80, 85].map((id): Item => ({ id, rank: { score: 0, place: -1 } }));
    for (const item of items) {
      list.set(item, item.id);
    }
    list.remove(items[3]!);
    expect(list.best(({ id }) => (id >= 90 ? 0 : 1))).toEqual({ item: items[6], score: 85 });
  });
});
