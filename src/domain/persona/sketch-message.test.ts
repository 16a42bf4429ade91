import { describe, expect, it } from "vitest";
import { draw } from "./draw.ts";
import { isRepeatOf, sketchMessage } from "./sketch-message.ts";

const sketch = (text: string) =>
  sketchMessage(
    text
      .toLowerCase()
      .split(/\W+/)
      .filter((word) => word !== ""),
  );

describe("recognising a repeated message", () => {
  const earlier = [sketch("When exactly did the pain in your back start?")];

  it("finds nearly the same words", () => {
    expect(isRepeatOf(sketch("When exactly did the pain in your back start, please?"), earlier)).toBe(true);
  });

  it("lets a new question pass", () => {
    expect(isRepeatOf(sketch("Where exactly is the pain in your leg now?"), earlier)).toBe(false);
  });

  it("lets short messages come twice", () => {
    expect(isRepeatOf(sketch("Go on."), [sketch("Go on.")])).toBe(false);
  });

  it("keeps the smallest hashes of the distinct words, ascending", () => {
    for (const count of [0, 1, 5, 31, 32, 33, 200]) {
      const words = Array.from({ length: 3 * count }, (_unused, index) => `word${index % count}`);
      const hashes = [...new Set(words.map(draw))].sort((a, b) => a - b);
      expect(sketchMessage(words).hashes).toEqual(hashes.slice(0, 32));
    }
  });

  it("is bounded for a message without end", () => {
    expect(sketchMessage(Array.from({ length: 5000 }, (_unused, index) => `word${index}`)).hashes).toHaveLength(32);
  });
});
