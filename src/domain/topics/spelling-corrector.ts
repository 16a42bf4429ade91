/** Shorter words are left alone: too many others are near them. */
const LENGTH_MIN = 5;
const LENGTH_DIFFERENCE_MAX = 2;
/** From this share of common trigrams (Dice) a word is taken for a misspelling. */
const MISSPELLING_MIN = 0.5;

/** The first of the words that are spelled most like the given one; null where none is near enough. */
export type SpellingCorrector = (word: string) => string | null;

/** Corrects to one of these words, by the character trigrams that they share. The trigrams of the words are read at the first question. */
export function createSpellingCorrector(words: readonly string[]): SpellingCorrector {
  let known: TrigramIndex | null = null;
  const shared = new Int32Array(words.length);
  return (word) => {
    if (word.length < LENGTH_MIN) {
      return null;
    }
    known ??= indexTrigrams(words);
    const trigrams = readTrigrams(word);
    shared.fill(0);
    for (const trigram of trigrams) {
      for (const number of known.words.get(trigram) ?? []) {
        shared[number] = (shared[number] ?? 0) + 1;
      }
    }
    let best: string | null = null;
    let bestShare = 0;
    for (let number = 0; number < words.length; number += 1) {
      const candidate = words[number] ?? "";
      const share = (2 * (shared[number] ?? 0)) / (trigrams.size + (known.counts[number] ?? 0));
      if (share >= MISSPELLING_MIN && share > bestShare && Math.abs(word.length - candidate.length) <= LENGTH_DIFFERENCE_MAX) {
        best = candidate;
        bestShare = share;
      }
    }
    return best;
  };
}

/** The trigrams of the words that are long enough. */
interface TrigramIndex {
  /** Numbers of the words that have a trigram. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** How many trigrams each word has. */
  readonly counts: Int32Array;
}

function indexTrigrams(words: readonly string[]): TrigramIndex {
  const wordsOf = new Map<string, number[]>();
  const counts = new Int32Array(words.length);
  words.forEach((word, number) => {
    const trigrams = word.length < LENGTH_MIN ? new Set<string>() : readTrigrams(word);
    counts[number] = trigrams.size;
    for (const trigram of trigrams) {
      const list = wordsOf.get(trigram) ?? [];
      wordsOf.set(trigram, list);
      list.push(number);
    }
  });
  return { words: wordsOf, counts };
}

function readTrigrams(word: string): ReadonlySet<string> {
  const padded = `^${word}$`;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= padded.length; i += 1) {
    trigrams.add(padded.slice(i, i + 3));
  }
  return trigrams;
}
