import type { PolicyMove } from "../persona/persona-engine.ts";
import { rememberLast } from "../text/remember-last.ts";
import { isSpoken } from "./is-spoken.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

/** A finished conversation, told apart into what the policy did and what it heard, in order. */
export interface SpokenTranscript {
  /** Oldest first. Consecutive messages of the policy are one move, their texts joined by line breaks. */
  readonly moves: readonly PolicyMove[];
  /**
   * What the other speaker said before each move and after the last: one more than there are moves. Null where the conversation begins or ends with the policy,
   * empty where the other speaker kept silent.
   */
  readonly heard: readonly (string | null)[];
}

/**
 * Whose line is whose, in a conversation that was not played here. System, developer and tool messages are set aside. In this order: it begins with the scenario's
 * opening, so the other speaker has the first line, and speakers alternate unless two roles say otherwise; else the messages have several roles and the policy is
 * `assistant`; else the last line is the policy's and speakers alternate backwards.
 * @param opening the wordings of the scenario's opening; letter case and white space do not count.
 */
export function splitSpeakers(messages: readonly TranscriptMessage[], opening: readonly string[]): SpokenTranscript {
  if (last?.messages !== messages || last.opening !== opening) {
    last = { messages, opening, transcript: tellApart(messages, opening) };
  }
  return last.transcript;
}

/** A conversation is scored first, and then looked at by whoever watches. */
let last: {
  readonly messages: readonly TranscriptMessage[];
  readonly opening: readonly string[];
  readonly transcript: SpokenTranscript;
} | null = null;

function tellApart(messages: readonly TranscriptMessage[], opening: readonly string[]): SpokenTranscript {
  const spoken = joinAcrossTools(messages);
  const isPolicy = policyTest(spoken, opening);
  const moves: PolicyMove[] = [];
  const heard: (string | null)[] = [null];
  let index = 0;
  let isAfterMove = false;
  for (const message of spoken) {
    const isMove = isPolicy(message, index);
    const before = isAfterMove ? moves.at(-1) : undefined;
    if (!isMove) {
      const earlier = heard[moves.length] ?? null;
      heard[moves.length] = earlier === null ? message.content : joinTexts(earlier, message.content);
    } else if (before === undefined) {
      moves.push({ message: message.content, toolCalls: message.toolCalls });
      heard.push(null);
    } else {
      moves[moves.length - 1] = {
        message: joinTexts(before.message, message.content),
        toolCalls: [...before.toolCalls, ...message.toolCalls],
      };
    }
    isAfterMove = isMove;
    index += 1;
  }
  return { moves, heard };
}

/** Whose line each message is, told apart as `splitSpeakers` does it: the policy's (`assistant`), the other speaker's (`user`) or neither's (null). */
export function speakersOf(
  messages: readonly TranscriptMessage[],
  opening: readonly string[],
): readonly ("assistant" | "user" | null)[] {
  const lines = joinAcrossTools(messages);
  const isPolicy = policyTest(lines, opening);
  return numberLines(messages).map((number) => {
    const line = number === null ? undefined : lines[number];
    return line === undefined || number === null ? null : isPolicy(line, number) ? "assistant" : "user";
  });
}

/** The speakers' messages; those that a speaker continues after a tool's result are one, where roles tell the speakers apart. */
function joinAcrossTools(messages: readonly TranscriptMessage[]): readonly TranscriptMessage[] {
  if (messages.every(isSpoken)) {
    return messages;
  }
  const numbers = numberLines(messages);
  const joined: TranscriptMessage[] = [];
  for (const [index, message] of messages.entries()) {
    const number = numbers[index] ?? null;
    const before = number === null ? undefined : joined[number];
    if (before !== undefined) {
      const toolCalls = [...before.toolCalls, ...message.toolCalls];
      joined[joined.length - 1] = { ...before, content: joinTexts(before.content, message.content), toolCalls };
    } else if (number !== null) {
      joined.push(message);
    }
  }
  return joined;
}

/** Of each message the number of the line that it is, or continues; null: it is no speaker's. */
function numberLines(messages: readonly TranscriptMessage[]): readonly (number | null)[] {
  const rolesTell = new Set(messages.filter(isSpoken).map((message) => message.role)).size > 1;
  let number = -1;
  let role: string | null = null;
  let isAfterTool = false;
  return messages.map((message) => {
    if (!isSpoken(message)) {
      isAfterTool = message.role === "tool";
      return null;
    }
    if (!isAfterTool || !rolesTell || message.role !== role) {
      number += 1;
    }
    role = message.role;
    isAfterTool = false;
    return number;
  });
}

function policyTest(
  spoken: readonly TranscriptMessage[],
  opening: readonly string[],
): (message: TranscriptMessage, index: number) => boolean {
  const first = spoken[0];
  const { count: roleCount, hasAssistant } = countRoles(spoken);
  if (first && openingTest(opening)(first.content)) {
    return roleCount === 2 && mostlyAlternate(spoken)
      ? (message) => message.role !== first.role
      : (_message, index) => index % 2 === 1;
  }
  if (hasAssistant && roleCount > 1) {
    return (message) => message.role === "assistant";
  }
  return (_message, index) => (spoken.length - 1 - index) % 2 === 0;
}

/** How many different roles there are, told apart up to three, and whether one is `assistant`. */
function countRoles(spoken: readonly TranscriptMessage[]): { readonly count: number; readonly hasAssistant: boolean } {
  const [first] = spoken;
  let second: string | null = null;
  let hasThird = false;
  let hasAssistant = false;
  for (const { role } of spoken) {
    hasAssistant ||= role === "assistant";
    if (role !== first?.role) {
      second ??= role;
      hasThird ||= role !== second;
    }
  }
  return { count: hasThird ? 3 : second !== null ? 2 : Math.min(1, spoken.length), hasAssistant };
}

/** Whether at least half of the neighbouring messages have different roles: labels that hardly ever change are no labels. */
function mostlyAlternate(spoken: readonly TranscriptMessage[]): boolean {
  const changes = spoken.filter((message, index) => index > 0 && message.role !== spoken[index - 1]?.role).length;
  return 2 * changes >= spoken.length - 1;
}

/** Two texts of one speaker as one. */
export function joinTexts(before: string, after: string): string {
  return before === "" || after === "" ? before + after : `${before}\n${after}`;
}

const OPENING_TESTS = new WeakMap<readonly string[], (line: string) => boolean>();

/** Whether a line is one of the openings, which are read once for each scenario. */
function openingTest(opening: readonly string[]): (line: string) => boolean {
  const known = OPENING_TESTS.get(opening);
  if (known) {
    return known;
  }
  const plain = new Set(opening.map(toPlain));
  const test = rememberLast((line: string) => plain.has(toPlain(line)));
  OPENING_TESTS.set(opening, test);
  return test;
}

function toPlain(line: string): string {
  return line.trim().toLowerCase().replaceAll(/\s+/g, " ");
}
