/** Two candidates, the one with the smaller number first. */
export interface CandidatePair {
  readonly first: number;
  readonly second: number;
}

/**
 * The pairs of a maximum spanning tree (Prim): one fewer than there are candidates, together of the greatest worth, and such that everybody is connected with everybody
 * else, so that voters who work side by side learn of all candidates. Ties go to the candidates with the smaller numbers.
 * @param worthOf what a pair is worth; `null`: it cannot be asked. Where what can be asked does not connect all, each connected part has its own tree.
 */
export function spanningPairs(count: number, worthOf: (pair: CandidatePair) => number | null): readonly CandidatePair[] {
  const pairs: CandidatePair[] = [];
  const outside = new Set(Array.from({ length: count }, (_value, index) => index));
  const best = new Map<number, { readonly worth: number; readonly pair: CandidatePair }>();
  const reach = (inside: number) => {
    outside.delete(inside);
    best.delete(inside);
    for (const other of outside) {
      const pair = { first: Math.min(inside, other), second: Math.max(inside, other) };
      const worth = worthOf(pair);
      const known = best.get(other);
      if (worth !== null && (known === undefined || worth > known.worth)) {
        best.set(other, { worth, pair });
      }
    }
  };
  while (outside.size > 0) {
    const next = nextOf(best);
    if (next === null) {
      // Nothing connects what is left: another tree begins.
      reach(Math.min(...outside));
    } else {
      pairs.push(next.pair);
      reach(next.candidate);
    }
  }
  return pairs;
}

function nextOf(best: ReadonlyMap<number, { readonly worth: number; readonly pair: CandidatePair }>) {
  let next: { readonly candidate: number; readonly worth: number; readonly pair: CandidatePair } | null = null;
  for (const [candidate, { worth, pair }] of best) {
    if (next === null || worth > next.worth) {
      next = { candidate, worth, pair };
    }
  }
  return next;
}
