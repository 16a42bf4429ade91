import type { WordVectors } from "../../topics/word-vectors.ts";
import { findingOf, type Measure, notApplicable } from "../finding.ts";
import type { OwnContentReader } from "../own-content.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** Content words of a text whose directions are averaged, in the order of their first use. */
const AVERAGED_WORDS_MAX = 80;
/**
 * With the shipped vectors an answer to another request has a cosine of about 0.05 (-0.3 to 0.3), one to the request of 0.25 to 0.75. The share rises in a straight
 * line between.
 */
const COSINE_UNRELATED = 0.05;
const COSINE_SAME_MATTER = 0.55;

/**
 * Nearness of meaning: cosine of the mean directions of the content words of request and answer, 0 at 0.05 and below, 1 at 0.55 and above. What the answer only
 * takes over from the request is not read; an answer that is nothing else has a share of 0.
 */
export function measureRelevance(vectors: WordVectors, vocabulary: Vocabulary, readOwnContent: OwnContentReader): Measure {
  const directionOf = vocabulary.remember((word) => findDirection(vectors, word));
  /** Null where no word is known. */
  const meanDirection = (numbers: readonly number[]): Float64Array | null => {
    const directions: Direction[] = [];
    for (const number of numbers) {
      const direction = directionOf(number);
      if (direction !== null) {
        directions.push(direction);
      }
      if (directions.length === AVERAGED_WORDS_MAX) {
        break;
      }
    }
    return directions.length === 0 ? null : sumOf(directions, vectors.dimensions);
  };
  return ({ answer, request }) => {
    const asked = meanDirection(request.contentNumbers());
    const said = asked === null ? null : meanDirection(readOwnContent(answer, request));
    if (asked === null || said === null) {
      return asked !== null && meanDirection(answer.contentNumbers()) !== null
        ? findingOf(false, "the answer only says the request again")
        : notApplicable("request or answer has no content word of known meaning");
    }
    const cosine = cosineOf(asked, said);
    const share = (cosine - COSINE_UNRELATED) / (COSINE_SAME_MATTER - COSINE_UNRELATED);
    return { met: Math.min(1, Math.max(0, share)), explanation: `cosine of request and answer ${cosine.toFixed(2)}` };
  };
}

interface Direction {
  readonly vector: Int8Array;
  /** Makes the vector one of length 1. */
  readonly scale: number;
}

function findDirection(vectors: WordVectors, word: string): Direction | null {
  const vector = vectors.find(word);
  if (vector === null) {
    return null;
  }
  const squares = vector.reduce((sum, value) => sum + value * value, 0);
  return squares === 0 ? null : { vector, scale: 1 / Math.sqrt(squares) };
}

/** Four at a time, which takes half as long, and added in their order. */
function sumOf(directions: readonly Direction[], dimensions: number): Float64Array {
  const sum = new Float64Array(dimensions);
  const nothing = { vector: new Int8Array(dimensions), scale: 0 };
  for (let index = 0; index < directions.length; index += 4) {
    const [a = nothing, b = nothing, c = nothing, d = nothing] = directions.slice(index, index + 4);
    addFour(sum, a, b, c, d);
  }
  return sum;
}

function addFour(sum: Float64Array, a: Direction, b: Direction, c: Direction, d: Direction): void {
  for (let index = 0; index < sum.length; index += 1) {
    const first = (sum[index] ?? 0) + (a.vector[index] ?? 0) * a.scale;
    const second = first + (b.vector[index] ?? 0) * b.scale;
    const third = second + (c.vector[index] ?? 0) * c.scale;
    sum[index] = third + (d.vector[index] ?? 0) * d.scale;
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
