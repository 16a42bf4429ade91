import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactProducts } from "./exact-products.ts";

describe("createExactProducts", () => {
  it("gives the exact product with every vector, and 0 where there is none", () => {
    const int8 = fc.oneof(fc.integer({ min: -128, max: 127 }), fc.constantFrom(-128, 127));
    const vectors = (dimensions: number) => fc.array(int8, { minLength: dimensions, maxLength: dimensions });
    const cases = fc
      .integer({ min: 0, max: 40 })
      .chain((dimensions) => fc.tuple(fc.array(fc.option(vectors(dimensions)), { maxLength: 19 }), vectors(dimensions)));
    fc.assert(
      fc.property(cases, ([held, asked]) => {
        const table = createExactProducts(
          held.map((vector) => vector && Int8Array.from(vector)),
          asked.length,
        );
        const expected = held.map((vector) => (vector ?? []).reduce((sum, value, i) => sum + value * (asked[i] ?? 0), 0));
        expect([...table.multiply(Int8Array.from(asked))].map((product) => product + 0)).toEqual(
          expected.map((product) => product + 0),
        );
      }),
    );
  });

  it("stays exact up to its bound and refuses vectors beyond it", () => {
    const longest = new Int8Array(2_000).fill(-128);
    expect([...createExactProducts([longest, longest], 2_000).multiply(longest)]).toEqual([32_768_000, 32_768_000]);
    const opposite = new Int8Array(2_000).fill(127);
    expect([...createExactProducts([longest, opposite], 2_000).multiply(opposite)]).toEqual([-32_512_000, 32_258_000]);
    expect(() => createExactProducts([], 2_001)).toThrow(/2001.*at most 2000/);
  });
});
