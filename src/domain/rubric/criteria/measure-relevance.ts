import type { WordVectors } from "../../topics/word-vectors.ts";
import { contentWords } from "../content-words.ts";
import { type Measure, notApplicable } from "../finding.ts";

/** Content words of a text whose directions are averaged, in the order of their first use. */
const AVERAGED_WORDS_MAX = 120;
/** Texts of unrelated matters, and of the same matter, have about such cosines: the share rises in a straight line between. */
const COSINE_UNRELATED = 0.3;
const COSINE_SAME_MATTER = 0.85;

/** Nearness of meaning: cosine of the mean directions of the content words of request and answer, 0 at 0.3 and below, 1 at 0.85 and above. */
export function measureRelevance(vectors: WordVectors): Measure {
  return ({ answer, request }) => {
    const asked = meanDirection(vectors, request.words());
    const said = asked === null ? null : meanDirection(vectors, answer.words());
    if (asked === null || said === null) {
      return notApplicable("request or answer has no content word of known meaning");
    }
    const cosine = cosineOf(asked, said);
    const share = (cosine - COSINE_UNRELATED) / (COSINE_SAME_MATTER - COSINE_UNRELATED);
    return { met: Math.min(1, Math.max(0, share)), explanation: `cosine of request and answer ${cosine.toFixed(2)}` };
  };
}

/** Null where no word is known. */
function meanDirection(vectors: WordVectors, words: readonly string[]): Float64Array | null {
  const sum = new Float64Array(vectors.dimensions);
  let count = 0;
  for (const word of contentWords(words)) {
    const vector = vectors.find(word);
    if (vector !== null) {
      addDirection(sum, vector);
      count += 1;
    }
    if (count === AVERAGED_WORDS_MAX) {
      break;
    }
  }
  return count === 0 ? null : sum;
}

function addDirection(sum: Float64Array, vector: Int8Array): void {
  let squares = 0;
  for (let index = 0; index < vector.length; index += 1) {
    const value = vector[index] ?? 0;
    squares += value * value;
  }
  const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
  for (let index = 0; index < vector.length; index += 1) {
    sum[index] = (sum[index] ?? 0) + (vector[index] ?? 0) * scale;
  }
}

function cosineOf(left: Float64Array, right: Float64Array): number {
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (let index = 0; index < left.length; index += 1) {
    const a = left[index] ?? 0;
    const b = right[index] ?? 0;
    product += a * b;
    leftSquares += a * a;
    rightSquares += b * b;
  }
  return leftSquares === 0 || rightSquares === 0 ? 0 : product / Math.sqrt(leftSquares * rightSquares);
}
