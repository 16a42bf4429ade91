import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../caller.ts";
import type { HeardSource } from "../fallback/opinions.ts";
import type { HumanTerms } from "../people/human-terms.ts";

/** A pair that a model answered without people. Plain data: it may come from another thread. */
export interface AnsweredPair {
  readonly collectionSlug: string;
  readonly scenarioSlug: string;
  readonly scenarioTitle: string;
  /** The wordings of the scenario's opening, by which the speakers are told apart. */
  readonly opening: readonly string[];
  readonly responseA: readonly TranscriptMessage[];
  readonly responseB: readonly TranscriptMessage[];
  /** What the caller wanted of people: never mode `off`. */
  readonly human: HumanTerms;
  /** What each source said, the rubric among them; `raws` of A and of B. */
  readonly heard: readonly HeardSource[];
}

/** Has a share of what models answered looked at by people all the same, drawn by lot: else votes would tell only of what people were asked anyhow. */
export interface Audit {
  /** Draws the lot and, where it falls, asks people about the pair with nobody waiting for it. Takes no time worth speaking of, and never throws. */
  consider(caller: Caller, pair: AnsweredPair): void;
}
