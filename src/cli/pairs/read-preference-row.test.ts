import { describe, expect, it } from "vitest";
import { readPreferenceRow } from "./read-preference-row.ts";

const user = (content: string) => ({ role: "user", content });
const assistant = (content: string) => ({ role: "assistant", content });
const messages = { prompt: [user("Q")], chosen: [assistant("A")], rejected: [assistant("B")] };

describe("a preference row", () => {
  it("of plain texts stays one of plain texts", () => {
    expect(readPreferenceRow({ prompt: "Q", chosen: "A", rejected: "B", source: "x" })).toEqual({
      prompt: "Q",
      chosen: "A",
      rejected: "B",
    });
  });

  it("of plain texts without a prompt loses nothing of its answers", () => {
    expect(readPreferenceRow({ chosen: "The sky is blue.", rejected: "The sky is green." })).toEqual({
      prompt: "",
      chosen: "The sky is blue.",
      rejected: "The sky is green.",
    });
  });

  it.each([
    ["TRL, the prompt given", messages],
    ["TRL, the prompt inside", { chosen: [user("Q"), assistant("A")], rejected: [user("Q"), assistant("B")] }],
    [
      "a text prompt beside whole conversations",
      { prompt: "Q", chosen: [user("Q"), assistant("A")], rejected: [user("Q"), assistant("B")] },
    ],
    ["a text prompt beside lists of answers", { prompt: "Q", chosen: [assistant("A")], rejected: [assistant("B")] }],
    ["a list as prompt beside plain answers", { prompt: [user("Q")], chosen: "A", rejected: "B" }],
    ["HH-RLHF", { chosen: "\n\nHuman: Q\n\nAssistant: A", rejected: "\n\nHuman: Q\n\nAssistant: B" }],
    ["HH-RLHF with its prompt apart", { prompt: "\n\nHuman: Q\n\nAssistant:", chosen: " A", rejected: " B" }],
    [
      "whole conversations beside a question of another name",
      { question: "Q", chosen: [user("Q"), assistant("A")], rejected: [user("Q"), assistant("B")] },
    ],
    [
      "OpenAI's preference format",
      { input: { messages: [user("Q")], tools: [] }, preferred_output: [assistant("A")], non_preferred_output: [assistant("B")] },
    ],
    ["messages beside the answers", { messages: [user("Q")], chosen: [assistant("A")], rejected: [assistant("B")] }],
    ["messages beside answers as texts", { messages: [user("Q")], chosen: "A", rejected: "B" }],
    [
      "UltraFeedback, whose messages repeat the chosen conversation",
      { messages: [user("Q"), assistant("A")], chosen: [user("Q"), assistant("A")], rejected: [user("Q"), assistant("B")] },
    ],
  ])("is read in the form of %s", (_name, row) => {
    expect(readPreferenceRow(row)).toEqual(messages);
  });

  it("keeps what is said before the conversations part", () => {
    const shared = [{ role: "system", content: "S" }, user("1"), assistant("2"), user("3")];
    const pair = readPreferenceRow({
      chosen: [...shared, assistant("A")],
      rejected: [...shared, assistant("B"), user("4"), assistant("C")],
    });
    expect(pair).toEqual({ prompt: shared, chosen: [assistant("A")], rejected: [assistant("B"), user("4"), assistant("C")] });
  });

  it("keeps members of messages that it does not know", () => {
    const call = { role: "assistant", content: null, tool_calls: [{ id: "c1" }] };
    expect(readPreferenceRow({ ...messages, chosen: [call] })).toMatchObject({ chosen: [call] });
  });

  it("keeps the last message of conversations that are equal", () => {
    const whole = [user("Q"), assistant("A")];
    expect(readPreferenceRow({ chosen: whole, rejected: whole })).toEqual({
      prompt: [user("Q")],
      chosen: [assistant("A")],
      rejected: [assistant("A")],
    });
  });

  it("keeps an HH-RLHF answer that is empty", () => {
    expect(readPreferenceRow({ chosen: "\n\nHuman: Q\n\nAssistant: A", rejected: "\n\nHuman: Q\n\nAssistant:" })).toEqual({
      ...messages,
      rejected: [assistant("")],
    });
  });

  it.each([
    ["is no object", "Q", /^is not a JSON object$/],
    ["is a list of rows", [{ prompt: "Q", chosen: "A", rejected: "B" }], /^is a JSON list; JSONL has one JSON object a line$/],
    ["has no chosen answer", { prompt: "Q", rejected: "B" }, /^chosen: is missing/],
    ["has a null in an answer's place", { prompt: "Q", chosen: "A", rejected: null }, /^rejected: is missing/],
    ["has a number for an answer", { prompt: "Q", chosen: 1, rejected: "B" }, /^chosen: must be a text or a list/],
    ["has a message without a role", { chosen: [{ content: "A" }], rejected: [assistant("B")] }, /^chosen\.0\.role: /],
    ["has an empty conversation", { prompt: "Q", chosen: [], rejected: [assistant("B")] }, /^chosen: /],
    ["calls its prompt a question", { question: "Q", chosen: "A", rejected: "B" }, /^question: is not read.* "prompt"$/],
    [
      "calls its prompt an instruction, beside lists of answers",
      { instruction: "Q", chosen: [assistant("A")], rejected: [assistant("B")] },
      /^instruction: is not read/,
    ],
    ["has its prompt left empty and an input instead", { prompt: "", input: "Q", chosen: "A", rejected: "B" }, /^input: is not/],
    ["answers two requests", { chosen: [user("Q"), assistant("A")], rejected: [user("R"), assistant("B")] }, /same request/],
    [
      "has an OpenAI input without messages",
      { input: {}, preferred_output: [assistant("A")], non_preferred_output: [assistant("B")] },
      /^input\.messages: /,
    ],
  ])("that %s is refused by the field at fault", (_name, row, message) => {
    expect(() => readPreferenceRow(row)).toThrow(message);
  });
});
