import { describe, expect, it } from "vitest";
import { createBoundedMemory } from "./bounded-memory.ts";

describe("createBoundedMemory", () => {
  it("computes each value once while it is remembered, null too", () => {
    const memory = createBoundedMemory<string | null>(2);
    const computed: string[] = [];
    const ask = (key: string): string | null =>
      memory.recall(key, () => {
        computed.push(key);
        return key === "none" ? null : key.toUpperCase();
      });
    expect([ask("a"), ask("a"), ask("none"), ask("none")]).toEqual(["A", "A", null, null]);
    expect(computed).toEqual(["a", "none"]);
  });

  it("forgets the oldest beyond its bound", () => {
    const memory = createBoundedMemory<number>(2);
    let computations = 0;
    const ask = (key: string): number => memory.recall(key, () => ++computations);
    expect([ask("a"), ask("b"), ask("c"), ask("b"), ask("a")]).toEqual([1, 2, 3, 2, 4]);
  });
});
