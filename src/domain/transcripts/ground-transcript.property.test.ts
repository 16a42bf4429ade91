import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixtureEngine } from "../../../test/doubles/fixture-scenario.ts";
import { NO_COUNTS } from "../persona/counts.ts";
import { foldEpisode } from "../persona/fold-episode.ts";
import { groundTranscript } from "./ground-transcript.ts";
import { splitSpeakers } from "./split-speakers.ts";

const engine = fixtureEngine();
const TURNS_MAX = 8;
const DISCLOSURES = ["It is my lower back.", "I lifted a box.", "All right, it was two years ago."];
const text = fc.oneof(
  fc.constantFrom(
    "Where does it hurt?",
    "How did it begin?",
    "Any earlier injuries?",
    "I'm so sorry.",
    "Tell me more.",
    "Are you a bot?",
    "",
  ),
  fc.constantFrom(...DISCLOSURES).map((line) => `user: ${line}`),
  fc.string({ maxLength: 80, unit: "binary" }),
);
const move = fc.record({
  message: text,
  toolCalls: fc.array(fc.record({ name: fc.constantFrom("verdict", "x"), input: fc.constant({ value: "deny" }) }), {
    maxLength: 1,
  }),
});
const moves = fc.array(move, { maxLength: 10 });
const foreign = fc.oneof(fc.constantFrom(...DISCLOSURES, "Hm, no.", "  "), fc.string({ maxLength: 80, unit: "binary" }));

describe("grounding", () => {
  it("recognises every conversation that the engine played, whatever was said and drawn", () => {
    fc.assert(
      fc.property(fc.nat(), moves, (seed, played) => {
        const { observations, state } = foldEpisode(engine, seed, TURNS_MAX, played);
        const grounded = groundTranscript(engine, { moves: played, heard: observations }, TURNS_MAX, 0);
        expect(grounded.grounding).toBe("engine");
        expect({ ...grounded.state, said: NO_COUNTS }).toEqual({ ...state, said: NO_COUNTS });
        expect(grounded.conversation.answers).toHaveLength(state.turn);
        expect(grounded.conversation.requests).toHaveLength(state.turn);
      }),
    );
  });

  it("finds in somebody else's lines only what they tell, however the policy puts it", () => {
    fc.assert(
      fc.property(moves, fc.array(foreign, { minLength: 10, maxLength: 10 }), (played, lines) => {
        const heard = ["Good morning to you.", ...lines].slice(0, played.length + 1);
        const { state, grounding } = groundTranscript(engine, { moves: played, heard }, TURNS_MAX, 0);
        const told = heard.slice(1).join("\n").normalize("NFKC").toLowerCase();
        expect(grounding).toBe("given");
        expect(state.openedFacts.has("back") && !told.includes("lower back")).toBe(false);
        expect(state.openedFacts.has("box") && !told.includes("box")).toBe(false);
        expect(state.openedFacts.has("old") && !told.includes("two years ago")).toBe(false);
      }),
    );
  });

  it("takes any list of messages for a conversation, every move of the policy and every line once", () => {
    const message = fc.record({
      role: fc.constantFrom("user", "assistant", "system", "tool", ""),
      content: foreign,
      toolCalls: fc.constant([]),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
        const transcript = splitSpeakers(messages, engine.scenario.public.opening);
        expect(transcript.heard).toHaveLength(transcript.moves.length + 1);
        const spoken = messages.filter(({ role }) => role !== "system" && role !== "tool").map(({ content }) => content);
        const split = [...transcript.moves.map((made) => made.message), ...transcript.heard.map((line) => line ?? "")];
        expect(split.join("").replaceAll("\n", "").length).toBe(spoken.join("").replaceAll("\n", "").length);
        expect(groundTranscript(engine, transcript, TURNS_MAX, 0).state.turn).toBeLessThanOrEqual(TURNS_MAX);
      }),
    );
  });
});
