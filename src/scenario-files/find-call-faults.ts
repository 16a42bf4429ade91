import type { Condition } from "../domain/scenarios/condition.ts";
import type { Tool } from "../domain/scenarios/tool.ts";

/** What a condition expects of accepted calls that no accepted call can hold: a field that the tool does not have, an option that it does not offer. */
export function findCallFaults(condition: Condition | null, tools: readonly Tool[]): readonly string[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((part) => findCallFaults(part, tools));
    case "not":
      return findCallFaults(condition.of, tools);
    case "tool": {
      const tool = tools.find(({ id }) => id === condition.toolId);
      return tool === undefined
        ? []
        : Object.entries(condition.equals).flatMap(([field, value]) => whyNeverEqual(tool, field, value) ?? []);
    }
    default:
      return [];
  }
}

function whyNeverEqual(tool: Tool, field: string, value: unknown): string | null {
  const fields = tool.type === "decision" ? ["value"] : Object.keys(tool.jsonSchema.properties);
  if (!fields.includes(field)) {
    return `"${field}" is no field of a call of ${tool.id} (${fields.join(", ")})`;
  }
  const options = optionsOf(tool, field);
  return options === null || options.some((option) => option === value)
    ? null
    : `${JSON.stringify(value)} is no option of ${tool.id} (${options.join(", ")})`;
}

/** What the field may be; null where it is not limited to a list. */
function optionsOf(tool: Tool, field: string): readonly string[] | null {
  if (tool.type === "decision") {
    return tool.options;
  }
  const property = tool.jsonSchema.properties[field];
  return property?.type === "string" ? (property.enum ?? null) : null;
}
