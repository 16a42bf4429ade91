import { describe, expect, it } from "vitest";
import { interleaveRows } from "./interleaved-rows.ts";

describe("interleaveRows", () => {
  it.each([0, 1, 4, 6])("multiplies each of %i rows with the vector", (count) => {
    const rows = Array.from({ length: count }, (_, row) => Float64Array.of(row, 1, -row));
    const products = interleaveRows(rows, 3).multiply(Float64Array.of(2, 10, 0.5));
    expect([...products.slice(0, count)]).toEqual(rows.map((_, row) => 1.5 * row + 10));
  });

  it("takes vectors of integers too, and forgets the vector before", () => {
    const rows = interleaveRows([Float64Array.of(1, 2)], 2);
    rows.multiply(Int8Array.of(100, 100));
    expect(rows.multiply(Int8Array.of(3, 4))[0]).toBe(11);
  });
});
