/** How a source's raw scores read as preferences for a scenario: P(a over b) = σ(kappa · (raw of a − raw of b)). */
export interface SourceScale {
  /** Log-odds a unit of raw score, ≥ 0. */
  readonly kappa: number;
  /** The raw score whose reward is one half: reward = σ(kappa · (raw − centre)). Only for sources whose raw score is no reward already. */
  readonly centre: number;
  /** How many votes the source's word on a pair is worth, ≥ 0. */
  readonly worthVotes: number;
  /** Null: nothing was learned here; the configured or default scale stands. */
  readonly revision: string | null;
  /** Votes show that its scores do not follow people's preferences: it has no weight. */
  readonly isDistrusted: boolean;
}

/** A source whose scale is asked for. */
export interface ScaledSource {
  readonly tenantId: string;
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly sourceId: string;
  readonly revision: string;
}

/** How far a source has agreed with people. */
export interface MeasuredAgreement {
  /** Share of decisive votes that agree with it, importance-weighted, 0..1. */
  readonly share: number;
  /** Lower end of its 90 % interval. */
  readonly lower: number;
  readonly votes: number;
}

/** What is known of how sources relate to people's votes. Answers at once, from memory. */
export interface Calibrations {
  /** Whether any source of the tenant has a learned scale. */
  hasAny(tenantId: string): boolean;
  /** The scale learned for the source; null: none was. */
  find(source: ScaledSource): SourceScale | null;
  /** Null: no votes on anything it has scored. */
  agreementOf(source: ScaledSource): MeasuredAgreement | null;
}
