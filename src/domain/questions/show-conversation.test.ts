import { describe, expect, it } from "vitest";
import { talk } from "../../../test/doubles/transcripts.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import { showConversation } from "./show-conversation.ts";
import { speakConversation } from "./speak-conversation.ts";

const said = (role: string, content: string, ...calls: TranscriptMessage["toolCalls"]): TranscriptMessage => ({
  role,
  content,
  toolCalls: calls,
});
const CALL = { name: "get_weather", input: { city: "Graz" } };
const WITH_TOOL = [
  said("system", "Answer in one sentence."),
  said("user", "How warm is it?"),
  said("assistant", "<think>Where?</think>Let me look.", CALL),
  said("tool", '{"temp":21}'),
  said("assistant", "It is 21 °C."),
];

describe("a conversation as annotators see it", () => {
  it("has instructions, calls and their results where they were", () => {
    expect(showConversation(WITH_TOOL, [])).toEqual([
      { role: "system", content: "Answer in one sentence." },
      { role: "user", content: "How warm is it?" },
      { role: "assistant", content: `Let me look.\n\n\`\`\`json\n${JSON.stringify(CALL, null, 2)}\n\`\`\`` },
      { role: "tool", content: '{"temp":21}' },
      { role: "assistant", content: "It is 21 °C." },
    ]);
  });

  it("tells the speakers apart by place where the roles do not", () => {
    const shown = showConversation(
      WITH_TOOL.map((line) => (line.role === "tool" ? line : { ...line, role: line.role === "system" ? "developer" : "x" })),
      ["How warm is it?"],
    );
    expect(shown.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool", "user"]);
  });

  it("is what the speakers said by turns, where there is nothing else", () => {
    const plain = [...talk("Hello.", "Where does it hurt?", "Here."), said("user", "And there."), said("assistant", "", CALL)];
    expect(showConversation(plain, ["Hello."])).toEqual(speakConversation(plain, ["Hello."]));
  });
});

describe("a conversation as models are asked about it", () => {
  it("has the lines of the speakers alone", () => {
    const call = `\`\`\`json\n${JSON.stringify(CALL, null, 2)}\n\`\`\``;
    expect(speakConversation(WITH_TOOL, [])).toEqual([
      { role: "user", content: "How warm is it?" },
      { role: "assistant", content: `Let me look.\nIt is 21 °C.\n\n${call}` },
    ]);
  });
});
