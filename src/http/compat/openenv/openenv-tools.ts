import type { Tool } from "../../../domain/scenarios/tool.ts";

/** A tool as OpenEnv and MCP describe it; each writes the schema's name in its own way. */
export interface OpenEnvTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: Readonly<Record<string, unknown>>;
}

/** The tool by which a client that knows only tools plays a turn. */
export const SEND_MESSAGE = "send_message";

const SEND_MESSAGE_TOOL: OpenEnvTool = {
  name: SEND_MESSAGE,
  description: "Says something to the person you are talking with and returns the answer. One call is one turn.",
  inputSchema: {
    type: "object",
    properties: {
      content: { type: "string", description: "What you say." },
      tool_calls: {
        type: "array",
        description: 'Calls of the other tools, made in the same turn: {"name": …, "input": {…}}.',
        items: { type: "object", properties: { name: { type: "string" }, input: { type: "object" } }, required: ["name"] },
      },
    },
    required: ["content"],
  },
};

/** The tools of a scenario behind the one for speaking. A call of one of them alone is a turn without words. */
export function toOpenEnvTools(tools: readonly Tool[]): readonly OpenEnvTool[] {
  return [SEND_MESSAGE_TOOL, ...tools.filter(({ id }) => id !== SEND_MESSAGE).map(toOpenEnvTool)];
}

function toOpenEnvTool(tool: Tool): OpenEnvTool {
  const { id, description } = tool;
  return tool.type === "artifact"
    ? { name: id, description, inputSchema: { ...tool.jsonSchema } }
    : {
        name: id,
        description,
        inputSchema: {
          type: "object",
          properties: { value: { type: "string", enum: [...tool.options] } },
          required: ["value"],
        },
      };
}
