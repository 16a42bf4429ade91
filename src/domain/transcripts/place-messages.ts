import { canonicalJson } from "../scenarios/canonical-json.ts";
import type { ToolCall } from "../scenarios/tool-call.ts";
import { cleanMessage } from "../text/clean-message.ts";
import { isSpoken } from "./is-spoken.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

/** An episode's conversation as it was played. */
export interface PlayedTranscript {
  /** The opening and every reply: one more than there are moves. */
  readonly observations: readonly string[];
  readonly moves: readonly PlayedMove[];
}

export interface PlayedMove {
  readonly message: string;
  readonly toolCalls: readonly ToolCall[];
  /** The message as the engine read it: what a caller's history is compared with. */
  readonly heard: string;
}

/** A move as the transcript keeps it: cleaned once, compared at every later turn. */
export function toPlayedMove(move: { readonly message: string; readonly toolCalls: readonly ToolCall[] }): PlayedMove {
  return { message: move.message, toolCalls: move.toolCalls, heard: cleanMessage(move.message) };
}

/** What a caller's messages mean for an episode. */
export type Placement =
  | { readonly kind: "next"; readonly message: string; readonly toolCalls: readonly ToolCall[] }
  | { readonly kind: "replay"; readonly turn: number }
  | { readonly kind: "turn_conflict"; readonly expectedTurn: number }
  /** `index` is the first of the caller's messages that differs from what was played. */
  | { readonly kind: "history_mismatch"; readonly index: number }
  | { readonly kind: "no_move" };

interface Line {
  readonly text: string;
  readonly tools: string;
}

/**
 * Places a caller's messages in an episode. The last one is the policy's move; those before it are the whole history (with or without the opening) or its
 * latest part, or absent. Speakers are told apart by position, never by role. The policy's own earlier lines are compared as the engine read them, since
 * chat templates drop `<think>` blocks from history; the persona's lines must be the ones that were said.
 * A lone move that equals the last one is a retry, unless `turn` says which turn is meant.
 */
export function placeMessages(messages: readonly TranscriptMessage[], turn: number | null, played: PlayedTranscript): Placement {
  const spoken = messages.map((message, index) => ({ ...message, index })).filter((message) => isSpoken(message));
  const move = spoken.at(-1);
  if (!move || move.index !== messages.length - 1) {
    return { kind: "no_move" };
  }
  const stored = toLines(played);
  const history = spoken.slice(0, -1);
  const moveLine: Line = { text: cleanMessage(move.content), tools: toolsText(move.toolCalls) };
  const next = stored.length;
  const fits = (position: number) =>
    position >= history.length && history.every((message, at) => isSame(message, stored, position - history.length + at));
  const place = (position: number): Placement => {
    if (position === next) {
      return { kind: "next", message: move.content, toolCalls: move.toolCalls };
    }
    const there = stored[position];
    return there?.text === moveLine.text && there.tools === moveLine.tools
      ? { kind: "replay", turn: (position + 1) / 2 }
      : { kind: "turn_conflict", expectedTurn: (next + 1) / 2 };
  };

  if (turn !== null) {
    const position = 2 * turn - 1;
    if (position > next) {
      return { kind: "turn_conflict", expectedTurn: (next + 1) / 2 };
    }
    return fits(position) ? place(position) : { kind: "history_mismatch", index: firstDifference(history, stored, position) };
  }
  if (history.length === 0 && next > 1 && place(next - 2).kind === "replay") {
    return place(next - 2);
  }
  for (let position = next; position >= 1; position -= 2) {
    if (fits(position)) {
      return place(position);
    }
  }
  return history.length > next
    ? { kind: "turn_conflict", expectedTurn: (next + 1) / 2 }
    : { kind: "history_mismatch", index: firstDifference(history, stored, likelyPosition(history, stored)) };
}

/** Opening, move, reply, move, reply, …: the persona stands at even positions. */
function toLines(played: PlayedTranscript): readonly Line[] {
  return played.observations.flatMap((observation, index) => {
    const move = played.moves[index - 1];
    const line = { text: observation.trim(), tools: "" };
    return move ? [{ text: move.heard, tools: toolsText(move.toolCalls) }, line] : [line];
  });
}

function toolsText(toolCalls: readonly ToolCall[]): string {
  return toolCalls.length === 0 ? "" : canonicalJson(toolCalls);
}

/** Whether a message of the caller's history is the one that stands at the position. */
function isSame(message: TranscriptMessage, stored: readonly Line[], position: number): boolean {
  const line = stored[position];
  if (line === undefined || message.content === line.text) {
    return line !== undefined;
  }
  return (position % 2 === 0 ? message.content.trim() : cleanMessage(message.content)) === line.text;
}

/** Where a history that fits nowhere was most likely meant to stand: as the whole one where its length allows, else at the end. */
function likelyPosition(history: readonly TranscriptMessage[], stored: readonly Line[]): number {
  const withOpening = history.length % 2 === 1;
  const whole = withOpening ? history.length : history.length + 1;
  const starts = isSame(history[0] ?? { role: "", content: "", toolCalls: [] }, stored, withOpening ? 0 : 1);
  return whole <= stored.length && (starts || whole === stored.length) ? whole : stored.length;
}

function firstDifference(
  history: readonly (TranscriptMessage & { readonly index: number })[],
  stored: readonly Line[],
  position: number,
): number {
  const differing = history.find((message, at) => !isSame(message, stored, position - history.length + at));
  return differing?.index ?? 0;
}
