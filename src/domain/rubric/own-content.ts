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
  const isContent = vocabulary.remember(isContentWord);
  const stemOf = vocabulary.remember(stemWord);
  let kept: { readonly answer: TextView; readonly request: TextView; readonly own: readonly number[] } | null = null;
  const read: OwnContentReader = (answer, request) => {
    const asked = new Set(request.contentNumbers().map(stemOf));
    const words = answer.numbers();
    const isTakenOver = new Uint8Array(words.length);
    const row = { start: 0, stems: new Set<string>() };
    const closeRow = (end: number): void => {
      if (isWithoutMatter(row.stems.size, asked.size)) {
        isTakenOver.fill(1, row.start, end);
      }
      row.stems.clear();
    };
    words.forEach((word, place) => {
      if (!isContent(word)) {
        return;
      }
      const stem = stemOf(word);
      if (!asked.has(stem)) {
        closeRow(place);
        return;
      }
      if (row.stems.size === 0) {
        row.start = place;
      }
      row.stems.add(stem);
    });
    closeRow(words.length);
    return vocabulary.contentOf(words.filter((_word, place) => isTakenOver[place] === 0));
  };
  return (answer, request) => {
    if (kept?.answer !== answer || kept.request !== request) {
      kept = { answer, request, own: read(answer, request) };
    }
    return kept.own;
  };
}

/** Of a row of so many different words of a request that has so many. */
function isWithoutMatter(different: number, asked: number): boolean {
  return different >= ROW_WORDS_MIN || (different >= WHOLE_ROW_WORDS_MIN && different >= WHOLE_ROW_SHARE_MIN * asked);
}
