/** One dimension's value with its explanation. Explanations carry counts and shares, never the scenario's own words. */
export interface DimensionScore {
  /** 0..1, or null where no value could be produced. */
  readonly value: number | null;
  readonly weight: number;
  readonly explanation: string;
}

/** How a conversation stands: every stage from the dimensions to the one number. */
export interface Assessment {
  /** Dimension keys in the collection's order. */
  readonly scores: Readonly<Record<string, DimensionScore>>;
  /** Weighted mean of the dimensions, before the gate, 0..1. */
  readonly weighted: number;
  /** What the minefields leave of it, 0..1. */
  readonly gate: number;
  /** weighted × gate, clipped to 0..1. */
  readonly reward: number;
}
