import { UnavailableError } from "../../domain/errors.ts";
import { type RewardComponents, subtractComponents, toRewardComponents } from "../../domain/scoring/reward-components.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { Caller } from "../../services/caller.ts";
import type { AnsweringSource } from "../../services/scoring/answering-source.ts";
import type { BatchResult } from "../../services/scoring/batch-evaluation.ts";
import type { EvaluateRequest, ScoringFailure } from "../../services/scoring/evaluation.ts";
import type { GatheredEvaluations } from "../../services/scoring/gathered-evaluations.ts";
import { isScored } from "../../services/scoring/is-scored.ts";
import type { MessageLimits } from "../wire/message.ts";
import type { CompatKnobs } from "./compat-knobs.ts";
import type { ScenarioAddress } from "./read-label.ts";

/** One conversation of a trainer's request, the answer last. */
export interface Sample {
  readonly address: ScenarioAddress;
  readonly reference: string | null;
  readonly messages: readonly TranscriptMessage[];
  /** Where it stands in the body: a JSON pointer, empty for the body itself. */
  readonly pointer: string;
}

/** What became of a sample. */
export interface SampleValue {
  /** In the reward mode that was asked for; null: none could be produced. */
  readonly reward: number | null;
  /** Of the conversation as a whole, 0..1; null as that. */
  readonly absolute: number | null;
  readonly scores: Readonly<Record<string, number | null>>;
  /** What `reward` is the sum of; null where there is none. */
  readonly components: RewardComponents | null;
  /** Null where there is a reward. */
  readonly failure: ScoringFailure | null;
  readonly source: AnsweringSource | null;
}

/** How samples are scored. */
export interface SampleScoring {
  readonly gathered: GatheredEvaluations;
  readonly limits: MessageLimits;
  readonly caller: Caller;
  /** In milliseconds since 1970. */
  readonly deadlineAt: number;
  readonly budgetMs: number;
  readonly rewardMode: CompatKnobs["rewardMode"];
}

/** The values of samples, in order; a sample that cannot be scored has a failure, and harms no other. Rejects with UnavailableError where the server is full. */
export function scoreSamples(scoring: SampleScoring, samples: readonly Sample[]): Promise<readonly SampleValue[]> {
  return Promise.all(samples.map((sample) => scoreSample(scoring, sample)));
}

async function scoreSample(scoring: SampleScoring, sample: Sample): Promise<SampleValue> {
  const invalid = findSampleFault(sample, scoring.limits);
  if (invalid !== null) {
    return toFailed(invalid);
  }
  const evaluate = (messages: readonly TranscriptMessage[]) =>
    scoring.gathered.evaluate(scoring.caller, toRequest(sample, messages), scoring.deadlineAt, scoring.budgetMs);
  const before = sample.messages.slice(0, -1);
  // Before the policy has said anything there is nothing to reward.
  const isFollowed = scoring.rewardMode === "delta" && before.some(({ role }) => role === "assistant");
  const [whole, earlier] = await Promise.all([evaluate(sample.messages), isFollowed ? evaluate(before) : null]);
  const value = toSampleValue(whole);
  if (earlier === null || value.reward === null || value.components === null) {
    return value;
  }
  const past = toSampleValue(earlier);
  if (past.reward === null || past.components === null) {
    return { ...past, scores: {} };
  }
  const reward = value.reward - past.reward;
  return { ...value, reward, components: subtractComponents(value.components, past.components, reward) };
}

function toRequest({ address, reference }: Sample, messages: readonly TranscriptMessage[]): EvaluateRequest {
  return { ...address, messages, reference, rewardConfig: null, normalization: null, human: null };
}

/** What became of a conversation that a batch holds. */
export function toSampleValue(result: BatchResult): SampleValue {
  if (isScored(result)) {
    const { reward, scores, scoreBreakdown, source } = result.evaluation;
    const components = toRewardComponents(scoreBreakdown, reward);
    return { reward, absolute: reward, scores, components, failure: null, source };
  }
  return toFailed(result.status === "error" ? result.failure : result.evaluation.failure);
}

function toFailed(failure: ScoringFailure): SampleValue {
  return { reward: null, absolute: null, scores: {}, components: null, failure, source: null };
}

/** Why the sample is beyond what any route takes; null: it is not. */
export function findSampleFault({ messages, reference }: Sample, limits: MessageLimits): ScoringFailure | null {
  const { transcriptMessagesMax, messageCharactersMax } = limits;
  if (messages.length > transcriptMessagesMax) {
    return toInvalid(`has ${messages.length} messages; at most ${transcriptMessagesMax} are allowed`);
  }
  const long = messages.reduce((most, { content }) => Math.max(most, content.length), reference?.length ?? 0);
  return long > messageCharactersMax
    ? toInvalid(`has a message or reference of ${long} characters; at most ${messageCharactersMax} are allowed`)
    : null;
}

function toInvalid(detail: string): ScoringFailure {
  return { failureClass: "invalid_request", detail, retryable: false };
}

/** What is told where too little time or no source was there for a reward. Trying again makes sense at once: what was scored is remembered. */
export function unscoredError(failure: ScoringFailure): UnavailableError {
  const detail = `No reward could be produced (${failure.failureClass}): ${failure.detail}. Where a filler is better than an error, add on_error=<number> to the address.`;
  return new UnavailableError("unscored", detail);
}
