import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawLeft } from "./draw-left.ts";

const sha256Hex = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the order in which candidates are shown", () => {
  it("is the same whenever the same annotator is shown the same question", () => {
    expect(drawLeft(sha256Hex, "ann", "q_1")).toBe(drawLeft(sha256Hex, "ann", "q_1"));
  });

  it("favours neither candidate, over annotators and over questions", () => {
    for (const draw of [
      (n: number) => drawLeft(sha256Hex, `an_${n}`, "q_1"),
      (n: number) => drawLeft(sha256Hex, "an_1", `q_${n}`),
    ]) {
      const lefts = Array.from({ length: 4000 }, (_, index) => draw(index)).filter((left) => left === "a").length;
      // Four standard deviations of a fair coin.
      expect(Math.abs(lefts - 2000)).toBeLessThan(4 * Math.sqrt(1000));
    }
  });

  it("tells apart whose the end of a name is", () => {
    const draws = Array.from({ length: 100 }, (_, n) => [
      drawLeft(sha256Hex, "an_1", `${n}q`),
      drawLeft(sha256Hex, `an_1${n}`, "q"),
    ]);
    expect(draws.some(([one, other]) => one !== other)).toBe(true);
  });
});
