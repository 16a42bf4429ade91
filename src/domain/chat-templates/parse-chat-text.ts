import type { ChatTemplate, TemplatedMessage } from "./chat-template.ts";
import { parseHarmony } from "./parse-harmony.ts";
import { trimLeadingSpecialTokens, trimTrailingSpecialTokens } from "./special-tokens.ts";

/** Templates that name the role in a header before every message. */
interface HeaderedStyle {
  readonly open: string;
  /** Ends the header. */
  readonly headerEnd: string;
  /** End the message. */
  readonly closes: readonly string[];
}

const HEADERED: Readonly<Partial<Record<ChatTemplate, HeaderedStyle>>> = {
  chatml: { open: "<|im_start|>", headerEnd: "\n", closes: ["<|im_end|>"] },
  phi4: { open: "<|im_start|>", headerEnd: "<|im_sep|>", closes: ["<|im_end|>"] },
  granite: { open: "<|start_of_role|>", headerEnd: "<|end_of_role|>", closes: ["<|end_of_text|>"] },
  llama3: { open: "<|start_header_id|>", headerEnd: "<|end_header_id|>", closes: ["<|eot_id|>", "<|eom_id|>"] },
  llama4: { open: "<|header_start|>", headerEnd: "<|header_end|>", closes: ["<|eot|>", "<|eom|>"] },
  gemma: { open: "<start_of_turn>", headerEnd: "\n", closes: ["<end_of_turn>"] },
};

/** Templates whose marks are roles by themselves; an empty role is text that belongs to nobody yet. */
const MARKED: Readonly<Partial<Record<ChatTemplate, readonly (readonly [mark: string, role: string])[]>>> = {
  mistral: [
    ["[SYSTEM_PROMPT]", "system"],
    ["[/SYSTEM_PROMPT]", ""],
    ["[INST]", "user"],
    ["[/INST]", "assistant"],
  ],
  deepseek: [
    ["<｜User｜>", "user"],
    ["<｜Assistant｜>", "assistant"],
    ["<｜end▁of▁sentence｜>", ""],
  ],
  // Phi, Zephyr, OLMo and Falcon write these, too.
  glm: [
    ["<|system|>", "system"],
    ["<|user|>", "user"],
    ["<|assistant|>", "assistant"],
    ["<|observation|>", "tool"],
  ],
};

/** What GLM's template puts behind the user's words where thinking is switched off. */
const SWITCH = /\/nothink$/;
const PLAIN_MARK = /^[ \t]*(system|user|human|assistant|ai)[ \t]*:[ \t]*/i;
/** A role is a word; what is longer is no header. */
const ROLE_CHARACTERS_MAX = 32;
const ROLE_NAMES = new Map([
  ["model", "assistant"],
  ["ai", "assistant"],
  ["human", "user"],
  ["ipython", "tool"],
]);

/**
 * The messages of a text that a chat template wrote, in order, the last one possibly unfinished or empty. Text before the first message is the rest of one whose
 * beginning was cut off: a user's where the policy answers it, else the system's. Never throws, whatever the text; the time it takes grows as the text does.
 */
export function parseChatText(text: string, template: ChatTemplate): readonly TemplatedMessage[] {
  const headered = HEADERED[template];
  if (headered !== undefined) {
    return parseHeadered(trimLeadingSpecialTokens(text), headered);
  }
  if (template === "harmony") {
    const { head, messages } = parseHarmony(trimLeadingSpecialTokens(text));
    return withHead(head, messages);
  }
  const marks = MARKED[template];
  return marks === undefined ? parsePlain(text) : parseMarked(trimLeadingSpecialTokens(text), marks);
}

function parseHeadered(text: string, { open, headerEnd, closes }: HeaderedStyle): readonly TemplatedMessage[] {
  const [head = "", ...parts] = text.split(open);
  const messages = parts.map((part) => {
    const endAt = part.slice(0, ROLE_CHARACTERS_MAX + headerEnd.length).indexOf(headerEnd);
    const named = (endAt < 0 ? part.slice(0, ROLE_CHARACTERS_MAX) : part.slice(0, endAt)).trim();
    const body = endAt < 0 ? "" : part.slice(endAt + headerEnd.length);
    return { role: toRole(named), content: cutAt(body, closes).trim() };
  });
  return withHead(cutAt(head, closes), messages);
}

function parseMarked(text: string, marks: readonly (readonly [string, string])[]): readonly TemplatedMessage[] {
  const messages: TemplatedMessage[] = [];
  let head = "";
  let role: string | null = null;
  // A mark at the very end opens a turn that nobody has taken.
  for (const { mark, content } of splitAtMarks(trimTrailingSpecialTokens(text), marks)) {
    const given = mark === null ? null : mark[1];
    if (given === null) {
      head = content;
    } else if (given !== "") {
      role = given;
      messages.push({ role, content: trimTrailingSpecialTokens(content).trim().replace(SWITCH, "") });
    }
  }
  return withHead(head, messages);
}

/** The text between marks, each with the mark before it; the first has none. */
function splitAtMarks(
  text: string,
  marks: readonly (readonly [string, string])[],
): readonly { readonly mark: readonly [string, string] | null; readonly content: string }[] {
  // The marks hold nothing that a pattern gives a meaning to, but for the brackets.
  const pattern = new RegExp(`(${marks.map(([mark]) => mark.replaceAll(/[[\]|/]/g, "\\$&")).join("|")})`);
  const parts = text.split(pattern);
  const pieces: { mark: readonly [string, string] | null; content: string }[] = [{ mark: null, content: parts[0] ?? "" }];
  for (let at = 1; at < parts.length; at += 2) {
    const mark = marks.find(([known]) => known === parts[at]) ?? null;
    pieces.push({ mark, content: parts[at + 1] ?? "" });
  }
  return pieces;
}

/** `User: …` and `Assistant: …` at the beginnings of lines; a text without them is one message of the user. */
function parsePlain(text: string): readonly TemplatedMessage[] {
  const messages: { role: string; lines: string[] }[] = [];
  const head: string[] = [];
  for (const line of trimLeadingSpecialTokens(text).split("\n")) {
    const mark = PLAIN_MARK.exec(line);
    if (mark !== null) {
      messages.push({ role: toRole(mark[1] ?? ""), lines: [line.slice(mark[0].length)] });
    } else {
      (messages.at(-1)?.lines ?? head).push(line);
    }
  }
  const parsed = messages.map(({ role, lines }) => ({ role, content: trimTrailingSpecialTokens(lines.join("\n")).trim() }));
  const before = trimTrailingSpecialTokens(head.join("\n"));
  return parsed.length === 0 ? [{ role: "user", content: before }] : withHead(before, parsed);
}

function withHead(head: string, messages: readonly TemplatedMessage[]): readonly TemplatedMessage[] {
  const content = head.trim();
  if (content === "") {
    return messages;
  }
  return [{ role: messages[0]?.role === "assistant" ? "user" : "system", content }, ...messages];
}

function cutAt(text: string, closes: readonly string[]): string {
  const found = closes.map((close) => text.indexOf(close)).filter((at) => at >= 0);
  return trimTrailingSpecialTokens(found.length === 0 ? text : text.slice(0, Math.min(...found)));
}

function toRole(named: string): string {
  const role = named.toLowerCase();
  return ROLE_NAMES.get(role) ?? role;
}
