import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCodes } from "./read-codes.ts";

describe("readCodes", () => {
  it("gives what a string gives at every place", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: "binary", maxLength: 80 })), (text) => {
        expect(Array.from(readCodes(text).subarray(0, text.length))).toEqual(unitsOf(text));
      }),
    );
  });

  it("reads half of a surrogate pair as itself", () => {
    expect(Array.from(readCodes("a\ud83d").subarray(0, 2))).toEqual([0x61, 0xd83d]);
  });
});

function unitsOf(text: string): readonly number[] {
  return text.split("").map((unit) => unit.charCodeAt(0));
}
