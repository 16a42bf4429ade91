/** A source as the order of the fallback sees it. */
export interface OrderedSource {
  readonly id: string;
  readonly kind: "reward_model" | "judge" | "learned" | "rubric";
  /** How far it has agreed with people: the lower end of the interval, and of how many votes. Null: not measured. */
  readonly agreement: { readonly lower: number; readonly votes: number } | null;
}

/** Decisive votes from which on a measured agreement may change the order: half the width of a 90 % interval is below 0.12 by then. */
export const AGREEMENT_VOTES_MIN = 50;

const RANKS = { reward_model: 0, judge: 1, learned: 2, rubric: 3 } as const;

/**
 * The sources in the order in which they answer: reward models, judges, the learned model, the rubric; those of which enough is measured change places among themselves, so that what agrees best with people by the lower end of
 * its interval goes first. What is not measured keeps its place, and equals keep their order.
 */
export function orderSources(sources: readonly OrderedSource[]): readonly OrderedSource[] {
  const byKind = [...sources].sort((one, other) => RANKS[one.kind] - RANKS[other.kind]);
  const measured = byKind.filter(isMeasured).sort((one, other) => lowerOf(other) - lowerOf(one));
  return byKind.map((source) => (isMeasured(source) ? (measured.shift() ?? source) : source));
}

function isMeasured(source: OrderedSource): boolean {
  return source.agreement !== null && source.agreement.votes >= AGREEMENT_VOTES_MIN;
}

function lowerOf(source: OrderedSource): number {
  return source.agreement?.lower ?? 0;
}
