import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";

/** A message as its row has it; members beyond these are kept, so that they can be written back. */
export interface PairMessage {
  readonly role: string;
  /** A text, a list of blocks of which those with a `text` count, or nothing. */
  readonly content?: string | readonly Readonly<Record<string, unknown>>[] | null | undefined;
  readonly [further: string]: unknown;
}

/** One side of a row: a plain text, or the messages of a conversation. */
export type PairText = string | readonly PairMessage[];

/** Two answers to one request, the first of them preferred by the row's label. All three are texts, or all three are lists of messages. */
export type PreferencePair = PlainPair | MessagesPair;

export interface PlainPair {
  readonly prompt: string;
  readonly chosen: string;
  readonly rejected: string;
}

export interface MessagesPair {
  readonly prompt: readonly PairMessage[];
  readonly chosen: readonly PairMessage[];
  readonly rejected: readonly PairMessage[];
}

/** What a pair's prompt and answers are written as. */
export const PAIR_FORMS = ["texts", "messages"] as const;
export type PairForm = (typeof PAIR_FORMS)[number];

export function formOf(pair: PreferencePair): PairForm {
  return isPlain(pair) ? "texts" : "messages";
}

/** The conversation that ends with one of the two answers, as the scoring services take it. Calls of tools are not judged. */
export function toConversation(pair: PreferencePair, side: "chosen" | "rejected"): readonly TranscriptMessage[] {
  if (isPlain(pair)) {
    return [toSpoken({ role: "user", content: pair.prompt }), toSpoken({ role: "assistant", content: pair[side] })];
  }
  return [...pair.prompt, ...pair[side]].map(toSpoken);
}

/** The text that was asked last. */
export function lastRequestOf(pair: PreferencePair): string {
  return isPlain(pair) ? pair.prompt : textOf(pair.prompt.at(-1));
}

/** Characters of an answer, all its messages together. */
export function answerLength(pair: PreferencePair, side: "chosen" | "rejected"): number {
  return isPlain(pair) ? pair[side].length : pair[side].reduce((sum, message) => sum + textOf(message).length, 0);
}

function isPlain(pair: PreferencePair): pair is PlainPair {
  return typeof pair.prompt === "string";
}

function toSpoken(message: PairMessage): TranscriptMessage {
  return { role: message.role, content: textOf(message), toolCalls: [] };
}

function textOf(message: PairMessage | undefined): string {
  const content = message?.content;
  if (typeof content === "string") {
    return content;
  }
  return (content ?? []).flatMap((block) => (typeof block["text"] === "string" ? [block["text"]] : [])).join("\n");
}
