/** Observed agreement less what chance gives, as a share of what it leaves; null where chance alone agrees always, or where nothing was observed (no number). */
export function beyondChance(observed: number, expected: number): number | null {
  return expected < 1 && !Number.isNaN(observed) ? (observed - expected) / (1 - expected) : null;
}
