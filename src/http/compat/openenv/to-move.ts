import { InvalidRequestError } from "../../../domain/errors.ts";
import type { ToolCall } from "../../../domain/scenarios/tool-call.ts";
import { toToolCall } from "../../wire/tool-call.ts";
import type { OpenEnvAction } from "./openenv-contract.ts";

/** What the policy does in one turn. */
export interface OpenEnvMove {
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}

type SayAction = Extract<OpenEnvAction, { readonly content: unknown }>;

/** The move that an action means. Throws InvalidRequestError for what the contract cannot say. @param pointer of the action within the body. */
export function toMove(action: SayAction, messageCharactersMax: number, pointer: string): OpenEnvMove {
  const content = toText(action.content);
  if (content.length > messageCharactersMax) {
    const detail = `Has ${content.length} characters; at most ${messageCharactersMax} are allowed.`;
    throw new InvalidRequestError("The message is too long.", { errors: [{ pointer: `${pointer}/content`, detail }] });
  }
  const toolCalls = (action.tool_calls ?? []).map((call, index) => toToolCall(call, `${pointer}/tool_calls/${index}`));
  return { content, toolCalls };
}

/** A reply that happens to be JSON arrives parsed; its text is what the policy said. Text blocks are joined by line breaks. */
function toText(content: SayAction["content"]): string {
  if (content === null) {
    return "";
  }
  if (typeof content === "string") {
    return content;
  }
  if (Array.isArray(content) && content.length > 0 && content.every(isTextBlock)) {
    return content.map(({ text }) => text).join("\n");
  }
  return JSON.stringify(content);
}

function isTextBlock(value: unknown): value is { readonly text: string } {
  const block = value as { readonly type?: unknown; readonly text?: unknown } | null;
  return block !== null && typeof block === "object" && block.type === "text" && typeof block.text === "string";
}
