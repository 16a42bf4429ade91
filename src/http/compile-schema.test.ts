import { z } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { compileSchema } from "./compile-schema.ts";
import { describeIssues } from "./describe-issues.ts";

function createSchema() {
  return z.object({
    name: z.string().min(1).max(3),
    tags: z.array(z.string()).default([]),
    size: z.number().int().min(0).nullish(),
    content: z.union([z.string(), z.array(z.object({ type: z.literal("text"), text: z.string() }))]).optional(),
  });
}

const BAD = [
  {},
  null,
  [],
  "x",
  { name: 1 },
  { name: "long" },
  { name: "a", size: -0.5 },
  { name: "a", content: [{ type: "image" }] },
  { name: "a", tags: [1, 2] },
];

describe("compileSchema", () => {
  it("gives what the schema gives: defaults filled in, unknown members left out", async () => {
    const compiled = compileSchema(createSchema());
    expect(await compiled.safeParseAsync({ name: "abc", other: 1 })).toEqual({ success: true, data: { name: "abc", tags: [] } });
  });

  it.each(BAD.map((value) => [JSON.stringify(value), value]))(
    "finds the same faults as the schema itself: %s",
    async (_text, value) => {
      const plain = createSchema().safeParse(value);
      const compiled = await compileSchema(createSchema()).safeParseAsync(value);
      expect(compiled.success).toBe(false);
      expect(describeIssues(compiled.error?.issues ?? [], value)).toEqual(describeIssues(plain.error?.issues ?? [], value));
    },
  );

  it("throws at once where a schema cannot be compiled", () => {
    expect(() => compileSchema(z.string().refine(async () => true))).toThrow();
  });
});
