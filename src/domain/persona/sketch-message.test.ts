import { describe, expect, it } from "vitest";
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

  it("is bounded for a message without end", () => {
    expect(sketchMessage(Array.from({ length: 5000 }, (_unused, index) => `word${index}`))).toHaveLength(32);
  });
});
