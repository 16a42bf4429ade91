import type { TranscriptMessage } from "../../src/domain/transcripts/transcript-message.ts";

/** A conversation in turns, the persona (role `user`) first. */
export function talk(...lines: readonly string[]): readonly TranscriptMessage[] {
  return lines.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content, toolCalls: [] }));
}

const OPENING = "Hello, it's about my claim.";

/** Finds half of what the fixture scenario weighs: reward 0.25. */
export const GOOD_TALK = talk(OPENING, "Where does it hurt?", "It is my lower back.", "When did it start?");
/** Finds nothing: reward 0. */
export const POOR_TALK = talk(OPENING, "Nice weather.", "Yes.", "Goodbye.");
/** Decides blindly, into the critical minefield: disqualified. */
export const RUINED_TALK: readonly TranscriptMessage[] = [
  ...talk(OPENING, "Where does it hurt?", "It is my lower back."),
  { role: "assistant", content: "Denied.", toolCalls: [{ name: "verdict", input: { value: "deny" } }] },
];
