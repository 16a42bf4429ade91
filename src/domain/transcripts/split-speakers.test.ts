import { describe, expect, it } from "vitest";
import { splitSpeakers } from "./split-speakers.ts";
import type { TranscriptMessage } from "./transcript-message.ts";

const message = (role: string, content: string): TranscriptMessage => ({ role, content, toolCalls: [] });
const call = (role: string, name: string, content = ""): TranscriptMessage => ({
  role,
  content,
  toolCalls: [{ name, input: {} }],
});
const split = (...messages: readonly TranscriptMessage[]) => splitSpeakers(messages, ["Hello."]);
const moves = (...messages: readonly TranscriptMessage[]) => split(...messages).moves.map((move) => move.message);

describe("telling the speakers of a finished conversation apart", () => {
  it("goes by the opening, whichever role the persona has", () => {
    for (const [persona, policy] of [
      ["assistant", "user"],
      ["user", "assistant"],
    ] as const) {
      expect(
        moves(message(persona, "Hello."), message(policy, "Where?"), message(persona, "Here."), message(policy, "When?")),
      ).toEqual(["Where?", "When?"]);
    }
  });

  it("goes by position alone where the roles hardly ever change", () => {
    expect(
      moves(
        message("assistant", "Hello."),
        message("assistant", "Where?"),
        message("assistant", "Here."),
        message("user", "When?"),
      ),
    ).toEqual(["Where?", "When?"]);
    expect(moves(message("", "Hello."), message("", "Where?"), message("", "Here."))).toEqual(["Where?"]);
  });

  it("knows the opening whatever its letter case and white space", () => {
    expect(moves(message("assistant", " hello. "), message("user", "Where?"))).toEqual(["Where?"]);
  });

  it("goes by the roles where the opening is not the scenario's: the policy is the assistant", () => {
    expect(
      moves(
        message("user", "Hi"),
        message("assistant", "Where?"),
        message("user", "Here"),
        message("assistant", "I see."),
        message("user", "Bye"),
      ),
    ).toEqual(["Where?", "I see."]);
  });

  it("counts backwards from the last line where there is nothing else", () => {
    expect(moves(message("", "Hi"), message("", "Where?"), message("", "Here"), message("", "I see."))).toEqual([
      "Where?",
      "I see.",
    ]);
  });

  it("sets instructions and results of tools aside", () => {
    expect(
      split(
        message("system", "Be kind."),
        message("developer", "Be brief."),
        message("user", "Why?"),
        message("assistant", "So."),
      ),
    ).toEqual({ moves: [{ message: "So.", toolCalls: [] }], heard: ["Why?", null] });
  });

  it("joins what one speaker says in a row", () => {
    expect(
      split(
        message("user", "Hi."),
        message("user", "It hurts."),
        message("assistant", "Oh."),
        message("assistant", "Where?"),
        message("user", "Here."),
      ),
    ).toEqual({ moves: [{ message: "Oh.\nWhere?", toolCalls: [] }], heard: ["Hi.\nIt hurts.", "Here."] });
  });

  it("joins a call, its result and what follows to one move, also in a conversation that begins with the opening", () => {
    for (const first of ["Hello.", "Hi there."]) {
      const { moves: joined, heard } = split(
        message("user", first),
        call("assistant", "look_up"),
        message("tool", "42"),
        call("assistant", "note", "It is 42."),
        message("user", "Thanks."),
      );
      expect(joined).toEqual([
        {
          message: "It is 42.",
          toolCalls: [
            { name: "look_up", input: {} },
            { name: "note", input: {} },
          ],
        },
      ]);
      expect(heard).toEqual([first, "Thanks."]);
    }
  });

  it("keeps silence apart from no line at all", () => {
    expect(split(message("user", ""), message("assistant", "Hello?"), message("user", ""), message("assistant", ""))).toEqual({
      moves: [
        { message: "Hello?", toolCalls: [] },
        { message: "", toolCalls: [] },
      ],
      heard: ["", "", null],
    });
    expect(split(message("assistant", "Hello?"), message("user", "Yes.")).heard).toEqual([null, "Yes."]);
  });

  it("finds no move in a conversation that has none", () => {
    expect(moves(message("system", "Be kind."))).toEqual([]);
    expect(moves(message("", "Hello."))).toEqual([]);
    expect(split()).toEqual({ moves: [], heard: [null] });
  });
});
