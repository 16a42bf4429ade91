import { stemWord } from "../text/stem-word.ts";
import { isContentWord } from "./is-content-word.ts";
import type { TextView } from "./text-view.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** So many different content words of the request, with none of the answer's own between them, are taken over and not taken up. */
const ROW_WORDS_MIN = 7;
/** So many are where they are nearly all that the request has; fewer stand in many a good short answer. */
const WHOLE_ROW_WORDS_MIN = 5;
const WHOLE_ROW_SHARE_MIN = 0.8;

/**
 * Reads the content words of an answer, by number, without long rows of the request's: a copy of the request, or a list of its words. Saying the request again is
 * not taking it up.
 */
export type OwnContentReader = (answer: TextView, request: TextView) => readonly number[];

/** A reader that keeps what it has read last, for the next criterion that asks for it. */
export function createOwnContentReader(vocabulary: Vocabulary): OwnContentReader {
  const findRows = createRowFinder(vocabulary);
  let kept: { readonly answer: TextView; readonly request: TextView; readonly own: readonly number[] } | null = null;
  return (answer, request) => {
    if (kept?.answer !== answer || kept.request !== request) {
      const rows = findRows(answer.numbers(), request.contentNumbers());
      kept = {
        answer,
        request,
        own: rows.length === 0 ? answer.contentNumbers() : vocabulary.contentOf(without(answer.numbers(), rows)),
      };
    }
    return kept.own;
  };
}

/** Places in a text's words, the end not included. */
interface Row {
  readonly start: number;
  readonly end: number;
}

const NO_MATTER = -2;
const OWN_MATTER = -1;

/** Finds the rows in which an answer's content words are the request's, nearly all of it or many of it, with none of its own between. By arrays, since every word of every answer is looked at. */
function createRowFinder(vocabulary: Vocabulary): (words: Int32Array, asked: readonly number[]) => readonly Row[] {
  const isContent = vocabulary.remember(isContentWord);
  const stemOf = vocabulary.remember(stemWord);
  /** For each word the text it was last looked at for, as counted here, and what it is there: the place of its stem among the request's, or one of the two above. */
  const lastText: number[] = [];
  const kinds: number[] = [];
  let text = 0;

  function kindOf(word: number, placeOfStem: ReadonlyMap<string, number>): number {
    while (lastText.length <= word) {
      lastText.push(0);
      kinds.push(NO_MATTER);
    }
    if (lastText[word] !== text) {
      lastText[word] = text;
      kinds[word] = isContent(word) ? (placeOfStem.get(stemOf(word)) ?? OWN_MATTER) : NO_MATTER;
    }
    return kinds[word] ?? NO_MATTER;
  }

  return (words, asked) => {
    text += 1;
    const placeOfStem = new Map<string, number>();
    for (const word of asked) {
      const stem = stemOf(word);
      if (!placeOfStem.has(stem)) {
        placeOfStem.set(stem, placeOfStem.size);
      }
    }
    if (placeOfStem.size < WHOLE_ROW_WORDS_MIN) {
      return [];
    }
    const lastRow = new Int32Array(placeOfStem.size);
    const rows: Row[] = [];
    let [row, start, different] = [1, 0, 0];
    for (let place = 0; place <= words.length; place += 1) {
      const kind = place === words.length ? OWN_MATTER : kindOf(words[place] ?? 0, placeOfStem);
      if (kind >= 0 && lastRow[kind] !== row) {
        lastRow[kind] = row;
        start = different === 0 ? place : start;
        different += 1;
      } else if (kind === OWN_MATTER && different > 0) {
        if (isWithoutMatter(different, placeOfStem.size)) {
          rows.push({ start, end: place });
        }
        row += 1;
        different = 0;
      }
    }
    return rows;
  };
}

function without(words: Int32Array, rows: readonly Row[]): Int32Array {
  const isInRow = new Uint8Array(words.length);
  for (const { start, end } of rows) {
    isInRow.fill(1, start, end);
  }
  return words.filter((_word, place) => isInRow[place] === 0);
}

/** Of a row of so many different words of a request that has so many. */
function isWithoutMatter(different: number, asked: number): boolean {
  return different >= ROW_WORDS_MIN || (different >= WHOLE_ROW_WORDS_MIN && different >= WHOLE_ROW_SHARE_MIN * asked);
}
