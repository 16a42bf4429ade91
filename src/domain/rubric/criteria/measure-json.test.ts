import { describe, expect, it } from "vitest";
import { assessCriterion } from "../../../../test/doubles/assess-criterion.ts";

const SCHEMA = { type: "object", required: ["price"], properties: { price: { type: "number" } } };
const assess = (answer: string, schema: Readonly<Record<string, unknown>> | null = SCHEMA) =>
  assessCriterion({ kind: "json", schema }, answer);

describe("the criterion json", () => {
  it("takes the whole answer, or the first fenced block", () => {
    expect(assess('{"price": 3}').met).toBe(1);
    expect(assess('Here you are:\n```json\n{"price": 3}\n```\nAnything else?').met).toBe(1);
    expect(assess('```\n{"price": 3}\n```').met).toBe(1);
    expect(assess('```python\n{"price": 3}\n```').met).toBe(0);
  });

  it("wants a document: a bare word or number is none", () => {
    expect(assess("3", null).met).toBe(0);
    expect(assess("[1, 2]", null).met).toBe(1);
    expect(assess('{"price": 3,}', null).met).toBe(0);
  });

  it("takes a bare value where the schema asks for one", () => {
    expect(assess("3", { type: "integer", maximum: 5 }).met).toBe(1);
    expect(assess('```json\n"refund"\n```', { enum: ["refund", "replace"] }).met).toBe(1);
    expect(assess("6", { type: "integer", maximum: 5 }).met).toBe(0);
    expect(assess("three", { type: "integer", maximum: 5 }).explanation).toBe("the answer is not JSON");
  });

  it("says where the schema is broken, and neither the value nor the schema's words", () => {
    expect(assess('{"price": "secret"}')).toMatchObject({
      met: 0,
      explanation: 'valid JSON, but "/price" breaks the rule "type"',
    });
    expect(assess("{}").explanation).toBe('valid JSON, but the whole breaks the rule "required"');
  });

  it("refuses what is nested too deeply instead of running out of stack", () => {
    expect(assess("[".repeat(50_000) + "]".repeat(50_000), null).met).toBe(0);
    expect([64, 65].map((depth) => assess("[".repeat(depth) + "]".repeat(depth), null).met)).toEqual([1, 0]);
    expect(assess(`["${"[".repeat(500)}"]`, null).met).toBe(1);
    expect(assess(`["\\"${"[".repeat(500)}"]`, null).met).toBe(1);
    expect(assess(`[${Array<string>(500).fill("[]").join(",")}]`, null).met).toBe(1);
  });
});
