import { z } from "@hono/zod-openapi";
import { stripThinking } from "../../../domain/chat-templates/strip-thinking.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import type { ToolCall } from "../../../domain/scenarios/tool-call.ts";
import type { TranscriptMessage } from "../../../domain/transcripts/transcript-message.ts";
import { TOOL_NAME_CHARACTERS_MAX, toToolCall } from "../../wire/tool-call.ts";

/** Items that one list may have: a long conversation of many tool calls has some thousands. */
const ITEMS_MAX = 10_000;
/** Calls that are looked at in one move, as on the routes of our own. */
const MOVE_CALLS_MAX = 64;
const MCP_PREFIX = /^mcp__.*?__/;

const PartSchema = z.looseObject({ type: z.string().nullish(), text: z.string().nullish(), refusal: z.string().nullish() });

/** An item of the Responses API: a message, a function call, and what else models and agents put between them. */
export const ResponsesItemSchema = z
  .looseObject({
    type: z
      .string()
      .nullish()
      .openapi({ description: "`message` where absent. What is neither a message nor a call is passed over." }),
    role: z.string().nullish(),
    content: z.union([z.string(), z.array(PartSchema)]).nullish(),
    name: z.string().nullish(),
    arguments: z.string().nullish().openapi({ description: "Of a function call: the text of a JSON object." }),
    call_id: z.string().nullish(),
  })
  .openapi("ResponsesItem");

/** A list of them. */
export const ResponsesItemsSchema = z.array(ResponsesItemSchema).max(ITEMS_MAX);

export type ResponsesItem = z.infer<typeof ResponsesItemSchema>;

/** What the policy said and called between two messages of others. */
export interface ResponsesMove extends TranscriptMessage {
  /** The `call_id` of each tool call, in their order; null where the call has none. */
  readonly callIds: readonly (string | null)[];
}

/** How items are read. */
export interface ItemTerms {
  readonly stripsThinking: boolean;
}

interface OpenMove {
  readonly texts: string[];
  readonly calls: { readonly call: ToolCall; readonly callId: string | null }[];
}

/**
 * The conversation that a row's input and the response make. All that the policy says and calls before somebody else speaks is one move. Reasoning and the outputs of tools are no words of either speaker and are left out.
 * The last message is always the policy's: a response without a word is silence, which is a move too.
 */
export function toConversation(
  input: string | readonly ResponsesItem[],
  output: readonly ResponsesItem[],
  terms: ItemTerms,
): readonly TranscriptMessage[] {
  const given: readonly ResponsesItem[] = typeof input === "string" ? [{ role: "user", content: input }] : input;
  return toMessages([...given, ...output], terms);
}

/** The move that a response is: what the policy said and called last in it. */
export function toMove(output: readonly ResponsesItem[], terms: ItemTerms): ResponsesMove {
  const last = toMessages(output, terms).at(-1);
  return { ...SILENCE, ...last };
}

const SILENCE: ResponsesMove = { role: "assistant", content: "", toolCalls: [], callIds: [] };

function toMessages(items: readonly ResponsesItem[], terms: ItemTerms): readonly (TranscriptMessage | ResponsesMove)[] {
  const messages: TranscriptMessage[] = [];
  let move: OpenMove | null = null;
  for (const item of items) {
    if (isOthers(item)) {
      if (move !== null) {
        messages.push(closeMove(move, terms));
        move = null;
      }
      messages.push({ role: item.role ?? "user", content: textOf(item), toolCalls: [] });
    } else if (isPolicys(item)) {
      move ??= { texts: [], calls: [] };
      addTo(move, item);
    }
  }
  return [...messages, move === null ? SILENCE : closeMove(move, terms)];
}

function kindOf({ type }: ResponsesItem): string {
  return type ?? "message";
}

function isOthers(item: ResponsesItem): boolean {
  return kindOf(item) === "message" && item.role !== "assistant";
}

function isPolicys(item: ResponsesItem): boolean {
  return kindOf(item) === "message" || kindOf(item) === "function_call";
}

function addTo({ texts, calls }: OpenMove, item: ResponsesItem): void {
  if (kindOf(item) === "message") {
    texts.push(textOf(item));
  } else if (calls.length < MOVE_CALLS_MAX) {
    calls.push({ call: toCall(item), callId: item.call_id ?? null });
  }
}

function closeMove({ texts, calls }: OpenMove, { stripsThinking }: ItemTerms): ResponsesMove {
  const text = texts.filter((part) => part !== "").join("\n");
  return {
    role: "assistant",
    content: stripsThinking ? stripThinking(text) : text,
    toolCalls: calls.map(({ call }) => call),
    callIds: calls.map(({ callId }) => callId),
  };
}

function textOf({ content }: ResponsesItem): string {
  return typeof content === "string" ? content : (content ?? []).map(({ text, refusal }) => text ?? refusal ?? "").join("");
}

/** Arguments that are no JSON object are the policy's mistake, not the trainer's: the call then has none, and the tool refuses it. */
function toCall({ name, arguments: given }: ResponsesItem): ToolCall {
  const plainName = (name ?? "").replace(MCP_PREFIX, "").slice(0, TOOL_NAME_CHARACTERS_MAX);
  try {
    return toToolCall({ function: { name: plainName, arguments: given ?? "" } }, "");
  } catch (error) {
    if (error instanceof InvalidRequestError) {
      return { name: plainName, input: {} };
    }
    throw error;
  }
}
