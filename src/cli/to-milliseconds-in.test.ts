import { describe, expect, it } from "vitest";
import { toMillisecondsIn } from "./to-milliseconds-in.ts";

describe("a duration on the command line", () => {
  const read = toMillisecondsIn("0s", "24d");

  it("is a number and a unit", () => {
    expect(["250ms", "6s", "1.00001m", "2h", "1d", "0s"].map(read)).toEqual([250, 6000, 60_001, 7_200_000, 86_400_000, 0]);
  });

  it.each(["soon", "6", "s", "-1s", "1e3s", "0x1s", "6 s", "6S", "", "1..5s", "1w"])("is not %j", (text) => {
    expect(() => read(text)).toThrow("It must be a duration from 0s to 24d, such as 500ms");
  });

  it("stays within its range", () => {
    const readValidity = toMillisecondsIn("1m", "365d");
    expect(["1m", "60s", "365d"].map(readValidity)).toEqual([60_000, 60_000, 31_536_000_000]);
    for (const text of ["59s", "0m", "366d"]) {
      expect(() => readValidity(text)).toThrow("from 1m to 365d");
    }
  });
});
