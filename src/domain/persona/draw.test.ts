import { describe, expect, it } from "vitest";
import { chooseLine, draw } from "./draw.ts";

describe("counter-based draws", () => {
  it("depend on the key alone", () => {
    expect(draw("7|opening")).toBe(draw("7|opening"));
    expect(draw("7|opening")).not.toBe(draw("8|opening"));
  });

  it("spread evenly", () => {
    const counts = [0, 0, 0, 0, 0];
    for (let seed = 0; seed < 10_000; seed += 1) {
      const slot = draw(`${seed}|site`) % 5;
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    for (const count of counts) {
      expect(Math.abs(count - 2000)).toBeLessThan(200);
    }
  });

  it("cycle through the lines, so that none comes twice in a row", () => {
    const lines = ["a", "b", "c"];
    const drawn = [0, 1, 2, 3].map((nth) => chooseLine(lines, 3, "site", nth));
    expect(new Set(drawn.slice(0, 3)).size).toBe(3);
    expect(drawn[3]).toBe(drawn[0]);
  });

  it("have nothing to say without lines", () => {
    expect(chooseLine([], 1, "site", 0)).toBe("");
  });
});
