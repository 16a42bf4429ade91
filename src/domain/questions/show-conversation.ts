import { joinTexts, speakersOf } from "../transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import type { ShownMessage } from "./question.ts";
import { writeMove } from "./write-move.ts";

/**
 * A conversation as annotators see it, in the order in which it went: the policy is `assistant` and the other speaker `user`, whatever roles the caller gave; what one speaker says in several
 * messages on end is one; calls of tools stand as JSON behind the text that made them, their results (`tool`) after it; instructions are `system`. Thoughts are left out.
 * @param opening the wordings of the scenario's opening, by which the speakers are told apart.
 */
export function showConversation(messages: readonly TranscriptMessage[], opening: readonly string[]): readonly ShownMessage[] {
  const speakers = speakersOf(messages, opening);
  const joined: (TranscriptMessage & Pick<ShownMessage, "role">)[] = [];
  for (const [index, message] of messages.entries()) {
    const speaker = speakers[index] ?? null;
    const role = speaker ?? (message.role === "tool" ? "tool" : "system");
    const before = joined.at(-1);
    if (speaker !== null && before?.role === role) {
      const toolCalls = [...before.toolCalls, ...message.toolCalls];
      joined[joined.length - 1] = { role, content: joinTexts(before.content, message.content), toolCalls };
    } else {
      joined.push({ ...message, role });
    }
  }
  return joined.map(({ role, content, toolCalls }) => ({
    role,
    content: role === "assistant" ? writeMove(content, toolCalls) : content,
  }));
}

/** The conversation without the instructions that the policy had. */
export function withoutInstructions(shown: readonly ShownMessage[]): readonly ShownMessage[] {
  return shown.filter(({ role }) => role !== "system");
}
