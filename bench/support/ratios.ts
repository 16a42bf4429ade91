/** A figure of each round of one contestant over that of another. Of one round after another: only what ran side by side is compared. */
export function ratios<Round>(
  above: readonly Round[],
  below: readonly Round[],
  value: (round: Round) => number,
): readonly number[] {
  return above.flatMap((round, index) => {
    const other = below[index];
    return other === undefined ? [] : [value(round) / value(other)];
  });
}
