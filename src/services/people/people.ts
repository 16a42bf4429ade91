import type { FallbackWorth } from "../../domain/preference/fallback-worth.ts";
import type { MergedRatings } from "../../domain/preference/merge-ratings.ts";
import type { QuestionDimension } from "../../domain/questions/question.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import type { Comparison } from "../scoring/comparison.ts";
import type { HeardRaw } from "../scoring/kept-opinion.ts";
import type { HumanTerms } from "./human-terms.ts";

/** The scenario that people are asked about. */
export interface AskedScenario {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly scenarioTitle: string;
  /** The wordings of the scenario's opening, by which the speakers are told apart. */
  readonly opening: readonly string[];
}

/** A pair that the fallback has looked at. Plain data but for `later`: it may come from another thread. */
export interface PairAsk extends AskedScenario {
  /** The answer as it would be without people: it stands where they have nothing to say. */
  readonly comparison: Comparison;
  /** Where the fallback still thinks: its answer under the same id, in place of `comparison` once it is there. Null, which alone can be handed to another thread: there is none to come. */
  readonly later: Promise<Comparison> | null;
  readonly responseA: readonly TranscriptMessage[];
  readonly responseB: readonly TranscriptMessage[];
  /** What annotators may judge one by one beside the whole. */
  readonly dimensions: readonly QuestionDimension[];
  readonly human: HumanTerms;
}

/** Candidates that answer the same prompt, as the fallback sees them. */
export interface GroupAsk extends AskedScenario {
  readonly candidates: readonly {
    readonly messages: readonly TranscriptMessage[];
    /** Where the fallback places it on the scale of rewards; only how far the candidates are apart matters. */
    readonly reward: number;
    /** What every source said of it. */
    readonly heard: readonly HeardRaw[];
    /** False: people are not shown it. */
    readonly isShown: boolean;
  }[];
  /** Of the fallback's word on a pair of them. */
  readonly worth: FallbackWorth;
  readonly human: HumanTerms;
}

/** What a group's votes make of it. */
export interface GroupVerdict {
  /** Expected share of wins of each candidate, in their order, 0..1; they sum to half the number of candidates. */
  readonly shares: readonly number[];
  readonly voteCount: number;
  /** Share of the evidence that came from people, 0..1. */
  readonly peopleWeight: number;
}

/** One conversation with the fallback's scores. */
export interface RatingAsk extends Pick<AskedScenario, "scenarioTitle" | "opening"> {
  readonly messages: readonly TranscriptMessage[];
  readonly reward: number;
  readonly scores: Readonly<Record<string, number | null>>;
  /** How many votes the fallback is worth, ≥ 0. */
  readonly worthVotes: number;
  readonly dimensions: readonly QuestionDimension[];
  readonly human: HumanTerms;
}

/** What ratings make of a conversation: model and people merged by precision. */
export interface RatingVerdict extends MergedRatings {
  readonly voteCount: number;
}

/** Live people as a source of evidence. Every call resolves by its deadline (milliseconds since 1970), with what there is by then, and never rejects for want of people. */
export interface People {
  /** Whether anybody for that audience is there now: where not, `auto` need not ask. */
  areThere(audience: string): boolean;
  /** The comparison with the votes that came in time. */
  settlePair(caller: Caller, ask: PairAsk, deadlineAt: number): Promise<Comparison>;
  /** Null where nobody voted: the fallback's own shares stand. */
  settleGroup(caller: Caller, ask: GroupAsk, deadlineAt: number): Promise<GroupVerdict | null>;
  /** Null where nobody voted. */
  settleRating(caller: Caller, ask: RatingAsk, deadlineAt: number): Promise<RatingVerdict | null>;
}
