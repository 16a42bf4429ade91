import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FloatJson, writeFloatJson } from "./write-float-json.ts";

describe("JSON for Python clients", () => {
  it.each([
    [1, "1.0"],
    [0, "0.0"],
    [-0, "0.0"],
    [-3, "-3.0"],
    [0.75, "0.75"],
    [1e-7, "1e-7"],
    [1e21, "1e+21"],
    [123456789012345680000, "123456789012345680000.0"],
    [null, "null"],
    [[], "[]"],
    [{}, "{}"],
    [{ rewards: [1, 0.5], 'a"b': null }, '{"rewards":[1.0,0.5],"a\\"b":null}'],
  ] as const)("%j is %s", (value, text) => {
    expect(writeFloatJson(value)).toBe(text);
  });

  it("says the same as JSON, and never an integer", () => {
    const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const text = writeFloatJson(numbers);
        expect(JSON.parse(text)).toEqual(numbers.map((value) => (value === 0 ? 0 : value)));
        for (const written of text.slice(1, -1).split(",").filter(Boolean)) {
          expect(written).toMatch(/[.e]/);
        }
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (value) => {
    expect(() => writeFloatJson({ rewards: [value] } as FloatJson)).toThrow("finite");
  });
});
