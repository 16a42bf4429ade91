import { describe, expect, it } from "vitest";
import { toNumberIn } from "./to-number-in.ts";

describe("a number on the command line", () => {
  it("is written with digits", () => {
    expect(["0", "16", "65535"].map(toNumberIn(0, 65_535, true))).toEqual([0, 16, 65_535]);
    expect(["0.5", "1"].map(toNumberIn(0, 1, false))).toEqual([0.5, 1]);
  });

  it.each(["", " ", "0x10", "1e2", "-1", "+1", "1.5", "65536", "many", "Infinity"])("is not %j", (text) => {
    expect(() => toNumberIn(0, 65_535, true)(text)).toThrow("It must be a whole number from 0 to 65535.");
  });

  it("names no upper bound that is only the largest number there is", () => {
    expect(() => toNumberIn(0, Number.MAX_SAFE_INTEGER, true)("-1")).toThrow("It must be a whole number from 0.");
  });
});
