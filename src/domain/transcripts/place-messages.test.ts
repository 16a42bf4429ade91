import { describe, expect, it } from "vitest";
import { placeMessages, toPlayedMove } from "./place-messages.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

const played = {
  observations: ["Hello.", "My back.", "A week."],
  moves: [
    { message: "Where does it hurt?", toolCalls: [] },
    { message: "<think>hmm</think>Since when?", toolCalls: [] },
  ].map(toPlayedMove),
};
const say = (...contents: readonly string[]): TranscriptMessage[] =>
  contents.map((content) => ({ role: "assistant", content, toolCalls: [] }));
const HISTORY = ["Hello.", "Where does it hurt?", "My back.", "Since when?", "A week."];

describe("placing a caller's messages in an episode", () => {
  it.each([
    ["the whole history", [...HISTORY, "Any injuries?"]],
    ["the whole history without the opening", [...HISTORY.slice(1), "Any injuries?"]],
    ["the last reply and the move", ["A week.", "Any injuries?"]],
    ["the move alone", ["Any injuries?"]],
  ])("takes %s as the next move", (_name, contents) => {
    expect(placeMessages(say(...contents), null, played)).toEqual({ kind: "next", message: "Any injuries?", toolCalls: [] });
  });

  it("ignores roles, and messages of the system and of tools", () => {
    const messages = [
      { role: "system", content: "You are a nurse.", toolCalls: [] },
      ...say("A week."),
      { role: "tool", content: "{}", toolCalls: [] },
      ...say("Any injuries?"),
    ];
    expect(placeMessages(messages, null, played).kind).toBe("next");
  });

  it.each([
    ["the whole history up to it", ["Hello.", "Where does it hurt?", "My back.", "Since when?"], 2],
    ["an earlier turn with its history", ["Hello.", "Where does it hurt?"], 1],
    ["the reply before it and the move", ["My back.", "Since when?"], 2],
    ["the move alone", ["Since when?"], 2],
  ])("takes a move sent again with %s as a retry", (_name, contents, turn) => {
    expect(placeMessages(say(...contents), null, played)).toEqual({ kind: "replay", turn });
  });

  it("plays the same words as a new move where the client names the turn", () => {
    expect(placeMessages(say("Since when?"), 3, played).kind).toBe("next");
    expect(placeMessages(say("Since when?"), 2, played)).toEqual({ kind: "replay", turn: 2 });
  });

  it("finds another move at a turn that was played", () => {
    const conflict = { kind: "turn_conflict", isAhead: false, expectedTurn: 3 };
    expect(placeMessages(say("Hello.", "Who are you?"), null, played)).toEqual(conflict);
    expect(placeMessages(say("Who are you?"), 1, played)).toEqual(conflict);
  });

  it("finds a move whose turn, or whose history, lies ahead of what was played", () => {
    const ahead = { kind: "turn_conflict", isAhead: true, expectedTurn: 3 };
    expect(placeMessages(say("Who are you?"), 9, played)).toEqual(ahead);
    expect(placeMessages(say("a", "b", "c", "d", "e", "f", "Who are you?"), null, played)).toEqual(ahead);
  });

  it("finds a retry with other tool calls to be another move", () => {
    const messages = [{ role: "user", content: "Since when?", toolCalls: [{ name: "verdict", input: { value: "deny" } }] }];
    expect(placeMessages(messages, 2, played).kind).toBe("turn_conflict");
  });

  it.each([
    ["a persona line that was never said", ["Hello.", "Where does it hurt?", "My knee.", "Since when?", "A week.", "Go on."], 2],
    ["an altered opening", ["Good day.", "Where does it hurt?", "My back.", "Since when?", "A week.", "Go on."], 0],
    ["an altered last reply", ["A month.", "Go on."], 0],
  ])("finds %s at its index", (_name, contents, index) => {
    expect(placeMessages(say(...contents), null, played)).toEqual({ kind: "history_mismatch", index });
  });

  it("counts the index in the caller's own messages", () => {
    const messages = [{ role: "system", content: "x", toolCalls: [] }, ...say("A month.", "Go on.")];
    expect(placeMessages(messages, null, played)).toEqual({ kind: "history_mismatch", index: 1 });
  });

  it("finds no move where there is none to find", () => {
    expect(placeMessages([], null, played).kind).toBe("no_move");
    expect(placeMessages([...say("A week."), { role: "tool", content: "x", toolCalls: [] }], null, played).kind).toBe("no_move");
  });
});
