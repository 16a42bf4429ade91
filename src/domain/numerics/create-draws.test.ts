import { describe, expect, it } from "vitest";
import { createDraws } from "./create-draws.ts";

describe("createDraws", () => {
  it("gives Mulberry32's numbers", () => {
    const draw = createDraws(1);
    expect([draw(), draw(), draw()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522]);
  });

  it("draws evenly from 0 to 1", () => {
    const draw = createDraws(7);
    const tenths = new Array<number>(10).fill(0);
    for (let drawn = 0; drawn < 10_000; drawn += 1) {
      const tenth = Math.floor(draw() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(tenths).toHaveLength(10);
    expect(Math.min(...tenths)).toBeGreaterThan(900);
    expect(Math.max(...tenths)).toBeLessThan(1100);
  });

  it("goes by the low 32 bits of its seed", () => {
    expect(createDraws(2 ** 32 + 5)()).toBe(createDraws(5)());
    expect(createDraws(-1)()).toBe(createDraws(2 ** 32 - 1)());
  });
});
