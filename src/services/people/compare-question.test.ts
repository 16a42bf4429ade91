import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { talk } from "../../../test/doubles/transcripts.ts";
import { assertInvariant } from "../../domain/assert.ts";
import { COMPARE_INSTRUCTION, type ComparedPair, type CompareQuestion, toCompareQuestion } from "./compare-question.ts";

const sha256Hex = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const PAIR: ComparedPair = {
  scenarioTitle: "Caller",
  opening: ["Hello."],
  responseA: talk("Hello.", "Where does it hurt?"),
  responseB: talk("Hello.", "Next."),
  dimensions: [],
  human: { audience: "global", instruction: null, criteriaVersion: null },
};

function ask(change: Partial<ComparedPair> = {}, tenantId = "default"): CompareQuestion {
  const question = toCompareQuestion(sha256Hex, tenantId, { ...PAIR, ...change });
  assertInvariant(question !== null, "there is something to ask");
  return question;
}

describe("a pair as a question", () => {
  it("shows what both share once, and each answer by itself", () => {
    const { content } = ask();
    expect(content).toMatchObject({
      kind: "compare",
      instruction: COMPARE_INSTRUCTION,
      context: { title: "Caller", messages: [{ role: "user", content: "Hello." }] },
    });
    expect(
      [content.a, content.b]
        .flat()
        .map((message) => message.content)
        .sort(),
    ).toEqual(["Next.", "Where does it hurt?"]);
  });

  it("asks for dimensions one by one where the caller wants them, which makes it another question", () => {
    const dimensions = [{ key: "D1_Care", title: "Care" }];
    const question = ask({ dimensions });
    expect(question.content.dimensions).toEqual(dimensions);
    expect(question.questionId).not.toBe(ask().questionId);
  });

  it("is the same the other way round, but for which side is whose", () => {
    const there = ask();
    const back = ask({ responseA: PAIR.responseB, responseB: PAIR.responseA });
    expect(back).toEqual({ ...there, isSwapped: !there.isSwapped });
  });

  it.each<[string, Partial<ComparedPair>, string?]>([
    ["tenant", {}, "other"],
    ["audience", { human: { ...PAIR.human, audience: "nurses" } }],
    ["instruction", { human: { ...PAIR.human, instruction: "Which is kinder?" } }],
    ["version of the criteria", { human: { ...PAIR.human, criteriaVersion: "2" } }],
    ["answer", { responseB: talk("Hello.", "Next!") }],
  ])("is another one for another %s", (_what, change, tenantId) => {
    expect(ask(change, tenantId).questionId).not.toBe(ask().questionId);
  });

  it("does not depend on the roles that a caller gave, nor on thoughts", () => {
    const responseA = [
      { role: "system", content: "Be kind.", toolCalls: [] },
      { role: "human", content: "Hello.", toolCalls: [] },
      { role: "model", content: "<think>Easy.</think>Where does it hurt?", toolCalls: [] },
    ];
    expect(ask({ responseA })).toEqual(ask());
  });

  it("shows instructions that both had, before all else, and leaves out those that tell the policies apart", () => {
    const told = (instruction: string, answer: string) => [
      { role: "system", content: instruction, toolCalls: [] },
      ...talk("Hello.", answer),
    ];
    const shared = ask({ responseA: told("Be kind.", "Where?"), responseB: told("Be kind.", "Next.") });
    expect(shared.content.context.messages).toEqual([
      { role: "system", content: "Be kind." },
      { role: "user", content: "Hello." },
    ]);
    const apart = ask({ responseA: told("Be kind.", "Where?"), responseB: told("Be rude.", "Next.") });
    expect(apart).toEqual(ask({ responseA: talk("Hello.", "Where?"), responseB: talk("Hello.", "Next.") }));
  });

  it("leaves neither side empty where one conversation goes on from the other", () => {
    const { content, isSwapped } = ask({ responseB: talk("Hello.", "Where does it hurt?", "My back.", "I see.") });
    const [a, b] = isSwapped ? [content.b, content.a] : [content.a, content.b];
    expect(a.map((message) => message.content)).toEqual(["Where does it hurt?"]);
    expect(b).toHaveLength(3);
  });

  it("is none where people would see the same twice", () => {
    expect(
      toCompareQuestion(sha256Hex, "default", { ...PAIR, responseB: talk("Hello.", "<think>Hm.</think> Where does it hurt?") }),
    ).toBeNull();
  });

  it("shows calls of tools as JSON", () => {
    const responseB = [
      ...talk("Hello."),
      { role: "assistant", content: "Done.", toolCalls: [{ name: "verdict", input: { value: "deny" } }] },
    ];
    const { content } = ask({ responseB });
    expect(JSON.stringify(content)).toContain("verdict");
  });
});
