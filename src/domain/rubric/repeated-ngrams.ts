/** How many n-grams a text has, and how many of them have stood there, or in another text, before. */
export interface NgramCount {
  readonly total: number;
  readonly repeated: number;
}

/** The words of a text, or the numbers that a vocabulary gives them. */
export type WordSequence = readonly string[] | Int32Array;

/**
 * Counts the n-grams of a text that are repetitions: of an earlier n-gram of the same text or, where `known` is given, of one of that text. Both are words, or both
 * are numbers of one vocabulary. Exact (hashes only say where to look) and linear.
 */
export function countRepeatedNgrams(words: WordSequence, ngramWords: number, known: WordSequence | null): NgramCount {
  const total = Math.max(0, words.length - ngramWords + 1);
  if (total === 0) {
    return { total, repeated: 0 };
  }
  const numberOfWord = new Map<string, number>();
  const counted = toNumbers(words, numberOfWord);
  if (known === null) {
    return { total, repeated: addNgrams(createPlaces(counted, ngramWords)) };
  }
  const places = createPlaces(toNumbers(known, numberOfWord), ngramWords);
  addNgrams(places);
  const { cells } = places;
  const hashes = hashNgrams(counted, ngramWords);
  let repeated = 0;
  for (let start = 0; start < total; start += 1) {
    repeated += cells[locate(places, counted, start, hashes[start] ?? 0)] === 0 ? 0 : 1;
  }
  return { total, repeated };
}

function toNumbers(words: WordSequence, numberOfWord: Map<string, number>): Int32Array {
  if (words instanceof Int32Array) {
    return words;
  }
  return Int32Array.from(words, (word) => {
    const number = numberOfWord.get(word) ?? numberOfWord.size;
    numberOfWord.set(word, number);
    return number;
  });
}

const FACTOR = 0x9e3779b1;

/** Used again for every text: arrays of this size made anew would be memory to collect. */
let hashRoom = new Int32Array(0);
let cellRoom = new Int32Array(0);

/** A polynomial of the words' numbers, rolled on from place to place. Holds until it is called again. */
function hashNgrams(words: Int32Array, ngramWords: number): Int32Array {
  const count = Math.max(0, words.length - ngramWords + 1);
  if (hashRoom.length < count) {
    hashRoom = new Int32Array(2 * count);
  }
  const hashes = hashRoom.subarray(0, count);
  let outgoingFactor = 1;
  for (let power = 1; power < ngramWords; power += 1) {
    outgoingFactor = Math.imul(outgoingFactor, FACTOR);
  }
  let rolling = 0;
  for (let end = 0; end < words.length; end += 1) {
    const start = end - ngramWords + 1;
    rolling = (Math.imul(rolling, FACTOR) + (words[end] ?? 0) + 1) | 0;
    if (start >= 0) {
      hashes[start] = rolling;
      rolling = (rolling - Math.imul(outgoingFactor, (words[start] ?? 0) + 1)) | 0;
    }
  }
  return hashes;
}

/** Open addressing over the places of the n-grams of a source. A cell holds a place plus one; 0 where it is free. */
interface Places {
  readonly source: Int32Array;
  readonly ngramWords: number;
  readonly cells: Int32Array;
}

/** A quarter of the cells at most is used: nearly every n-gram that is new finds its first cell free. Holds until it is called again. */
function createPlaces(source: Int32Array, ngramWords: number): Places {
  const count = 2 ** Math.ceil(Math.log2(Math.max(8, source.length * 4)));
  if (cellRoom.length < count) {
    cellRoom = new Int32Array(count);
  }
  const cells = cellRoom.subarray(0, count);
  cells.fill(0);
  return { source, ngramWords, cells };
}

/** Adds all n-grams of the source; how many of them stood there before. */
function addNgrams(places: Places): number {
  const { source, cells } = places;
  const hashes = hashNgrams(source, places.ngramWords);
  let repeated = 0;
  for (let start = 0; start < hashes.length; start += 1) {
    const cell = locate(places, source, start, hashes[start] ?? 0);
    if (cells[cell] === 0) {
      cells[cell] = start + 1;
    } else {
      repeated += 1;
    }
  }
  return repeated;
}

/** The cell that holds the n-gram, or the free one that would. */
function locate({ source, ngramWords, cells }: Places, words: Int32Array, start: number, hash: number): number {
  const mask = cells.length - 1;
  let cell = (hash ^ (hash >>> 15)) & mask;
  for (;;) {
    const place = (cells[cell] ?? 0) - 1;
    if (place < 0 || isSameNgram(source, place, words, start, ngramWords)) {
      return cell;
    }
    cell = (cell + 1) & mask;
  }
}

function isSameNgram(left: Int32Array, leftStart: number, right: Int32Array, rightStart: number, length: number): boolean {
  for (let offset = 0; offset < length; offset += 1) {
    if (left[leftStart + offset] !== right[rightStart + offset]) {
      return false;
    }
  }
  return true;
}
