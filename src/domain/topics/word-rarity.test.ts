import { describe, expect, it } from "vitest";
import { groupLexicon } from "./lexicon-groups.ts";
import { measureRarity } from "./word-rarity.ts";

describe("measureRarity", () => {
  const groups = groupLexicon([["tablet", "pills", "over the counter"]]);
  const rarity = measureRarity(
    [
      ["pain", "start"],
      ["pain", "tablets"],
      ["pain", "pill"],
    ],
    groups,
  );

  it("is 1 for words of one topic or none, and least for words of all", () => {
    expect(rarity("start")).toBe(1);
    expect(rarity("weather")).toBe(1);
    expect(rarity("pain")).toBe(0.3);
  });

  it("counts the words of a lexicon group as one", () => {
    expect(rarity("pill")).toBe(rarity("tablet"));
    expect(rarity("pill")).toBeLessThan(1);
  });
});

describe("groupLexicon", () => {
  it("groups stems, the first group first, and leaves entries of several words out", () => {
    const groups = groupLexicon([["tablets", "pill"], ["pill", "drug"], ["two words"]]);
    expect([...groups]).toEqual([
      ["tablet", 0],
      ["pill", 0],
      ["drug", 1],
    ]);
  });
});
