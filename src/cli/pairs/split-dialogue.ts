import type { PairMessage } from "./preference-pair.ts";

const DIALOGUE_START = /^\s*Human:/;
const SPEAKER = /(?:^|\n\n)(Human|Assistant):/g;

/** Whether a text is a dialogue in the form of HH-RLHF: `\n\nHuman: …\n\nAssistant: …`. */
export function isDialogue(text: string): boolean {
  return DIALOGUE_START.test(text);
}

/** The turns of such a dialogue, trimmed. A turn that has only been announced (`\n\nAssistant:` at the end) is a turn with an empty text. */
export function splitDialogue(dialogue: string): readonly PairMessage[] {
  const text = dialogue.trimStart();
  const marks = [...text.matchAll(SPEAKER)];
  return marks.map((mark, index) => ({
    role: mark[1] === "Human" ? "user" : "assistant",
    content: text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim(),
  }));
}
