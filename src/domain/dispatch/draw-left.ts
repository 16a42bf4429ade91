import type { Candidate } from "../questions/vote.ts";

/**
 * The candidate that stands left for that annotator: drawn, so that no side is favoured over all, and the same every time, so that a question handed out again looks
 * as it did.
 * @param sha256Hex lower-case hex SHA-256 of a text.
 */
export function drawLeft(sha256Hex: (text: string) => string, annotatorId: string, questionId: string): Candidate {
  return sha256Hex(`${annotatorId}\0${questionId}`).charAt(0) < "8" ? "a" : "b";
}
