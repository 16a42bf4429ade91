/** Words of an answer that are read, newest message first. */
const WORDS_MAX = 400;
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

/** The words and pairs of neighbouring words of an answer's messages, the first 400 from the newest message on backwards. No pair spans two messages. @param messages the words of each, in their order. */
export function hashWords(messages: readonly (readonly string[])[]): HashedWords {
  const grams = new Uint32Array(2 * WORDS_MAX);
  let [wordCount, gramCount] = [0, 0];
  for (let index = messages.length - 1; index >= 0 && wordCount < WORDS_MAX; index -= 1) {
    let before: number | null = null;
    for (const word of messages[index] ?? []) {
      if (wordCount === WORDS_MAX) {
        break;
      }
      const start = addText(FNV_OFFSET, word);
      grams[gramCount++] = mixHash(start);
      if (before !== null) {
        grams[gramCount++] = mixHash(addText(before, word));
      }
      before = Math.imul(start ^ SPACE, FNV_PRIME);
      wordCount += 1;
    }
  }
  return weigh(grams.subarray(0, gramCount).sort());
}

/** ln(1 + count) of each, brought to length 1. @param sorted ascending, each as often as it occurs. */
function weigh(sorted: Uint32Array): HashedWords {
  const hashes = new Uint32Array(sorted.length);
  const values = new Float64Array(sorted.length);
  let [distinct, squares] = [0, 0];
  for (let start = 0; start < sorted.length; distinct += 1) {
    const hash = sorted[start] ?? 0;
    let end = start + 1;
    while (sorted[end] === hash) {
      end += 1;
    }
    const value = Math.log1p(end - start);
    hashes[distinct] = hash;
    values[distinct] = value;
    squares += value * value;
    start = end;
  }
  const norm = Math.sqrt(squares);
  return { hashes: hashes.slice(0, distinct), values: Float32Array.from(values.subarray(0, distinct), (value) => value / norm) };
}

function addText(start: number, text: string): number {
  let hash = start;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return hash;
}
