import { describe, expect, it } from "vitest";
import type { Fact } from "../scenarios/scenario.ts";
import { toldFacts } from "./told-facts.ts";

const fact = (id: string, keyTokens: readonly string[], ...say: readonly string[]): Fact => ({
  id,
  topicId: "t",
  reveal: "when_asked",
  weight: 1,
  requires: [],
  when: null,
  keyTokens,
  say,
  deflect: [],
  hint: null,
});
const FACTS = [
  fact("gauntlets", ["gauntlets"], "We never had any gauntlets."),
  fact("unit", ["burns unit"], "They sent me to the burns unit."),
  fact("wiped", ["they wipe it", "it's wiped"], "It's wiped at night.", "At night they wipe it."),
  fact("price", ["3,000"], "It cost 3,000 pounds."),
];
const told = (line: string) => toldFacts(FACTS, line);

describe("the facts that somebody's line tells", () => {
  it("are those of which it holds a key token, word for word", () => {
    expect(told("I went to the Burns Unit, and it was 3000 pounds.")).toEqual(["unit", "price"]);
    expect(told("They wipe it.")).toEqual(["wiped"]);
    expect(told("The unit that treats burns.")).toEqual([]);
    expect(told("")).toEqual([]);
  });

  it("are those of which it holds a whole wording of the persona's, where the key token is part of a longer word", () => {
    const riot = fact("riot", ["riot"], "Says here 'WyattTheRiot'.");
    expect(toldFacts([riot], "Hm. Says here WyattTheRiot, whoever that is.")).toEqual(["riot"]);
    expect(toldFacts([riot], "WyattTheRiot")).toEqual([]);
  });

  it("are not those that it denies", () => {
    for (const line of [
      "I was never in the burns unit.",
      "I didn't see any burns unit",
      "No burns unit for me.",
      "not at the burns unit",
    ]) {
      expect(told(line)).toEqual([]);
    }
  });

  it("are those whose own wording denies the same words", () => {
    expect(told("There were no gauntlets.")).toEqual(["gauntlets"]);
    expect(told("Gauntlets? Ha.")).toEqual(["gauntlets"]);
  });

  it("are not lost to a denial of something else", () => {
    expect(told("No, it was the burns unit.")).toEqual(["unit"]);
    expect(told("I'm not well. Burns unit, they said.")).toEqual(["unit"]);
    expect(told("It is not the sort of day on which one wants to see a burns unit.")).toEqual(["unit"]);
    expect(told("Not the burns unit at first, but the burns unit later.")).toEqual(["unit"]);
  });

  it("are read without invisible characters and thoughts", () => {
    expect(told("the burns\u200b unit")).toEqual(["unit"]);
    expect(told("<think>burns unit</think> Hm.")).toEqual([]);
  });
});
