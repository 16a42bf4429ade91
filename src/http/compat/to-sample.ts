import type { TemplatedMessage } from "../../domain/chat-templates/chat-template.ts";
import { stripThinking } from "../../domain/chat-templates/strip-thinking.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import type { TranscriptMessage } from "../../domain/transcripts/transcript-message.ts";
import { readLabel, type ScenarioAddress } from "./read-label.ts";
import type { Sample } from "./score-samples.ts";

/** A sample as its dialect has read it. */
export interface RawSample {
  readonly messages: readonly (TemplatedMessage & Partial<TranscriptMessage>)[];
  readonly label: unknown;
  /** JSON pointers to the sample and to its label; where there is no label, both are the sample's. */
  readonly pointer: string;
  readonly labelPointer: string;
}

/** What holds for every sample of a request. */
export interface SampleTerms {
  /** The scenario in the path: it goes before a label; null: the label names it. */
  readonly address: ScenarioAddress | null;
  readonly stripsThinking: boolean;
}

/** A sample with its scenario. Throws InvalidRequestError where neither path nor label names one. */
export function toSample(
  { messages, label, pointer, labelPointer }: RawSample,
  { address, stripsThinking }: SampleTerms,
): Sample {
  const read = readLabel(label);
  const found = address ?? read.address;
  if (found === null) {
    const detail =
      'names no scenario; it must be {"collection_slug": …, "scenario_slug": …}, the same as JSON text, or "collection/scenario"';
    throw new InvalidRequestError("Neither the address nor the label says which scenario to score by.", {
      errors: [{ pointer: labelPointer, detail }],
    });
  }
  const spoken = messages.map((message) => ({ ...message, toolCalls: message.toolCalls ?? [] }));
  return {
    address: found,
    reference: read.reference,
    messages: stripsThinking ? spoken.map(withoutThinking) : spoken,
    pointer,
  };
}

function withoutThinking(message: TranscriptMessage): TranscriptMessage {
  return message.role === "assistant" ? { ...message, content: stripThinking(message.content) } : message;
}
