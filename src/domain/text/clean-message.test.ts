import { describe, expect, it } from "vitest";
import { cleanMessage } from "./clean-message.ts";

describe("cleanMessage", () => {
  it("collapses white space and keeps line breaks as they separate sentences", () => {
    expect(cleanMessage("  Hello,\t doctor \r\n\r\n  It hurts.  ")).toBe("Hello, doctor\nIt hurts.");
  });

  it("brings compatible characters to one form", () => {
    expect(cleanMessage("Ｗｈｅｒｅ ｉｓ ｉｔ？ ﬁne")).toBe("Where is it? fine");
  });

  it("drops zero-width, bidirectional, tag and control characters", () => {
    expect(cleanMessage("pa\u200Bin\u202E\uFEFF \u0007he\u00ADre\u{E0041}")).toBe("pain here");
    expect(cleanMessage("lone \uD800 half")).toBe("lone half");
  });

  it.each([
    ["<think>I should ask.</think>Where is it?", "Where is it?"],
    ["Hi. <THINK>one</THINK> <think>two</think>Bye.", "Hi. Bye."],
    ["Hi. <think>never closed", "Hi."],
    ["begun earlier</think>Where is it?", "Where is it?"],
    ["<th\u200Bink>hidden</think>Yes.", "Yes."],
    ["a <think>b <think>c</think> d</think> e", "a d e"],
    ["<thinking>hm</thinking>Yes.", "Yes."],
    ["I think</think", "I think</think"],
  ])("strips thoughts from %j", (message, expected) => {
    expect(cleanMessage(message)).toBe(expected);
  });

  it("keeps at most 10,000 characters, also where one becomes many", () => {
    expect(cleanMessage("a".repeat(20_000))).toHaveLength(10_000);
    expect(cleanMessage("\uFDFA".repeat(20_000)).length).toBeLessThanOrEqual(10_000);
  });

  it("reads hostile repetitions to their end", () => {
    expect(cleanMessage("<think>".repeat(1_400))).toBe("");
    expect(cleanMessage("</think>".repeat(1_200))).toBe("");
    expect(cleanMessage("<think></think>".repeat(600))).toBe("");
    expect(cleanMessage("\u200B".repeat(10_000))).toBe("");
  });
});
