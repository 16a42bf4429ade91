import { describe, expect, it } from "vitest";
import type { Tool } from "../scenarios/tool.ts";
import { checkToolCall } from "./check-tool-call.ts";

const tools: readonly Tool[] = [
  { id: "verdict", type: "decision", mode: "options", name: "Verdict", description: "", options: ["approve", "deny"] },
  {
    id: "form",
    type: "artifact",
    mode: "json_schema",
    name: "Form",
    description: "",
    jsonSchema: {
      type: "object",
      required: ["title"],
      properties: {
        title: { type: "string", maxLength: 5 },
        level: { type: "integer", minimum: 1, maximum: 3 },
        share: { type: "number" },
        urgent: { type: "boolean" },
        tags: { type: "array", items: { type: "string", enum: ["a", "b"] }, maxItems: 2 },
      },
    },
  },
];
const check = (name: string, input: Record<string, unknown>) => checkToolCall({ name, input }, tools);

describe("checking a tool call", () => {
  it("accepts a tool by id or by name, and keeps only the value of a decision", () => {
    expect(check("verdict", { value: "deny", why: "x" })).toEqual({
      accepted: true,
      toolId: "verdict",
      input: { value: "deny" },
    });
    expect(check("Verdict", { value: "deny" })).toMatchObject({ accepted: true, toolId: "verdict" });
  });

  it("accepts a form that fits its schema", () => {
    expect(check("form", { title: "ok", level: 2, share: 0.5, urgent: false, tags: ["a"] }).accepted).toBe(true);
  });

  it.each([
    ["oven", {}, 'no tool "oven"; there is verdict, form'],
    ["verdict", {}, "input.value must be one of approve, deny"],
    ["form", {}, "input.title is missing"],
    ["form", { title: "too long" }, "input.title must have at most 5 characters"],
    ["form", { title: 1 }, "input.title must be a string"],
    ["form", { title: "ok", level: 1.5 }, "input.level must be a whole number"],
    ["form", { title: "ok", level: 4 }, "input.level must be between 1 and 3"],
    ["form", { title: "ok", share: Number.NaN }, "input.share must be a finite number"],
    ["form", { title: "ok", urgent: "yes" }, "input.urgent must be true or false"],
    ["form", { title: "ok", tags: ["c"] }, "input.tags must hold texts of a, b"],
    ["form", { title: "ok", tags: ["a", "b", "a"] }, "input.tags must be a list of at most 2 texts"],
    ["form", { title: "ok", other: 1 }, "input.other is not a property of the tool"],
    ["form", JSON.parse('{"title":"ok","__proto__":{"x":1}}'), "input.__proto__ is not a property of the tool"],
  ])("refuses %s %j and says why", (name, input, detail) => {
    expect(check(name, input)).toEqual({ accepted: false, detail });
  });
});
