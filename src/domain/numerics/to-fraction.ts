const UINT32_COUNT = 2 ** 32;

/** A draw of 32 bits as a fraction, 0 ≤ fraction < 1, without rounding: uniform where the draw is. */
export function toFraction(uint32: number): number {
  return uint32 / UINT32_COUNT;
}
