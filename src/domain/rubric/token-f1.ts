/** F1 of two texts as bags of words: harmonic mean of precision and recall of their shared words, as SQuAD counts them. 0 where they share none. */
export function tokenF1(answer: readonly string[], reference: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of reference) {
    left.set(word, (left.get(word) ?? 0) + 1);
  }
  let shared = 0;
  for (const word of answer) {
    const count = left.get(word) ?? 0;
    if (count > 0) {
      shared += 1;
      left.set(word, count - 1);
    }
  }
  return shared === 0 ? 0 : (2 * shared) / (answer.length + reference.length);
}
