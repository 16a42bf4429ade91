import { type ChatTemplate, detectTemplate, type TemplatedMessage } from "./chat-template.ts";
import { parseChatText } from "./parse-chat-text.ts";
import { readHarmonyAnswer, splitBegun } from "./parse-harmony.ts";
import { trimLeadingSpecialTokens, trimTrailingSpecialTokens } from "./special-tokens.ts";

/**
 * The messages of a prompt and a policy's answer to it, the answer last and of the role `assistant`. An answer that the prompt began (`<think>`) is one with its
 * beginning. The answer is taken as it is: marks of a template that a policy writes into it make no messages.
 * @param prompt as a chat template wrote it.
 */
export function joinAnswer(prompt: string, answer: string, template: ChatTemplate | null): readonly TemplatedMessage[] {
  const found = template ?? detectTemplate(prompt);
  if (found === "harmony") {
    const { before, begun } = splitBegun(prompt);
    return [...parseChatText(before, found), readHarmonyAnswer(begun, answer)];
  }
  const before = parseChatText(prompt, found);
  const begun = before.at(-1);
  const ended = trimTrailingSpecialTokens(answer);
  if (begun?.role === "assistant") {
    const content = begun.content === "" ? ended.trim() : `${begun.content}\n${ended}`.trim();
    return [...before.slice(0, -1), { role: "assistant", content }];
  }
  return [...before, { role: "assistant", content: ended.trim() }];
}

/**
 * The messages of a prompt and its answer in one text. Where the text begins with the prompt, the answer is what comes after it; else (the prompt is unknown, was
 * cut off, or was changed by a tokenizer) the text is read by its template and ends with the answer. Never throws.
 * @param prompt null: unknown.
 * @param template null: the one whose marks come first.
 */
export function splitQuery(query: string, prompt: string | null, template: ChatTemplate | null): readonly TemplatedMessage[] {
  const whole = trimLeadingSpecialTokens(query);
  const known = prompt === null ? "" : trimLeadingSpecialTokens(prompt);
  if (known !== "" && whole.startsWith(known)) {
    return joinAnswer(known, whole.slice(known.length), template);
  }
  const messages = parseChatText(whole, template ?? detectTemplate(whole));
  // A text that says nothing of speakers is the answer by itself.
  return messages.length > 1 ? messages : [{ role: "assistant", content: messages[0]?.content ?? "" }];
}
