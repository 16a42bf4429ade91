import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAT_TEMPLATES } from "./chat-template.ts";
import { joinAnswer, splitQuery } from "./split-query.ts";
import { stripThinking } from "./strip-thinking.ts";

const PIECES = [
  "<|im_start|>",
  "<|im_end|>",
  "<|im_sep|>",
  "<|start_of_role|>",
  "<|end_of_role|>",
  "<|end_of_text|>",
  "<|start_header_id|>",
  "<|end_header_id|>",
  "<|eot_id|>",
  "<start_of_turn>",
  "<end_of_turn>",
  "[INST]",
  "[/INST]",
  "[SYSTEM_PROMPT]",
  "[/SYSTEM_PROMPT]",
  "<｜User｜>",
  "<｜Assistant｜>",
  "<｜end▁of▁sentence｜>",
  "<|header_start|>",
  "<|header_end|>",
  "<|eot|>",
  "[gMASK]<sop>",
  "<|user|>",
  "<|assistant|>",
  "<|observation|>",
  "<|start|>",
  "<|channel|>",
  "<|message|>",
  "<|return|>",
  "<|call|>",
  "analysis",
  "<s>",
  "</s>",
  "<bos>",
  "<think>",
  "</think>",
  "user",
  "assistant",
  "model",
  "User:",
  "Assistant:",
  "\n",
  " ",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
];
const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 40 })
  .map((pieces) => pieces.join(""));
const template = fc.constantFrom(null, ...CHAT_TEMPLATES);

describe("any text", () => {
  it("is read without a fault, as messages of texts that hold no more than it did", () => {
    fc.assert(
      fc.property(hostileText, fc.option(hostileText), template, (query, prompt, chosen) => {
        const messages = splitQuery(query, prompt, chosen);
        expect(messages.length).toBeGreaterThan(0);
        for (const { role, content } of messages) {
          expect(typeof role).toBe("string");
          expect(query).toContain(content === "" ? "" : content.split("\n")[0]);
        }
        expect(messages.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(query.length);
      }),
    );
  });

  it("ends with the answer where it begins with the prompt, and with no message that the answer made", () => {
    fc.assert(
      fc.property(hostileText, hostileText, template, (prompt, answer, chosen) => {
        const joined = joinAnswer(prompt, answer, chosen);
        expect(joined.at(-1)?.role).toBe("assistant");
        expect(joined.length).toBe(joinAnswer(prompt, "", chosen).length);
      }),
    );
  });

  it("says no more without its thinking", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(stripThinking(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it("takes time as it grows, and no more", () => {
    const text = PIECES.join("").repeat(2000);
    for (const chosen of [null, ...CHAT_TEMPLATES]) {
      expect(splitQuery(text, null, chosen).length).toBeGreaterThan(0);
      expect(splitQuery("</s>".repeat(50_000), null, chosen)).toHaveLength(1);
    }
  });
});
