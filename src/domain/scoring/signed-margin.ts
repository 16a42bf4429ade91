import { roundScore } from "./round-score.ts";

/** a − b to nine decimals. Swapping the two gives exactly the other sign, and equal values exactly 0. */
export function signedMargin(a: number, b: number): number {
  const size = roundScore(Math.abs(a - b));
  return size === 0 || a > b ? size : -size;
}
