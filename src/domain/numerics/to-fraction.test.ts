import { expect, it } from "vitest";
import { toFraction } from "./to-fraction.ts";

it("reads 32 bits as a fraction below 1", () => {
  expect(toFraction(0)).toBe(0);
  expect(toFraction(2 ** 31)).toBe(0.5);
  expect(toFraction(2 ** 32 - 1)).toBe(1 - 2 ** -32);
});
