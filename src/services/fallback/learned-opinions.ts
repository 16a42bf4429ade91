import type { ModelMessage } from "../../ports/reward-model.ts";

/** What the learned model says of candidates with the same prompt. */
export type LearnedOpinion =
  | {
      readonly revision: string;
      /** One a candidate: differences are log-odds already. */
      readonly raws: readonly number[];
      /** One a candidate: the mean probability of being preferred to the scenario's reference answers, 0..1. */
      readonly rewards: readonly number[];
      /** Calibrated probability that people agree with its order, 0.5..1; for a single candidate with its side of one half. */
      readonly confidence: number;
    }
  | { readonly none: "inactive" | "abstained" };

/** A candidate as the learned model reads it. */
export interface LearnedCandidate {
  readonly messages: readonly ModelMessage[];
  /** What the scenario's rubric makes of it, 0..1; null: nothing. */
  readonly rubricReward: number | null;
}

/** The model that learns from the votes, as the fallback asks it. Answers at once, from memory; less than a millisecond a candidate. */
export interface LearnedOpinions {
  /** Whether it is active for any scenario of the tenant. */
  isActive(tenantId: string): boolean;
  judge(tenantId: string, collectionSlug: string, scenarioSlug: string, candidates: readonly LearnedCandidate[]): LearnedOpinion;
}
