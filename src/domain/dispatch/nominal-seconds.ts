import type { AnyContent, ShownMessage } from "../questions/question.ts";

/** To look at a question, whatever its length, and to press a key. */
const DECIDING_SECONDS = 2;
/** People who compare texts skim them. */
const CHARACTERS_PER_SECOND = 60;
/** Nobody reads longer than that, however much there is. */
const READING_SECONDS_MAX = 240;

/** How long a question takes somebody of the usual pace: a scale on which questions and annotators are compared, not a promise. */
export function nominalSeconds(content: AnyContent): number {
  const answers = content.kind === "compare" ? charactersOf(content.a) + charactersOf(content.b) : charactersOf(content.item);
  const characters = content.instruction.length + charactersOf(content.context.messages) + answers;
  return DECIDING_SECONDS + Math.min(characters / CHARACTERS_PER_SECOND, READING_SECONDS_MAX);
}

function charactersOf(messages: readonly ShownMessage[]): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}
