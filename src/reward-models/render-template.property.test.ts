import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakControlTokens, hasControlTokens } from "../domain/judging/control-tokens.ts";
import { renderTemplate } from "./render-template.ts";

const TOKENS = ["<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|begin_of_text|>"];
const FRAGMENTS = [
  ...TOKENS,
  "<",
  "|",
  "<|",
  "|>",
  "<<||",
  "user",
  "\n",
  "[INST]",
  "[",
  "</s>",
  "<｜User｜>",
  "<start_of_turn>",
  " ",
  "ü",
];
const text = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join(""));
const messages = fc.array(fc.record({ role: fc.constantFrom("user" as const, "assistant" as const), content: text }), {
  minLength: 1,
  maxLength: 4,
});
const count = (whole: string, part: string) => whole.split(part).length - 1;

describe("whatever messages say", () => {
  it("their text has the tokens of as many turns as there are messages", () => {
    fc.assert(
      fc.property(messages, (said) => {
        const chatml = renderTemplate("chatml", said, "written");
        expect([count(chatml, "<|im_start|>"), count(chatml, "<|im_end|>")]).toEqual([said.length, said.length]);
        expect(count(chatml, "<|")).toBe(2 * said.length);
        const llama3 = renderTemplate("llama3", said, "written");
        expect([count(llama3, "<|start_header_id|>"), count(llama3, "<|eot_id|>")]).toEqual([said.length, said.length]);
        expect(count(llama3, "<|")).toBe(3 * said.length + 1);
        expect(hasControlTokens(renderTemplate("raw", said, "written"))).toBe(false);
      }),
    );
  });

  it("only spaces are added, and none the second time", () => {
    fc.assert(
      fc.property(text, (said) => {
        const broken = breakControlTokens(said);
        expect(broken.replaceAll(" ", "")).toBe(said.replaceAll(" ", ""));
        expect(breakControlTokens(broken)).toBe(broken);
      }),
    );
  });

  it("a text without them stays as it is", () => {
    fc.assert(
      fc.property(
        fc.string().filter((said) => !/[<[]/.test(said)),
        (said) => {
          expect(breakControlTokens(said)).toBe(said);
        },
      ),
    );
  });
});
