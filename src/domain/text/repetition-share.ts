import { readCodes } from "./read-codes.ts";

/** Characters that are read: repetition shows early, and the time this takes has a bound. */
const READ_CHARACTERS_MAX = 1000;
/** Words that make up a phrase. */
const PHRASE_WORDS = 3;
/** Hash: FNV-1a, 32 bits. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
/** Emptied for each text as far as it needs: one made anew for every answer would be memory to collect. */
const PLACES = new Uint32Array(2 ** Math.ceil(Math.log2(READ_CHARACTERS_MAX + 2)));

/**
 * The share of three-word phrases in the first 1,000 characters of a text that stood there before, 0..1; 0 where there is no phrase. For watching: words are what stands between characters up to the space, phrases are compared by hash,
 * and case counts.
 */
export function repetitionShare(text: string): number {
  const head = text.length > READ_CHARACTERS_MAX ? text.slice(0, READ_CHARACTERS_MAX) : text;
  const end = head.length;
  const codes = readCodes(head);
  // A phrase takes two characters a word at least, so that half the places stay free. An own table: a Set costs five times as much.
  const places = 2 ** Math.ceil(Math.log2(end + 2));
  PLACES.fill(0, 0, places);
  let distinct = 0;
  let beforeLast = 0;
  let last = 0;
  let word = SEED | 0;
  let start = 0;
  let words = 0;
  for (let at = 0; at <= end; at += 1) {
    const code = at < end ? (codes[at] ?? 0) : 0;
    if (code > 0x20) {
      word = Math.imul(word ^ code, PRIME);
    } else if (at === start) {
      start = at + 1;
    } else {
      words += 1;
      if (words >= PHRASE_WORDS) {
        distinct += enter(places - 1, Math.imul(Math.imul(beforeLast, PRIME) ^ last, PRIME) ^ word);
      }
      beforeLast = last;
      last = word;
      word = SEED | 0;
      start = at + 1;
    }
  }
  const phrases = Math.max(0, words - PHRASE_WORDS + 1);
  return phrases === 0 ? 0 : 1 - distinct / phrases;
}

/** Enters a hash into the places up to the last, which have room; 1 where it was not there, else 0. */
function enter(last: number, hash: number): 0 | 1 {
  // 0 is a free place.
  const entry = hash >>> 0 || 1;
  let at = (hash ^ (hash >>> 15)) & last;
  while (PLACES[at] !== 0) {
    if (PLACES[at] === entry) {
      return 0;
    }
    at = (at + 1) & last;
  }
  PLACES[at] = entry;
  return 1;
}
