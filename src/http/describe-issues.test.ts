import { z } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { describeIssues, toJsonPointer } from "./describe-issues.ts";

function faultsOf(schema: z.ZodType, value: unknown) {
  const result = schema.safeParse(value);
  return describeIssues(result.error?.issues ?? [], value);
}

describe("describeIssues", () => {
  it("says where, the rule and what came instead", () => {
    expect(faultsOf(z.object({ a: z.array(z.number().max(3)) }), { a: [1, 9] })).toEqual([
      { pointer: "/a/1", detail: "Too big: expected number to be <=3; received 9." },
    ]);
  });

  it("says that a member is missing", () => {
    expect(faultsOf(z.object({ a: z.string() }), {})).toEqual([{ pointer: "/a", detail: "Missing: expected string." }]);
  });

  it("never repeats long values or the contents of objects", () => {
    const faults = faultsOf(z.object({ a: z.number(), b: z.number(), c: z.number() }), {
      a: "x".repeat(100),
      b: { secret: 1 },
      c: ["secret"],
    });
    expect(faults.map(({ detail }) => detail)).toEqual([
      "Expected number; received a text of 100 characters.",
      "Expected number; received an object.",
      "Expected number; received a list of 1.",
    ]);
  });

  it("explains a union by the branch that got furthest", () => {
    const schema = z.object({ content: z.union([z.string(), z.array(z.object({ type: z.literal("text") }))]) });
    expect(faultsOf(schema, { content: [{ type: "image" }] })[0]?.pointer).toBe("/content/0/type");
  });

  it("says what a union takes where the value is nothing of it", () => {
    const human = z.union([z.object({ votes: z.number() }), z.null()]);
    expect(faultsOf(z.object({ human }), { human: true })).toEqual([
      { pointer: "/human", detail: "Expected object or null; received true." },
    ]);
    expect(faultsOf(z.object({ human }), {})[0]?.detail).toBe("Missing: expected object or null.");
    const nested = z.union([z.union([z.string(), z.array(z.string())]), z.literal(["a", 1])]);
    expect(faultsOf(nested, true)[0]?.detail).toBe('Expected string or array or "a" or 1; received true.');
    expect(faultsOf(z.union([z.string(), z.number()], "must be a number, without a unit"), true)[0]?.detail).toBe(
      "Must be a number, without a unit; received true.",
    );
  });

  it("lists all faults of a union's only branch that takes such a value", () => {
    const schema = z.object({ config: z.union([z.strictObject({ weight: z.number(), name: z.string() }), z.null()]) });
    expect(faultsOf(schema, { config: { weight: "1", name: 2, wieght: 3 } })).toEqual([
      { pointer: "/config/weight", detail: 'Expected number; received "1".' },
      { pointer: "/config/name", detail: "Expected string; received 2." },
      { pointer: "/config", detail: 'Unrecognized key: "wieght"; received an object.' },
    ]);
  });

  it("says of a number that JSON can write and nothing can hold that it is too large", () => {
    expect(faultsOf(z.object({ seed: z.int() }), JSON.parse('{"seed": 1e400}'))).toEqual([
      { pointer: "/seed", detail: "Expected number; received a number that is too large." },
    ]);
  });

  it("lists the first 20", () => {
    expect(
      faultsOf(
        z.array(z.string()),
        Array.from({ length: 50 }, () => 1),
      ),
    ).toHaveLength(20);
  });

  it("escapes pointers by RFC 6901", () => {
    expect(toJsonPointer(["a/b", "m~n", 0])).toBe("/a~1b/m~0n/0");
    expect(toJsonPointer([])).toBe("");
  });
});
