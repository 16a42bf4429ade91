import { describe, expect, it } from "vitest";
import { compileJsonSchema } from "./compile-json-schema.ts";

describe("compileJsonSchema", () => {
  it("says nothing of a valid value, and where and by what rule another is wrong", () => {
    const check = compileJsonSchema({
      type: "object",
      required: ["items"],
      properties: { items: { type: "array", items: { type: "number" } } },
    });
    expect(check({ items: [1, 2] })).toBeNull();
    expect(check({ items: [1, "secret"] })).toBe('"/items/1" breaks the rule "type"');
    expect(check({})).toBe('the whole breaks the rule "required"');
  });

  it("keeps patterns apart and reads them in linear time", () => {
    const check = compileJsonSchema({
      type: "object",
      properties: { a: { type: "string", pattern: "(x+)+$" }, b: { type: "string", pattern: "^b$" } },
    });
    expect(check({ a: "x", b: "b" })).toBeNull();
    expect(check({ b: "c" })).toBe('"/b" breaks the rule "pattern"');
    expect(check({ a: `${"x".repeat(100_000)}!` })).toBe('"/a" breaks the rule "pattern"');
    expect(
      compileJsonSchema({ type: "object", patternProperties: { "^(y+)+$": false } })({ [`${"y".repeat(50_000)}!`]: 1 }),
    ).toBeNull();
  });

  it.each([
    [{ type: "string", pattern: "(?=x)" }, "Perl syntax"],
    [{ type: "string", format: "credit-card" }, "credit-card"],
    [{ type: "object", propertees: {} }, "propertees"],
    [{ $ref: "https://example.org/schema.json" }, "can't resolve reference"],
    [{ type: "number", minimum: "3" }, "schema is invalid"],
    [{ type: "array", uniqueItems: true }, '"uniqueItems" needs a "maxItems" of at most 1000'],
    [
      { $defs: { all: { type: "array", uniqueItems: true, maxItems: 5_000 } }, type: "object" },
      '"uniqueItems" needs a "maxItems"',
    ],
  ])("refuses %j", (schema, reason) => {
    expect(() => compileJsonSchema(schema)).toThrow(reason);
  });

  it("compares no more items in pairs than the schema allows", () => {
    const check = compileJsonSchema({ type: "array", uniqueItems: true, maxItems: 100 });
    expect(
      check([
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toBe('the whole breaks the rule "uniqueItems"');
    expect(check(Array.from({ length: 100_000 }, () => ({})))).toBe('the whole breaks the rule "maxItems"');
  });

  it.each([
    ["date", "2024-02-29", "2023-02-29"],
    ["time", "23:59:60Z", "24:00:00Z"],
    ["date-time", "2024-01-31T10:00:00.5+01:00", "2024-01-32T10:00:00Z"],
    ["email", "a.b@example.org", "a@b"],
    ["uri", "https://example.org/a?b#c", "example.org/a b"],
    ["uuid", "123e4567-e89b-12d3-a456-426614174000", "123e4567"],
  ])("knows the format %s", (format, valid, invalid) => {
    const check = compileJsonSchema({ type: "string", format });
    expect(check(valid)).toBeNull();
    expect(check(invalid)).toBe('the whole breaks the rule "format"');
  });
});
