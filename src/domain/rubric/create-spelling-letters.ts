/** Room that is made at once for so many characters more. */
const GROWTH_CHARACTERS = 1_024;

/** The characters of many spellings as numbers: comparing those is faster than asking strings for them. */
export interface SpellingLetters {
  /** Whether the spelling that was added as that one, counted from 0, is what stands between two places. */
  isAt(added: number, codes: Uint8Array | Uint16Array, start: number, end: number): boolean;
  add(spelling: string): void;
  clear(): void;
}

/** Holds no spelling yet. */
export function createSpellingLetters(): SpellingLetters {
  let letters = new Uint16Array(0);
  /** Where each spelling ends and the next begins. */
  let ends: number[] = [];
  return {
    isAt(added, codes, start, end) {
      const from = added === 0 ? 0 : (ends[added - 1] ?? 0);
      return (ends[added] ?? 0) - from === end - start && isSameRun(letters, from, codes, start, end - start);
    },
    add(spelling) {
      const from = ends.at(-1) ?? 0;
      const end = from + spelling.length;
      if (letters.length < end) {
        const larger = new Uint16Array(2 * end + GROWTH_CHARACTERS);
        larger.set(letters);
        letters = larger;
      }
      copyCodes(spelling, 0, spelling.length, letters, from);
      ends.push(end);
    },
    clear() {
      ends = [];
    },
  };
}

/** Writes the UTF-16 units of a text from `start` to before `end` into an array from `at` on. The place after the last. */
function copyCodes(text: string, start: number, end: number, codes: Uint16Array, at: number): number {
  for (let index = start; index < end; index += 1) {
    codes[at + index - start] = text.charCodeAt(index);
  }
  return at + end - start;
}

function isSameRun(
  left: Uint16Array,
  leftStart: number,
  right: Uint8Array | Uint16Array,
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
