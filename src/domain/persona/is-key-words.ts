import { classifySentence } from "../text/classify-sentence.ts";
import { tokeniseWords } from "../text/tokenise-words.ts";
import { weighWordRole } from "../topics/word-roles.ts";

const MARKS_AT_END = /[^\p{L}\p{N}]+$/u;

/** Whether a question is one by its mark alone, a row of key words without a word of grammar, of asking or of requesting: "Bladder?", "Police report?". */
export function isKeyWords(question: string): boolean {
  const words = tokeniseWords(question);
  return (
    words.length > 0 &&
    words.every((word) => weighWordRole(word) === 1) &&
    classifySentence(question.replace(MARKS_AT_END, "")) === "statement"
  );
}
