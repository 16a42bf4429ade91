import type { Collection } from "../../../domain/scenarios/collection.ts";
import type { Tool } from "../../../domain/scenarios/tool.ts";

/** A tool as clients know it. */
export interface OrsTool {
  readonly name: string;
  readonly description: string;
  readonly input_schema: Readonly<Record<string, unknown>>;
}

/** The tool that plays a turn of the conversation. */
export const SEND_MESSAGE = "send_message";

const SEND_MESSAGE_TOOL: OrsTool = {
  name: SEND_MESSAGE,
  description:
    "Say something to the person you are talking with, and read their answer. Nothing else that you write reaches them.",
  input_schema: {
    type: "object",
    properties: { content: { type: "string", description: "What you say." } },
    required: ["content"],
  },
};

/** What may be called in a task: the conversation, and what else the scenario lets a policy do. */
export function toOrsTools(tools: readonly Tool[]): readonly OrsTool[] {
  return [SEND_MESSAGE_TOOL, ...tools.filter(({ id }) => id !== SEND_MESSAGE).map(toOrsTool)];
}

/** What may be called in every task of an environment. */
export function toSharedOrsTools({ scenarios }: Collection): readonly OrsTool[] {
  const [first = [], ...others] = [...scenarios.values()].map((scenario) => toOrsTools(scenario.public.tools));
  const written = others.map((tools) => new Set(tools.map((tool) => JSON.stringify(tool))));
  return first.filter((tool) => written.every((known) => known.has(JSON.stringify(tool))));
}

function toOrsTool(tool: Tool): OrsTool {
  const { id: name, description } = tool;
  if (tool.type === "artifact") {
    return { name, description, input_schema: { ...tool.jsonSchema } };
  }
  const value = { type: "string", enum: [...tool.options], description: "Your decision." };
  return { name, description, input_schema: { type: "object", properties: { value }, required: ["value"] } };
}
