/**
 * How long somebody takes to vote, as multiples of a question's nominal seconds, so that votes on short and long questions say something about each other. Times
 * are taken to be log-logistic, which fits people's habit of now and then being very slow.
 */
export interface VotePace {
  readonly median: number;
  /** How alike the times are: the odds of having voted within x medians are x to that power. > 0 */
  readonly steepness: number;
}

/** The pace of somebody whose votes have that median and that upper quartile. */
export function paceOf(median: number, p75: number): VotePace {
  return { median, steepness: LN_ODDS_P75 / Math.log(Math.max(p75 / median, P75_RATIO_MIN)) };
}

/** ln(odds) of the upper quartile and of the 90th percentile. */
const LN_ODDS_P75 = Math.log(3);
const LN_ODDS_P90 = Math.log(9);
/** Nobody is so regular that the upper quartile is closer to the median. */
const P75_RATIO_MIN = 1.15;
/** Of somebody who has not voted yet, where nobody has. */
export const USUAL_PACE: VotePace = paceOf(1, 1.6);
/** How many votes the pace of the others is worth beside one's own. */
const PRIOR_VOTES = 5;

/**
 * The pace that somebody's votes show, drawn towards the others' as long as there are few.
 * @param multiples seconds taken ÷ nominal seconds, > 0, of each vote, in any order.
 */
export function fitVotePace(multiples: readonly number[], others: VotePace): VotePace {
  if (multiples.length === 0) {
    return others;
  }
  const sorted = multiples.toSorted((one, other) => one - other);
  const own = sorted.length / (sorted.length + PRIOR_VOTES);
  const merge = (ownValue: number, othersValue: number) => ownValue ** own * othersValue ** (1 - own);
  return paceOf(merge(quantileOf(sorted, 0.5), others.median), merge(quantileOf(sorted, 0.75), paceP75(others)));
}

/** The chance, 0..1, that a vote is given within that many multiples of the nominal seconds. */
export function finishChance({ median, steepness }: VotePace, multiple: number): number {
  return multiple <= 0 ? 0 : 1 / (1 + (median / multiple) ** steepness);
}

/** The multiple within which three of four votes are given. */
export function paceP75({ median, steepness }: VotePace): number {
  return median * Math.exp(LN_ODDS_P75 / steepness);
}

/** The multiple within which nine of ten votes are given. */
export function paceP90({ median, steepness }: VotePace): number {
  return median * Math.exp(LN_ODDS_P90 / steepness);
}

/** Between the two values nearest to that share of a sorted row. */
function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
