import type { ToolCall } from "../scenarios/tool-call.ts";
import { dropThoughts } from "../text/drop-thoughts.ts";

/** What the policy said and called, as Markdown: without its thoughts, which the other speaker does not hear either, and each call as JSON behind the text. */
export function writeMove(text: string, toolCalls: readonly ToolCall[]): string {
  const calls = toolCalls.map(({ name, input }) => `\`\`\`json\n${JSON.stringify({ name, input }, null, 2)}\n\`\`\``);
  return [dropThoughts(text).trim(), ...calls].filter((part) => part !== "").join("\n\n");
}
