import type { ToolCall } from "../scenarios/tool-call.ts";

/** One message of a conversation as a caller sends it. Speakers are told apart by position, never by role. */
export interface TranscriptMessage {
  readonly role: string;
  readonly content: string;
  readonly toolCalls: readonly ToolCall[];
}
