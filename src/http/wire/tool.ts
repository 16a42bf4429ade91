import { z } from "@hono/zod-openapi";
import type { Tool } from "../../domain/scenarios/tool.ts";

/** A tool the policy may call beside its message. */
export const ToolSchema = z
  .object({
    id: z.string(),
    type: z.enum(["decision", "artifact"]),
    name: z.string(),
    mode: z.enum(["options", "json_schema"]),
    description: z.string(),
    json_schema: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: "Of an artifact: the schema its input must fit." }),
    options: z.array(z.string()).optional().openapi({ description: 'Of a decision: what its input {"value": …} may be.' }),
  })
  .openapi("Tool", {
    example: {
      id: "urgency",
      type: "decision",
      name: "urgency",
      mode: "options",
      description: "Decide how soon the person should be seen.",
      options: ["routine", "soon", "now"],
    },
  });

export function toWireTool(tool: Tool): z.infer<typeof ToolSchema> {
  const common = { id: tool.id, type: tool.type, name: tool.name, mode: tool.mode, description: tool.description };
  return tool.type === "decision"
    ? { ...common, options: [...tool.options] }
    : { ...common, json_schema: { ...tool.jsonSchema } };
}
