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

/** A stored move as the transcript keeps it: cleaned once, compared at every later turn. */
export function toPlayedMove(move: { readonly message: string; readonly toolCalls: readonly ToolCall[] }): PlayedMove {
  return { message: move.message, toolCalls: move.toolCalls, heard: cleanMessage(move.message) };
}

/** What a caller's messages mean for an episode. */
export type Placement =
  | { readonly kind: "next"; readonly message: string; readonly toolCalls: readonly ToolCall[] }
  | { readonly kind: "replay"; readonly turn: number }
  /** `isAhead`: the turn that is meant comes after the next one. Otherwise another move was played at it. */
  | { readonly kind: "turn_conflict"; readonly isAhead: boolean; readonly expectedTurn: number }
  /** `index` is the first of the caller's messages that differs from what was played. */
  | { readonly kind: "history_mismatch"; readonly index: number }
  | { readonly kind: "no_move" };

/** A line of the conversation by its place: opening, move, reply, move, reply, …: the persona stands at even places. */
interface PlayedLines {
  readonly count: number;
  /** Null behind the last line. */
  textAt(position: number): string | null;
  /** The move that stands there; null where the persona speaks and behind the last line. */
  moveAt(position: number): PlayedMove | null;
}

/** A caller's message with its place among all of them. */
interface SpokenMessage {
  readonly message: TranscriptMessage;
  readonly index: number;
}

/**
 * Places a caller's messages in an episode. The last one is the policy's move; those before it are the whole history (with or without the opening) or its
 * latest part, or absent. Speakers are told apart by position, never by role. The policy's own earlier lines are compared as the engine read them, since
 * chat templates drop `<think>` blocks from history; the persona's lines must be the ones that were said.
 * A lone move that equals the last one is a retry, unless `turn` says which turn is meant.
 */
export function placeMessages(messages: readonly TranscriptMessage[], turn: number | null, played: PlayedTranscript): Placement {
  const history: SpokenMessage[] = [];
  for (const [index, message] of messages.entries()) {
    if (isSpoken(message)) {
      history.push({ message, index });
    }
  }
  const move = history.pop();
  if (!move || move.index !== messages.length - 1) {
    return { kind: "no_move" };
  }
  const stored = linesOf(played);
  const next = stored.count;
  const conflict = (isAhead: boolean): Placement => ({ kind: "turn_conflict", isAhead, expectedTurn: (next + 1) / 2 });
  const fits = (position: number) =>
    position >= history.length && history.every(({ message }, at) => isSame(message, stored, position - history.length + at));
  const place = (position: number): Placement => {
    if (position === next) {
      return { kind: "next", message: move.message.content, toolCalls: move.message.toolCalls };
    }
    return isMove(move.message, stored.moveAt(position)) ? { kind: "replay", turn: (position + 1) / 2 } : conflict(false);
  };

  if (turn !== null) {
    const position = 2 * turn - 1;
    if (position > next) {
      return conflict(true);
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
    ? conflict(true)
    : { kind: "history_mismatch", index: firstDifference(history, stored, likelyPosition(history, stored)) };
}

/** Reads the lines where they are, so that a long conversation costs nothing before it is compared. */
function linesOf({ observations, moves }: PlayedTranscript): PlayedLines {
  const moveAt = (position: number) => (position % 2 === 0 ? null : (moves[(position - 1) / 2] ?? null));
  return {
    count: 2 * observations.length - 1,
    moveAt,
    textAt: (position) => (position % 2 === 0 ? (observations[position / 2]?.trim() ?? null) : (moveAt(position)?.heard ?? null)),
  };
}

function isMove(message: TranscriptMessage, move: PlayedMove | null): boolean {
  return (
    move !== null && cleanMessage(message.content) === move.heard && toolsText(message.toolCalls) === toolsText(move.toolCalls)
  );
}

function toolsText(toolCalls: readonly ToolCall[]): string {
  return toolCalls.length === 0 ? "" : canonicalJson(toolCalls);
}

/** Whether a message of the caller's history is the one that stands at the position. */
function isSame(message: TranscriptMessage, stored: PlayedLines, position: number): boolean {
  const text = stored.textAt(position);
  if (text === null || message.content === text) {
    return text !== null;
  }
  return (position % 2 === 0 ? message.content.trim() : cleanMessage(message.content)) === text;
}

/** Where a history that fits nowhere was most likely meant to stand: as the whole one where its length allows, else at the end. */
function likelyPosition(history: readonly SpokenMessage[], stored: PlayedLines): number {
  const withOpening = history.length % 2 === 1;
  const whole = withOpening ? history.length : history.length + 1;
  const first = history[0]?.message ?? { role: "", content: "", toolCalls: [] };
  const starts = isSame(first, stored, withOpening ? 0 : 1);
  return whole <= stored.count && (starts || whole === stored.count) ? whole : stored.count;
}

function firstDifference(history: readonly SpokenMessage[], stored: PlayedLines, position: number): number {
  const differing = history.find(({ message }, at) => !isSame(message, stored, position - history.length + at));
  return differing?.index ?? 0;
}
