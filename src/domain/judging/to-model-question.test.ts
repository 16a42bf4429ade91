import { describe, expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import type { TranscriptMessage } from "../transcripts/transcript-message.ts";
import { toModelQuestion } from "./to-model-question.ts";

const COLLECTION = { dimensions: [{ key: "D1_InformationGathering", title: "Information", description: "Finds out." }] };
const line = (role: string, content: string): TranscriptMessage => ({ role, content, toolCalls: [] });
const ask = (messages: readonly TranscriptMessage[], reference: string | null = null) =>
  toModelQuestion(messages, fixtureScenario(), COLLECTION, reference);

describe("toModelQuestion", () => {
  it("shows a model what annotators see: two speakers, no thoughts, no instructions", () => {
    const { messages } = ask([
      line("system", "Be brief."),
      line("user", "Why?"),
      line("assistant", "<think>Hm.</think>Because."),
      line("user", "And then?"),
      line("assistant", "Nothing."),
    ]);
    expect(messages).toEqual([
      { role: "user", content: "Why?" },
      { role: "assistant", content: "Because." },
      { role: "user", content: "And then?" },
      { role: "assistant", content: "Nothing." },
    ]);
  });

  it("ends with the policy: what was said after its last line belongs to no answer", () => {
    const { messages } = ask([line("user", "Why?"), line("assistant", "Because."), line("user", "I see.")]);
    expect(messages.at(-1)).toEqual({ role: "assistant", content: "Because." });
  });

  it("lets the policy's brief stand in for the request where the policy begins", () => {
    const { messages } = ask([line("assistant", "Good day, how can I help?")]);
    expect(messages).toEqual([
      { role: "user", content: "Understand the case, then decide." },
      { role: "assistant", content: "Good day, how can I help?" },
    ]);
  });

  it("shows calls of tools behind the text", () => {
    const call = { name: "verdict", input: { value: "deny" } };
    const { messages } = ask([line("user", "Well?"), { role: "assistant", content: "Denied.", toolCalls: [call] }]);
    expect(messages.at(-1)?.content).toContain('"value": "deny"');
  });

  it("hands on the reference and the criteria", () => {
    const { reference, criteria } = ask([line("user", "2 + 2?"), line("assistant", "4")], "4");
    expect(reference).toBe("4");
    expect(criteria.map(({ dimension }) => dimension)).toEqual(["D1_InformationGathering"]);
  });
});
