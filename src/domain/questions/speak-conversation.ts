import { splitSpeakers } from "../transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import type { ShownMessage } from "./question.ts";
import { writeMove } from "./write-move.ts";

/** A line of one of the two speakers. */
export interface SpokenMessage extends ShownMessage {
  readonly role: "user" | "assistant";
}

/**
 * What the two speakers of a conversation say, by turns, as models are asked about it: the policy is `assistant` and the other speaker `user`, whatever roles the caller gave. What belongs to
 * neither (instructions, results of tools) is left out.
 * @param opening the wordings of the scenario's opening, by which the speakers are told apart.
 */
export function speakConversation(messages: readonly TranscriptMessage[], opening: readonly string[]): readonly SpokenMessage[] {
  const { moves, heard } = splitSpeakers(messages, opening);
  const spoken: SpokenMessage[] = [];
  for (const [index, line] of heard.entries()) {
    if (line !== null) {
      spoken.push({ role: "user", content: line });
    }
    const move = moves[index];
    if (move !== undefined) {
      spoken.push({ role: "assistant", content: writeMove(move.message, move.toolCalls) });
    }
  }
  return spoken;
}
