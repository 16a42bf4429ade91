import { z } from "@hono/zod-openapi";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { ToolCall } from "../../domain/scenarios/tool-call.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import { ToolCallSchema, toToolCall } from "./tool-call.ts";

const ROLE_CHARACTERS_MAX = 64;
const CONTENT_BLOCKS_MAX = 256;
const TOOL_CALLS_MAX = 64;

/** What the schemas of messages depend on. */
export interface MessageLimits {
  readonly messageCharactersMax: number;
  readonly transcriptMessagesMax: number;
}

/** The contract of a list of messages. */
export function createMessagesSchema({ messageCharactersMax, transcriptMessagesMax }: MessageLimits) {
  const text = z.string().max(messageCharactersMax);
  const block = z.object({ type: z.literal("text"), text });
  const message = z
    .object({
      role: z.string().max(ROLE_CHARACTERS_MAX).nullish().openapi({
        description:
          "`system`, `developer` and `tool` belong to neither speaker. Otherwise speakers are told apart by the opening, then by roles (the policy is `assistant`), then by position.",
      }),
      content: z
        .union([text, z.array(block).max(CONTENT_BLOCKS_MAX), z.null()], {
          error: `must be a text of at most ${messageCharactersMax} characters, a list of {"type": "text", "text": …} blocks, or null for silence`,
        })
        .optional()
        .openapi({ description: "The text, a list of text blocks (joined by line breaks), or null for silence." }),
      tool_calls: z.array(ToolCallSchema).max(TOOL_CALLS_MAX).nullish(),
    })
    .openapi("Message", { example: { role: "assistant", content: "I'm sorry to hear that. Where exactly does it hurt?" } });
  return z.array(message).min(1).max(transcriptMessagesMax);
}

export type WireMessages = z.infer<ReturnType<typeof createMessagesSchema>>;

const NO_CALLS: NonNullable<WireMessages[number]["tool_calls"]> = [];
const NO_TOOL_CALLS: readonly ToolCall[] = [];

/** Messages as the services know them. Throws InvalidRequestError, with pointers below `pointer`, for what the contract cannot say. */
export function toMessages(messages: WireMessages, limits: MessageLimits, pointer: string): readonly TranscriptMessage[] {
  return messages.map((message, index) => toMessage(message, limits, pointer, index));
}

/** @param listPointer where the list stands; put together with the place only where something is amiss. */
function toMessage(message: WireMessages[number], limits: MessageLimits, listPointer: string, index: number): TranscriptMessage {
  const content = toText(message.content);
  if (content.length > limits.messageCharactersMax) {
    const detail = `The blocks have ${content.length} characters together; at most ${limits.messageCharactersMax} are allowed.`;
    throw new InvalidRequestError("A message is too long.", { errors: [{ pointer: `${listPointer}/${index}/content`, detail }] });
  }
  const calls = message.tool_calls ?? NO_CALLS;
  const toolCalls: readonly ToolCall[] =
    calls.length === 0
      ? NO_TOOL_CALLS
      : calls.map((call, place) => toToolCall(call, `${listPointer}/${index}/tool_calls/${place}`));
  return { role: message.role ?? "", content, toolCalls };
}

function toText(content: WireMessages[number]["content"]): string {
  if (content === null || content === undefined) {
    return "";
  }
  return typeof content === "string" ? content : content.map((block) => block.text).join("\n");
}
