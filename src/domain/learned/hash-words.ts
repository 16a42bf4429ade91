import { tokeniseWords } from "../text/tokenise-words.ts";

/** Words of an answer that are read, newest message first. */
const WORDS_MAX = 400;
/** No text of so many characters is needed to find that many words; what stands behind is dropped unread. */
const CHARACTERS_MAX = 8000;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 0x20;

/** Single words and pairs of neighbours, as hashes, with how much there is of each. */
export interface HashedWords {
  /** Unsigned 32-bit, ascending, each once. */
  readonly hashes: Uint32Array;
  /** ln(1 + count) of each; the vector has length 1, or no entry. */
  readonly values: Float32Array;
}

/** Mixes an integer so that each bit of the result depends on each bit of it: MurmurHash3's fmix32 (Appleby 2011). Unsigned 32-bit. */
export function mixHash(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** FNV-1a over a text's code units, mixed. Unsigned 32-bit. */
export function hashText(text: string): number {
  return mixHash(addText(FNV_OFFSET, text));
}

/** The words and pairs of neighbouring words of an answer's messages, the first 400 from the newest message on backwards. No pair spans two messages. */
export function hashWords(messages: readonly string[]): HashedWords {
  const counts = new Map<number, number>();
  let wordsLeft = WORDS_MAX;
  for (let index = messages.length - 1; index >= 0 && wordsLeft > 0; index -= 1) {
    const words = tokeniseWords((messages[index] ?? "").slice(0, CHARACTERS_MAX)).slice(0, wordsLeft);
    wordsLeft -= words.length;
    countGrams(words, counts);
  }
  const hashes = Uint32Array.from(counts.keys()).sort();
  const values = new Float32Array(hashes.length);
  let squares = 0;
  for (const [index, hash] of hashes.entries()) {
    const value = Math.log1p(counts.get(hash) ?? 0);
    values[index] = value;
    squares += value * value;
  }
  const norm = Math.sqrt(squares);
  return { hashes, values: values.map((value) => value / norm) };
}

function countGrams(words: readonly string[], counts: Map<number, number>): void {
  let before: number | null = null;
  for (const word of words) {
    const start = addText(FNV_OFFSET, word);
    count(counts, mixHash(start));
    if (before !== null) {
      count(counts, mixHash(addText(before, word)));
    }
    before = Math.imul(start ^ SPACE, FNV_PRIME);
  }
}

function count(counts: Map<number, number>, hash: number): void {
  counts.set(hash, (counts.get(hash) ?? 0) + 1);
}

function addText(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return hash;
}
