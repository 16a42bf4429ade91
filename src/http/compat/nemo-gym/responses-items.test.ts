import { describe, expect, it } from "vitest";
import { toConversation, toMove } from "./responses-items.ts";

const AS_IT_IS = { stripsThinking: false };
const user = (content: string) => ({ role: "user", content });
const said = (text: string) => ({ type: "message", role: "assistant", content: [{ type: "output_text", text }] });
const called = (name: string, given: string) => ({ type: "function_call", name, arguments: given, call_id: `call_${name}` });
const returned = { type: "function_call_output", call_id: "call_serve", output: "done" };
const thought = { type: "reasoning", summary: [{ type: "summary_text", text: "Hm." }] };

describe("a conversation of Responses items", () => {
  it("has one move for all that the policy says and calls before somebody else speaks", () => {
    const output = [thought, said("One moment."), called("serve", '{"value":"green"}'), returned, said("Here you are.")];
    expect(toConversation("A tea, please.", output, AS_IT_IS)).toEqual([
      { role: "user", content: "A tea, please.", toolCalls: [] },
      {
        role: "assistant",
        content: "One moment.\nHere you are.",
        toolCalls: [{ name: "serve", input: { value: "green" } }],
        callIds: ["call_serve"],
      },
    ]);
  });

  it("keeps everybody's turns, in the input and between the outputs", () => {
    const input = [{ role: "system", content: "Sell tea." }, user("Hello."), said("Hi."), { type: "message", ...user("Tea.") }];
    const messages = toConversation(input, [said("Which?"), user("Mild."), said("Here.")], AS_IT_IS);
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ["system", "Sell tea."],
      ["user", "Hello."],
      ["assistant", "Hi."],
      ["user", "Tea."],
      ["assistant", "Which?"],
      ["user", "Mild."],
      ["assistant", "Here."],
    ]);
  });

  it("ends with silence where the policy said nothing", () => {
    expect(toConversation([user("Hello.")], [thought], AS_IT_IS).at(-1)).toMatchObject({ role: "assistant", content: "" });
    expect(toMove([], AS_IT_IS)).toEqual({ role: "assistant", content: "", toolCalls: [], callIds: [] });
  });

  it.each(["not JSON", "[1]", '{"a":1e999}', '{"__proto__":1}'])("has a call without input for the arguments %s", (given) => {
    expect(toMove([called("serve", given)], AS_IT_IS).toolCalls).toEqual([{ name: "serve", input: {} }]);
  });

  it("knows a tool by its own name where MCP put a server's before it", () => {
    expect(toMove([called("mcp__folkmoot__serve", "{}")], AS_IT_IS).toolCalls).toEqual([{ name: "serve", input: {} }]);
  });

  it("leaves thoughts in the text out where that is asked for, and takes a refusal for what was said", () => {
    const output = [
      said("<think>Hm.</think>Which?"),
      { type: "message", role: "assistant", content: [{ type: "refusal", refusal: "No." }] },
    ];
    expect(toMove(output, { stripsThinking: true }).content).toBe("Which?\nNo.");
  });
});
