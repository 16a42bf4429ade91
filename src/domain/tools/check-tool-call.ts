import type { Tool, ToolFieldSchema } from "../scenarios/tool.ts";
import type { ToolCall } from "../scenarios/tool-call.ts";

/** Whether a call fits its tool; `detail` tells the policy what to mend. */
export type ToolCheck =
  | { readonly accepted: true; readonly toolId: string; readonly input: Readonly<Record<string, unknown>> }
  | { readonly accepted: false; readonly detail: string };

/** Checks a call against the scenario's tools, by id or by name. Never throws: a bad call is the policy's mistake, not the trainer's. */
export function checkToolCall(call: ToolCall, tools: readonly Tool[]): ToolCheck {
  const tool = tools.find((candidate) => candidate.id === call.name) ?? tools.find((candidate) => candidate.name === call.name);
  if (!tool) {
    return {
      accepted: false,
      detail: `no tool "${short(call.name)}"; there is ${tools.map((candidate) => candidate.id).join(", ") || "none"}`,
    };
  }
  if (tool.type === "decision") {
    const value = call.input["value"];
    return typeof value === "string" && tool.options.includes(value)
      ? { accepted: true, toolId: tool.id, input: { value } }
      : { accepted: false, detail: `input.value must be one of ${tool.options.join(", ")}` };
  }
  const input: Record<string, unknown> = {};
  for (const field of tool.jsonSchema.required ?? []) {
    if (!Object.hasOwn(call.input, field)) {
      return { accepted: false, detail: `input.${field} is missing` };
    }
  }
  for (const [field, value] of Object.entries(call.input)) {
    const schema = Object.hasOwn(tool.jsonSchema.properties, field) ? tool.jsonSchema.properties[field] : undefined;
    const problem = schema === undefined ? "is not a property of the tool" : problemWith(value, schema);
    if (problem !== null) {
      return { accepted: false, detail: `input.${short(field)} ${problem}` };
    }
    input[field] = value;
  }
  return { accepted: true, toolId: tool.id, input };
}

function problemWith(value: unknown, schema: ToolFieldSchema): string | null {
  switch (schema.type) {
    case "string":
      return problemWithText(value, schema);
    case "number":
    case "integer":
      return problemWithNumber(value, schema);
    case "boolean":
      return typeof value === "boolean" ? null : "must be true or false";
    case "array":
      return problemWithList(value, schema);
  }
}

/** Characters a text may have where the schema states no bound. */
const TEXT_CHARACTERS_MAX = 20_000;
/** Items a list may have where the schema states no bound. */
const LIST_ITEMS_MAX = 100;

function problemWithText(value: unknown, schema: Extract<ToolFieldSchema, { type: "string" }>): string | null {
  if (typeof value !== "string") {
    return "must be a string";
  }
  const maxLength = schema.maxLength ?? TEXT_CHARACTERS_MAX;
  if (value.length > maxLength) {
    return `must have at most ${maxLength} characters`;
  }
  return schema.enum && !schema.enum.includes(value) ? `must be one of ${schema.enum.join(", ")}` : null;
}

function problemWithNumber(value: unknown, schema: Extract<ToolFieldSchema, { type: "number" | "integer" }>): string | null {
  if (typeof value !== "number" || !Number.isFinite(value) || (schema.type === "integer" && !Number.isInteger(value))) {
    return `must be a ${schema.type === "integer" ? "whole number" : "finite number"}`;
  }
  if (value < (schema.minimum ?? Number.NEGATIVE_INFINITY) || value > (schema.maximum ?? Number.POSITIVE_INFINITY)) {
    return `must be between ${schema.minimum ?? "-∞"} and ${schema.maximum ?? "∞"}`;
  }
  return null;
}

function problemWithList(value: unknown, schema: Extract<ToolFieldSchema, { type: "array" }>): string | null {
  const maxItems = schema.maxItems ?? LIST_ITEMS_MAX;
  if (!Array.isArray(value) || value.length > maxItems) {
    return `must be a list of at most ${maxItems} texts`;
  }
  const options = schema.items.enum;
  const bad = value.some(
    (item) => typeof item !== "string" || item.length > TEXT_CHARACTERS_MAX || (options !== undefined && !options.includes(item)),
  );
  return bad ? `must hold texts${options ? ` of ${options.join(", ")}` : ""}` : null;
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
