/** Two candidates, the one with the smaller number first. */
export interface CandidatePair {
  readonly first: number;
  readonly second: number;
}

/**
 * The pairs that make `kept` a maximum spanning tree (Prim): together of the greatest worth that can be had beside those kept, and such that everybody is connected with everybody else, so that voters who
 * work side by side learn of all candidates. Ties make a chain, not a star: among pairs of equal worth the one with the candidate reached last is taken,
 * so that no candidate is seen more often than the others before anything is known.
 * @param worthOf what a pair is worth; `null`: it cannot be asked. Where what can be asked does not connect all, each connected part has its own tree.
 * @param kept pairs that are part of the tree whatever they are worth; without a circle. They are not among the pairs returned.
 */
export function spanningPairs(
  count: number,
  worthOf: (pair: CandidatePair) => number | null,
  kept: readonly CandidatePair[] = [],
): readonly CandidatePair[] {
  const pairs: CandidatePair[] = [];
  const outside = new Set(Array.from({ length: count }, (_value, index) => index));
  const best = new Map<number, ReachablePair>();
  const offer = (inside: number, other: number) => {
    const pair = { first: Math.min(inside, other), second: Math.max(inside, other) };
    const worth = worthOf(pair);
    const known = best.get(other);
    if (worth !== null && (known === undefined || worth >= known.worth)) {
      best.set(other, { worth, pair });
    }
  };
  const reach = (candidate: number) => {
    const reached = outsideReachedFrom(candidate, kept, outside);
    for (const inside of reached) {
      best.delete(inside);
    }
    for (const inside of reached) {
      for (const other of outside) {
        offer(inside, other);
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

interface ReachablePair {
  readonly worth: number;
  readonly pair: CandidatePair;
}

/** Takes the candidate out of those outside, and with it all that the kept pairs tie to it. */
function outsideReachedFrom(candidate: number, kept: readonly CandidatePair[], outside: Set<number>): readonly number[] {
  const reached = [candidate];
  outside.delete(candidate);
  for (const inside of reached) {
    for (const { first, second } of kept) {
      const other = first === inside ? second : second === inside ? first : inside;
      if (outside.delete(other)) {
        reached.push(other);
      }
    }
  }
  return reached;
}

function nextOf(best: ReadonlyMap<number, ReachablePair>) {
  let next: (ReachablePair & { readonly candidate: number }) | null = null;
  for (const [candidate, { worth, pair }] of best) {
    if (next === null || worth > next.worth) {
      next = { candidate, worth, pair };
    }
  }
  return next;
}
