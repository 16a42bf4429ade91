import { describe, expect, it } from "vitest";
import { readChatReply } from "./chat-reply.ts";
import { tokenDistribution } from "./token-distribution.ts";

interface Weighed {
  readonly token: string;
  readonly logprob: number;
  readonly top_logprobs?: readonly Weighed[] | null;
}
const answer = (content: unknown, tokens: readonly Weighed[] | null = null, finish_reason = "stop") => ({
  choices: [{ message: { role: "assistant", content }, finish_reason, logprobs: tokens && { content: tokens } }],
});
const sure = (token: string): Weighed => ({ token, logprob: 0, top_logprobs: [{ token, logprob: 0 }] });
/** A token that was drawn, with what else it might have been. */
const drawn = (...shares: readonly (readonly [token: string, share: number])[]): Weighed => {
  const weighed = shares.map(([token, share]) => ({ token, logprob: Math.max(-9999, Math.log(share)) }));
  return { token: "", logprob: 0, ...weighed[0], top_logprobs: weighed };
};

describe("a chat completion", () => {
  it("holds a text, whether it was cut off, and what it cost", () => {
    expect(readChatReply({ ...answer("Yes."), usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } })).toEqual({
      text: "Yes.",
      isCutOff: false,
      tokens: null,
      usage: { inputTokens: 12, outputTokens: 3 },
    });
    expect(readChatReply(answer("Ye", null, "length")).isCutOff).toBe(true);
  });

  it.each([
    ["null", null, ""],
    [
      "parts",
      [
        { type: "thinking", text: "Hm." },
        { type: "text", text: "Yes" },
        { type: "text", text: "." },
      ],
      "Yes.",
    ],
    ["a refusal in parts", [{ type: "refusal", refusal: "No." }], ""],
  ])("may say its words as %s", (_name, content, text) => {
    expect(readChatReply(answer(content)).text).toBe(text);
  });

  it.each([
    ["negative", { prompt_tokens: -1, completion_tokens: 3 }],
    ["no numbers", { prompt_tokens: "12", completion_tokens: 3 }],
    ["broken", { prompt_tokens: Number.NaN, completion_tokens: 3 }],
  ])("says nothing of its cost by counts that are %s", (_name, usage) => {
    expect(readChatReply({ ...answer("Yes."), usage }).usage).toBeNull();
  });

  it("lays tokens along the text, past thoughts that the text leaves out", () => {
    const { tokens } = readChatReply(answer("Yes.", [sure("<think>"), sure("Hm"), sure("</think>"), sure("Yes"), sure(".")]));
    expect(tokens?.map(({ text, start }) => [text, start])).toEqual([
      ["<think>", -17],
      ["Hm", -10],
      ["</think>", -8],
      ["Yes", 0],
      [".", 3],
    ]);
  });

  it.each([
    ["belong to another text", [sure("No")]],
    ["are scores (NIM)", [{ ...sure("Yes"), logprob: 1.617 }, sure(".")]],
    ["are none", []],
    ["have no numbers", [{ token: "Yes.", logprob: Number.NaN }]],
  ])("has no weights of tokens where they %s", (_name, tokens) => {
    expect(readChatReply(answer("Yes.", tokens)).tokens).toBeNull();
  });
});

describe("a distribution over words at a place", () => {
  const at = (text: string, tokens: readonly Weighed[], place: number, words = ["true", "false"]) => {
    const reply = readChatReply(answer(text, tokens));
    return reply.tokens && tokenDistribution(reply.tokens, place, words)?.map((share) => Number(share.toFixed(6)));
  };

  it("is renormalised over the words that may stand there", () => {
    const tokens = [sure('{"c1":'), drawn([" true", 0.6], [" false", 0.2], [" maybe", 0.1], [" null", 0.1]), sure("}")];
    expect(at('{"c1": true}', tokens, 7)).toEqual([0.75, 0.25]);
  });

  it.each<[string, string, readonly Weighed[], number, readonly number[]]>([
    [
      "a token with what stands before it",
      '{"c1":true}',
      [sure('{"c1"'), drawn([":true", 0.9], [":false", 0.1], [": ", 0.5]), sure("}")],
      6,
      [0.9, 0.1],
    ],
    [
      "a token with what stands behind it",
      '{"c1":true}',
      [sure('{"c1":'), drawn(["true}", 0.5], ["true", 0.25], ["false", 0.25])],
      6,
      [0.75, 0.25],
    ],
    [
      "the beginning of a word",
      '{"c1":true}',
      [sure('{"c1":'), drawn(["tr", 0.3], ["f", 0.1]), sure("ue"), sure("}")],
      6,
      [0.75, 0.25],
    ],
    [
      "another spelling with a space",
      '{"c1":true}',
      [sure('{"c1":'), drawn(["true", 0.5], [" false", 0.5]), sure("}")],
      6,
      [0.5, 0.5],
    ],
    ["one that was ruled out", '{"c1":true}', [sure('{"c1":'), drawn(["true", 0.5], ["false", 0]), sure("}")], 6, [1, 0]],
  ])("knows %s", (_name, text, tokens, place, shares) => {
    expect(at(text, tokens, place)).toEqual(shares);
  });

  it.each<[string, readonly Weighed[], number]>([
    ["was not weighed against another", [sure('{"c1":'), sure("true"), sure("}")], 6],
    ["was weighed against none of the words", [sure(`{"c1":`), drawn(["tru", 0], ["maybe", 0.4]), sure("e}")], 6],
    [
      "was forced, and the other word may weigh more than it",
      [sure('{"c1":'), drawn(["true", 0.001], ["`", 0.5], ["Sure", 0.1]), sure("}")],
      6,
    ],
    ["lies behind the end", [sure('{"c1":'), drawn(["true", 0.6], ["false", 0.4]), sure("}")], 99],
  ])("is not known where the token %s", (_name, tokens, place) => {
    expect(at('{"c1":true}', tokens, place)).toBeFalsy();
  });
});
