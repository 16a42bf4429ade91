import type { TemplatedMessage } from "./chat-template.ts";
import { trimTrailingSpecialTokens } from "./special-tokens.ts";

const START = "<|start|>";
const CHANNEL = "<|channel|>";
const HEADER_END = "<|message|>";
const CLOSES = ["<|end|>", "<|return|>", "<|call|>"];
const NAME = /^\s*([^\s<]*)/;
const CHANNEL_NAME = /^\s*([a-z]*)/;
const RECIPIENT = /\bto=/;
const ROLE_NAMES = new Map([
  ["developer", "system"],
  ["assistant", "assistant"],
  ["system", "system"],
  ["user", "user"],
]);

/**
 * The messages of a text in OpenAI's harmony format (gpt-oss; https://cookbook.openai.com/articles/openai-harmony). What an assistant says in a turn, on whatever channels, is one message: its analysis and its calls
 * of tools are thoughts, marked as such.
 * @returns without what stands before the first message, which is `head`.
 */
export function parseHarmony(text: string): { readonly head: string; readonly messages: readonly TemplatedMessage[] } {
  // Where the beginning was cut off, or the text is an answer alone, it begins on a channel.
  const whole = text.trimStart().startsWith(CHANNEL) ? START + text : text;
  const [head = "", ...parts] = whole.split(START);
  const messages: TemplatedMessage[] = [];
  for (const [index, part] of parts.entries()) {
    const message = readPart(part, index === parts.length - 1);
    const before = messages.at(-1);
    if (message.role === "assistant" && before?.role === "assistant") {
      messages[messages.length - 1] = { role: "assistant", content: joinLines(before.content, message.content) };
    } else {
      messages.push(message);
    }
  }
  return { head: cutAtEnd(head).trim(), messages };
}

/**
 * An answer in that format as one message, whatever it holds: marks by which somebody else would speak stay in it as text.
 * @param begun what the prompt wrote of it, from its header on.
 */
export function readHarmonyAnswer(begun: string, answer: string): TemplatedMessage {
  if (!(begun + answer).includes(HEADER_END) && !answer.trimStart().startsWith("<|")) {
    // Words alone: the trainer has taken the marks away.
    return { role: "assistant", content: cutAtEnd(answer).trim() };
  }
  const text = begun + (begun === "" ? answer.replace(/^\s*<\|start\|>/, "") : answer);
  const parts = text.split(START);
  const contents = parts.map((part, index) => {
    const { role, content } = readPart(part, index === parts.length - 1);
    return index === 0 || role === "assistant" ? content : START + part;
  });
  return { role: "assistant", content: contents.reduce(joinLines) };
}

/** A prompt without the answer that it begins, and that beginning; empty where it begins none. */
export function splitBegun(prompt: string): { readonly before: string; readonly begun: string } {
  const at = prompt.lastIndexOf(START);
  const last = at < 0 ? "" : prompt.slice(at + START.length);
  const isBegun = nameOf(last) === "assistant" && !CLOSES.some((close) => last.includes(close));
  return isBegun ? { before: prompt.slice(0, at), begun: last } : { before: prompt, begun: "" };
}

/** A part from its header on. One without a header is the assistant's words. */
function readPart(part: string, isLast: boolean): TemplatedMessage {
  const headerEnd = part.indexOf(HEADER_END);
  const header = headerEnd < 0 ? part : part.slice(0, headerEnd);
  const named = nameOf(header);
  const role = named === "" ? "assistant" : (ROLE_NAMES.get(named) ?? "tool");
  if (headerEnd < 0) {
    const isWords = !ROLE_NAMES.has(named);
    return isWords ? { role: "assistant", content: cutAtEnd(part).trim() } : { role, content: "" };
  }
  const body = part.slice(headerEnd + HEADER_END.length);
  const content = cutAtEnd(body).trim();
  const isThought = role === "assistant" && (channelOf(header) === "analysis" || RECIPIENT.test(header));
  if (!isThought || content === "") {
    return { role, content };
  }
  const isOpen = isLast && !CLOSES.some((close) => body.includes(close));
  return { role, content: isOpen ? `<think>${content}` : `<think>${content}</think>` };
}

/** Who speaks in `assistant<|channel|>commentary to=functions.book <|constrain|>json`. */
function nameOf(header: string): string {
  return NAME.exec(header)?.[1] ?? "";
}

/** On which channel; empty where none is named. */
function channelOf(header: string): string {
  const at = header.indexOf(CHANNEL);
  return at < 0 ? "" : (CHANNEL_NAME.exec(header.slice(at + CHANNEL.length))?.[1] ?? "");
}

function cutAtEnd(text: string): string {
  const ends = CLOSES.map((close) => text.indexOf(close)).filter((at) => at >= 0);
  return trimTrailingSpecialTokens(ends.length === 0 ? text : text.slice(0, Math.min(...ends)));
}

function joinLines(one: string, other: string): string {
  return one === "" || other === "" ? one + other : `${one}\n${other}`;
}
