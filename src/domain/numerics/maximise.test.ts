import { expect, it } from "vitest";
import { maximise } from "./maximise.ts";

it("finds the top of a hill, inside and at the ends", () => {
  expect(maximise((x) => -((x - 0.3) ** 2), 0, 1, 1e-6)).toBeCloseTo(0.3, 5);
  expect(maximise((x) => x, 0, 1, 1e-6)).toBeCloseTo(1, 5);
  expect(maximise((x) => -x, 0, 1, 1e-6)).toBeCloseTo(0, 5);
});
