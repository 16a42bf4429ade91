import { describe, expect, it } from "vitest";
import { splitSpeakers } from "./split-speakers.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

const message = (role: string, content: string): TranscriptMessage => ({ role, content, toolCalls: [] });
const spoken = (messages: readonly TranscriptMessage[]) => splitSpeakers(messages, ["Hello."]).moves.map((move) => move.message);

describe("telling the speakers of a finished conversation apart", () => {
  it("goes by the opening, whatever the roles say", () => {
    expect(
      spoken([
        message("assistant", "Hello."),
        message("assistant", "Where?"),
        message("assistant", "Here."),
        message("user", "When?"),
      ]),
    ).toEqual(["Where?", "When?"]);
  });

  it("goes by the roles where the opening is not the scenario's", () => {
    expect(
      spoken([
        message("user", "Hi"),
        message("assistant", "Where?"),
        message("user", "Here"),
        message("assistant", "I see."),
        message("user", "Bye"),
      ]),
    ).toEqual(["Where?", "I see."]);
  });

  it("counts backwards from the last line where there is nothing else", () => {
    expect(spoken([message("", "Hi"), message("", "Where?"), message("", "Here"), message("", "I see.")])).toEqual([
      "Where?",
      "I see.",
    ]);
  });

  it("knows what the last move answers", () => {
    expect(
      splitSpeakers([message("system", "Be kind."), message("user", "Why?"), message("assistant", "Because.")], ["Hello."]),
    ).toEqual({
      moves: [{ message: "Because.", toolCalls: [] }],
      lastRequest: "Why?",
    });
  });

  it("finds no move in a conversation that has none", () => {
    expect(spoken([message("system", "Be kind.")])).toEqual([]);
    expect(spoken([message("", "Hello.")])).toEqual([]);
  });
});
