import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedCache } from "./bounded-cache.ts";

describe("a bounded cache", () => {
  it("forgets what was used least recently", () => {
    const cache = new BoundedCache<string, number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    expect(cache.find("a")).toBe(1);
    cache.set("c", 3);
    expect([cache.find("a"), cache.find("b"), cache.find("c"), cache.size]).toEqual([1, undefined, 3, 2]);
  });

  it("forgets as many as it takes to hold their weight, even the one that is too heavy alone", () => {
    const cache = new BoundedCache<string, number>(10, { max: 10, of: (value) => value });
    cache.set("a", 4);
    cache.set("b", 4);
    cache.set("c", 7);
    expect([cache.find("a"), cache.find("b"), cache.find("c"), cache.weight]).toEqual([undefined, undefined, 7, 7]);
    cache.set("d", 11);
    expect([cache.size, cache.weight]).toEqual([0, 0]);
  });

  it("counts a value that is set anew once", () => {
    const cache = new BoundedCache<string, number>(10, { max: 10, of: (value) => value });
    cache.set("a", 4);
    cache.set("a", 6);
    expect([cache.find("a"), cache.size, cache.weight]).toEqual([6, 1, 6]);
    cache.delete("a");
    cache.delete("a");
    expect([cache.find("a"), cache.size, cache.weight]).toEqual([undefined, 0, 0]);
  });

  it("is a map that keeps its most recently used entries, whatever is done to it", () => {
    const step = fc.record({ act: fc.constantFrom("set", "find", "delete"), key: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = new BoundedCache<number, number>(3);
        // Keys from the one used least recently to the one used last.
        let model: readonly number[] = [];
        for (const { act, key } of steps) {
          const without = model.filter((known) => known !== key);
          if (act === "set") {
            cache.set(key, 10 * key);
            model = [...without, key].slice(-3);
          } else if (act === "find") {
            expect(cache.find(key)).toBe(model.includes(key) ? 10 * key : undefined);
            model = model.includes(key) ? [...without, key] : model;
          } else {
            cache.delete(key);
            model = without;
          }
          expect(cache.size).toBe(model.length);
        }
      }),
    );
  });
});
