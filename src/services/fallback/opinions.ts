import type { ModelFlag, ModelQuestion } from "../../ports/reward-model.ts";
import type { Caller } from "../caller.ts";
import type { AnsweringSource, SourceAttempt } from "../scoring/answering-source.ts";

/** Candidates that must stand on one scale: one conversation, a pair, a group. Plain data: it may come from another thread. */
export interface OpinionAsk {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  /** Lower-case hex digest of the scenario. */
  readonly scenarioDigest: string;
  /** `single`, a `pair` whose difference alone matters, or a `group`. */
  readonly shape: "single" | "pair" | "group";
  readonly candidates: readonly OpinionCandidate[];
}

export interface OpinionCandidate {
  readonly question: ModelQuestion;
  /** The rubric's reward, 0..1; null: it has none. */
  readonly rubricReward: number | null;
}

/** One candidate as the source that answers sees it. */
export interface CandidateOpinion {
  /** On the source's own scale. */
  readonly raw: number;
  /** 0..1: the raw score through the source's calibration; before gates and penalties. */
  readonly reward: number;
  /** By dimension, 0..1; null: the source knows none. */
  readonly scores: Readonly<Record<string, number | null>> | null;
  /** 0..1; null: it states none. */
  readonly confidence: number | null;
  readonly flags: readonly ModelFlag[];
}

/** What the fallback says of all candidates: one source for all of them, so that nothing but the candidates themselves differs. */
export interface Opinion {
  readonly source: AnsweringSource;
  /** Of the calibration that was applied; null: the source is not calibrated here. */
  readonly calibration: string | null;
  /** One a candidate, in their order. */
  readonly candidates: readonly CandidateOpinion[];
  /** On the log-odds scale: σ(strength of one − strength of another) is the probability that people prefer the one. */
  readonly strengths: readonly number[];
  /** How many votes the opinion on a pair is worth, ≥ 0. */
  readonly worthVotes: number;
  readonly attempts: readonly SourceAttempt[];
  /** What every source that answered said, whether or not it was used: what calibration learns from. */
  readonly heard: readonly HeardSource[];
}

/** What one source said of the candidates. */
export interface HeardSource {
  readonly sourceId: string;
  readonly kind: AnsweringSource["kind"];
  readonly revision: string;
  /** One a candidate, on its own scale; null where it had nothing to say of that one. */
  readonly raws: readonly (number | null)[];
}

/** Nobody could say anything of some candidate. */
export interface NoOpinion {
  readonly candidates: null;
  readonly attempts: readonly SourceAttempt[];
}

/** Reward models, judges, the learned model and the rubric as one: the fallback. */
export interface Opinions {
  /** Whether asking could give anything but the rubric's own rewards on their own scale. Where false nobody need ask, and what is computed at once is answered at once. */
  mayDiffer(tenantId: string): boolean;
  /**
   * The best source that covers all candidates by the deadline (milliseconds since 1970; null: none). Never rejects. Where the rubric has a reward for every candidate there is always an opinion; it may be the rubric's.
   * @param skipped sources that may not answer (a test of the fallback); `*`: all but learned and rubric.
   */
  ask(caller: Caller, ask: OpinionAsk, deadlineAt: number | null, skipped: readonly string[]): Promise<Opinion | NoOpinion>;
}
