import { describe, expect, it } from "vitest";
import { readDuration, toMilliseconds } from "./read-duration.ts";

describe("a duration on the command line", () => {
  it("is a number and a unit", () => {
    expect(["250ms", "6s", "1.5m", "2h", "0s"].map(readDuration)).toEqual([250, 6000, 90_000, 7_200_000, 0]);
  });

  it("is nothing else", () => {
    expect(() => toMilliseconds("soon")).toThrow("duration such as");
    expect(toMilliseconds("2s")).toBe(2000);
    expect(["6", "s", "-1s", "1e3s", "6 s", "6S", "", "1..5s", "1d"].map(readDuration)).toEqual(Array(9).fill(null));
  });
});
