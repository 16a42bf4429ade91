/** How many n-grams a text has, and how many of them have stood there, or in another text, before. */
export interface NgramCount {
  readonly total: number;
  readonly repeated: number;
}

/**
 * Counts the word n-grams of a text that are repetitions: of an earlier n-gram of the same text or, where `known` is given, of one of that text.
 * Exact (hashes only say where to look) and linear.
 */
export function countRepeatedNgrams(words: readonly string[], ngramWords: number, known: readonly string[] | null): NgramCount {
  const total = Math.max(0, words.length - ngramWords + 1);
  const table = createNgramTable(ngramWords, (known ?? words).length);
  let repeated = 0;
  if (known === null) {
    const hashes = hashNgrams(words, ngramWords);
    for (let start = 0; start < total; start += 1) {
      repeated += table.add(words, start, hashes[start] ?? 0) ? 0 : 1;
    }
    return { total, repeated };
  }
  const knownHashes = hashNgrams(known, ngramWords);
  for (let start = 0; start < knownHashes.length; start += 1) {
    table.add(known, start, knownHashes[start] ?? 0);
  }
  const hashes = hashNgrams(words, ngramWords);
  for (let start = 0; start < total; start += 1) {
    repeated += table.has(words, start, hashes[start] ?? 0) ? 1 : 0;
  }
  return { total, repeated };
}

const WORD_FACTOR = 0x01000193;
const NGRAM_FACTOR = 0x9e3779b1;

function hashNgrams(words: readonly string[], ngramWords: number): Int32Array {
  const wordHashes = Int32Array.from(words, hashWord);
  const hashes = new Int32Array(Math.max(0, words.length - ngramWords + 1));
  let outgoingFactor = 1;
  for (let count = 1; count < ngramWords; count += 1) {
    outgoingFactor = Math.imul(outgoingFactor, NGRAM_FACTOR);
  }
  let rolling = 0;
  for (let end = 0; end < words.length; end += 1) {
    const start = end - ngramWords + 1;
    rolling = (Math.imul(rolling, NGRAM_FACTOR) + (wordHashes[end] ?? 0)) | 0;
    if (start >= 0) {
      hashes[start] = rolling;
      rolling = (rolling - Math.imul(outgoingFactor, wordHashes[start] ?? 0)) | 0;
    }
  }
  return hashes;
}

/** FNV-1a over the UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(index), WORD_FACTOR);
  }
  return hash;
}

interface NgramTable {
  /** False where the same n-gram was added before. */
  add(words: readonly string[], start: number, hash: number): boolean;
  has(words: readonly string[], start: number, hash: number): boolean;
}

/** Open addressing over the places of n-grams of one text. */
function createNgramTable(ngramWords: number, capacity: number): NgramTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(8, capacity * 2)));
  const places = new Int32Array(size).fill(-1);
  let owner: readonly string[] = [];
  const locate = (words: readonly string[], start: number, hash: number): number => {
    let cell = ((hash ^ (hash >>> 15)) >>> 0) & (size - 1);
    for (;;) {
      const place = places[cell] ?? -1;
      if (place < 0 || isSameNgram(owner, place, words, start, ngramWords)) {
        return cell;
      }
      cell = (cell + 1) & (size - 1);
    }
  };
  return {
    add(words, start, hash) {
      owner = words;
      const cell = locate(words, start, hash);
      if (places[cell] !== -1) {
        return false;
      }
      places[cell] = start;
      return true;
    },
    has: (words, start, hash) => places[locate(words, start, hash)] !== -1,
  };
}

function isSameNgram(
  left: readonly string[],
  leftStart: number,
  right: readonly string[],
  rightStart: number,
  length: number,
): boolean {
  for (let offset = 0; offset < length; offset += 1) {
    if (left[leftStart + offset] !== right[rightStart + offset]) {
      return false;
    }
  }
  return true;
}
