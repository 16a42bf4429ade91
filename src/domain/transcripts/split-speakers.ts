import type { ToolCall } from "../scenarios/tool-call.ts";
import { isSpoken } from "./is-spoken.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

/** A finished conversation, told apart into what the policy did and what it answered last. */
export interface SpokenTranscript {
  readonly moves: readonly { readonly message: string; readonly toolCalls: readonly ToolCall[] }[];
  /** The other speaker's line before the policy's last move; empty where there is none. */
  readonly lastRequest: string;
}

/**
 * Whose line is whose, in a conversation that was not played here. In this order: it opens with a line of the scenario's opening, so speakers alternate from
 * there; else the messages have both roles and the policy is `assistant`; else the last line is the policy's and speakers alternate backwards.
 */
export function splitSpeakers(messages: readonly TranscriptMessage[], opening: readonly string[]): SpokenTranscript {
  const spoken = messages.filter(isSpoken);
  const isPolicy = policyTest(spoken, opening);
  const moves = spoken.filter(isPolicy);
  const lastMove = spoken.findLastIndex(isPolicy);
  const request = spoken.slice(0, Math.max(0, lastMove)).findLast((message, index) => !isPolicy(message, index));
  return { moves: moves.map(({ content, toolCalls }) => ({ message: content, toolCalls })), lastRequest: request?.content ?? "" };
}

function policyTest(
  spoken: readonly TranscriptMessage[],
  opening: readonly string[],
): (message: TranscriptMessage, index: number) => boolean {
  const first = spoken[0]?.content.trim();
  if (opening.some((line) => line.trim() === first)) {
    return (_message, index) => index % 2 === 1;
  }
  const roles = new Set(spoken.map((message) => message.role));
  if (roles.has("assistant") && roles.size > 1) {
    return (message) => message.role === "assistant";
  }
  return (_message, index) => (spoken.length - 1 - index) % 2 === 0;
}
