import { describe, expect, it } from "vitest";
import { stripThinking } from "./strip-thinking.ts";

describe("a message without its thinking", () => {
  it.each([
    ["Green.", "Green."],
    ["<think>hm</think>Green.", "Green."],
    ["hm, they like it mild</think>\n\nGreen.", "Green."],
    ["Well.<think>hm</think> Green.<think>sure?</think>", "Well. Green."],
    ["<think>hm, and then it was cut o", ""],
    ["Green.<think>or", "Green."],
    ["<think>a<think>b</think>Green.", "Green."],
    ["", ""],
  ])("%j says %j", (text, said) => {
    expect(stripThinking(text)).toBe(said);
  });
});
