/** Nine decimals: sums of a few weights keep no noise that another order of addition would change. */
export function roundScore(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
