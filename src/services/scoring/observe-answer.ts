import type { Scenario } from "../../domain/scenarios/scenario.ts";
import { repetitionShare } from "../../domain/text/repetition-share.ts";
import { splitSpeakers } from "../../domain/transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import type { ObservedAnswer } from "../monitors/monitors.ts";

/** An answer as the monitors see it. @param reward null: unscored. */
export function observeAnswer(
  scenario: Scenario,
  messages: readonly TranscriptMessage[],
  reward: number | null,
  isInjectionSuspected: boolean,
): ObservedAnswer {
  const { clip } = scenario.private.scoring.shaping;
  const text = splitSpeakers(messages, scenario.public.opening).moves.at(-1)?.message ?? "";
  return {
    reward,
    characters: text.length,
    repetition: repetitionShare(text),
    isAtClip: reward === clip.min || reward === clip.max,
    isInjectionSuspected,
  };
}
