import { UnavailableError } from "../../domain/errors.ts";
import { subtractComponents } from "../../domain/scoring/reward-components.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { EvaluateRequest, ScoringFailure } from "../../services/scoring/evaluation.ts";
import type { GatheredConversations } from "../../services/scoring/gathered-conversations.ts";
import { invalidItem } from "../../services/scoring/invalid-item.ts";
import { type SampleValue, toFailedValue } from "../../services/scoring/sample-value.ts";
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

/** How samples are scored. */
export interface SampleScoring {
  readonly gathered: Pick<GatheredConversations, "evaluate">;
  readonly limits: MessageLimits;
  /** In milliseconds since 1970. */
  readonly deadlineAt: number;
  readonly rewardMode: CompatKnobs["rewardMode"];
}

/** The values of samples, in order; a sample that cannot be scored has a failure, and harms no other. Everything is put to `gathered` before anything is waited for. */
export function scoreSamples(scoring: SampleScoring, samples: readonly Sample[]): Promise<readonly SampleValue[]> {
  return Promise.all(samples.map((sample) => scoreSample(scoring, sample)));
}

async function scoreSample(scoring: SampleScoring, sample: Sample): Promise<SampleValue> {
  const invalid = findSampleFault(sample, scoring.limits);
  if (invalid !== null) {
    return toFailedValue(invalid);
  }
  const evaluate = (messages: readonly TranscriptMessage[]) =>
    scoring.gathered.evaluate(toRequest(sample, messages), scoring.deadlineAt);
  const before = sample.messages.slice(0, -1);
  // Before the policy has said anything there is nothing to reward.
  const isFollowed = scoring.rewardMode === "delta" && before.some(({ role }) => role === "assistant");
  const [value, past] = await Promise.all([evaluate(sample.messages), isFollowed ? evaluate(before) : null]);
  if (past === null || value.reward === null || value.components === null) {
    return value;
  }
  if (past.reward === null || past.components === null) {
    return { ...past, scores: {} };
  }
  const reward = value.reward - past.reward;
  return { ...value, reward, components: subtractComponents(value.components, past.components, reward) };
}

function toRequest({ address, reference }: Sample, messages: readonly TranscriptMessage[]): EvaluateRequest {
  return { ...address, messages, reference, rewardConfig: null, normalization: null, human: null };
}

/** Why the sample is beyond what any route takes; null: it is not. */
export function findSampleFault({ messages, reference }: Sample, limits: MessageLimits): ScoringFailure | null {
  const { transcriptMessagesMax, messageCharactersMax } = limits;
  if (messages.length > transcriptMessagesMax) {
    return invalidItem(`has ${messages.length} messages; at most ${transcriptMessagesMax} are allowed`);
  }
  const long = messages.reduce((most, { content }) => Math.max(most, content.length), reference?.length ?? 0);
  return long > messageCharactersMax
    ? invalidItem(`has a message or reference of ${long} characters; at most ${messageCharactersMax} are allowed`)
    : null;
}

/** What is told where too little time or no source was there for a reward. Trying again makes sense at once: what was scored is remembered. */
export function unscoredError(failure: ScoringFailure): UnavailableError {
  const detail = `No reward could be produced (${failure.failureClass}): ${failure.detail}. Where a filler is better than an error, add on_error=<number> to the address.`;
  return new UnavailableError("unscored", detail);
}
