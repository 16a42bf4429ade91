import { dropThoughts } from "../text/drop-thoughts.ts";
import { splitSpeakers } from "../transcripts/split-speakers.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import type { ShownMessage } from "./question.ts";

/** A line of one of the two speakers. */
export interface SpokenMessage extends ShownMessage {
  readonly role: "user" | "assistant";
}

/**
 * A conversation as annotators see it: the policy is `assistant` and the other speaker `user`, whatever roles the caller gave. Thoughts are left out, as the other
 * speaker does not hear them either, and so is what belongs to neither speaker (instructions, results of tools); calls of tools stand as JSON behind the text.
 * @param opening the wordings of the scenario's opening, by which the speakers are told apart.
 */
export function showConversation(messages: readonly TranscriptMessage[], opening: readonly string[]): readonly SpokenMessage[] {
  const { moves, heard } = splitSpeakers(messages, opening);
  const shown: SpokenMessage[] = [];
  for (const [index, line] of heard.entries()) {
    if (line !== null) {
      shown.push({ role: "user", content: line });
    }
    const move = moves[index];
    if (move !== undefined) {
      const calls = move.toolCalls.map(
        (call) => `\`\`\`json\n${JSON.stringify({ name: call.name, input: call.input }, null, 2)}\n\`\`\``,
      );
      shown.push({
        role: "assistant",
        content: [dropThoughts(move.message).trim(), ...calls].filter((text) => text !== "").join("\n\n"),
      });
    }
  }
  return shown;
}
