/** What has become of the rows so far: plain numbers, so that it can be written down and taken up again. */
export interface ScoreTally {
  /** Rows read: all that are not blank. */
  readonly rows: number;
  readonly written: number;
  /** No preference rows at all. */
  readonly bad: number;
  /** Pairs for which no value could be produced. */
  readonly unscored: number;
  /** The answer that the row prefers won, lost, or neither. */
  readonly agreed: number;
  readonly disagreed: number;
  readonly ties: number;
  /** Rows whose preferred answer is the longer one, and those whose answers are equally long: what preferring length would have got. */
  readonly longer: number;
  readonly equallyLong: number;
  /** Sum of the absolute margins of the scored pairs. */
  readonly marginSum: number;
}

export const EMPTY_TALLY: ScoreTally = {
  rows: 0,
  written: 0,
  bad: 0,
  unscored: 0,
  agreed: 0,
  disagreed: 0,
  ties: 0,
  longer: 0,
  equallyLong: 0,
  marginSum: 0,
};

/** The tally with these counted in. */
export function addToTally(tally: ScoreTally, counted: Partial<ScoreTally>): ScoreTally {
  const sum: Record<string, number> = { ...tally };
  for (const [name, count] of Object.entries(counted)) {
    sum[name] = (sum[name] ?? 0) + count;
  }
  return { ...tally, ...sum };
}
