/** Characters that are read: repetition shows early, and the time this takes has a bound. */
const READ_CHARACTERS_MAX = 4000;
/** Words that make up a phrase. */
const PHRASE_WORDS = 3;
/** Hash: FNV-1a, 32 bits. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * The share of three-word phrases in the first 4,000 characters of a text that stood there before, 0..1; 0 where there is no phrase. For watching: words are what stands between characters up to the space, phrases are compared by hash,
 * and case counts.
 */
export function repetitionShare(text: string): number {
  const end = Math.min(text.length, READ_CHARACTERS_MAX);
  const seen = new Set<number>();
  let [beforeLast, last, word] = [0, 0, SEED];
  let words = 0;
  for (let at = 0; at <= end; at += 1) {
    const code = at < end ? text.charCodeAt(at) : 0;
    if (code > 0x20) {
      word = Math.imul(word ^ code, PRIME);
    } else if (word !== SEED) {
      words += 1;
      if (words >= PHRASE_WORDS) {
        seen.add(Math.imul(Math.imul(beforeLast, PRIME) ^ last, PRIME) ^ word);
      }
      [beforeLast, last, word] = [last, word, SEED];
    }
  }
  const phrases = Math.max(0, words - PHRASE_WORDS + 1);
  return phrases === 0 ? 0 : 1 - seen.size / phrases;
}
