import { weighWordRole } from "../topics/word-roles.ts";

const WORD_LENGTH_MIN = 2;

/** Whether a word carries matter: none of grammar, of requesting or asking. Numbers do. */
export function isContentWord(word: string): boolean {
  return word.length >= WORD_LENGTH_MIN && weighWordRole(word) === 1;
}
