import type { WordVectors } from "../../src/domain/topics/word-vectors.ts";

/** Knows no word: topics are then matched by spelling and lexicon alone. */
export const NO_WORD_VECTORS: WordVectors = { dimensions: 0, find: () => null };
