import type { PersonaEngine } from "../../domain/persona/persona-engine.ts";
import type { Assessment } from "../../domain/scoring/assessment.ts";
import type { RewardConfig } from "../../domain/scoring/reward-config.ts";
import type { Grounding } from "../../domain/transcripts/ground-transcript.ts";
import type { SpokenTranscript } from "../../domain/transcripts/split-speakers.ts";
import type { AnsweringSource } from "./answering-source.ts";
import type { Awaitable } from "./when-there.ts";

/** What a source is asked: how good is what the policy did in this conversation? */
export interface ScoringQuestion {
  readonly engine: PersonaEngine;
  readonly transcript: SpokenTranscript;
  readonly config: RewardConfig;
  /** The right answer; null where the caller sent none. */
  readonly reference: string | null;
}

/** What a source has to say about one conversation. */
export interface Evidence {
  readonly source: AnsweringSource;
  readonly assessment: Assessment;
  readonly grounding: Grounding;
  /** How sure the source is, 0..1; null: it states none. */
  readonly confidence: number | null;
}

/** What scores a conversation before anybody else is asked. What is computed here and now is answered at once. @param deadlineAt milliseconds since 1970; null: none. */
export type RewardSource = (question: ScoringQuestion, deadlineAt: number | null) => Awaitable<Evidence>;
