import { describe, expect, it } from "vitest";
import { readVerdicts } from "./read-verdicts.ts";

const read = (quote: unknown, met = true) => {
  const text = JSON.stringify({ c1: { quote, reason: "So it is.", met } });
  return readVerdicts({ text, isCutOff: false, tokens: null, usage: null }, 1, "Paris is the capital. 首都")?.[0];
};

describe("the evidence for a verdict", () => {
  it.each(["", " ", "N/A", "none", "None.", '""', "—", "(no passage)", "Paris", "the CAPITAL", "首都", null, undefined, 7])(
    "may be none, or stand in the conversation: %j",
    (quote) => {
      expect(read(quote)).toEqual({ met: 1, isDistribution: false, isMisquoted: false });
    },
  );

  it.each(["Lyon", "Paris is not the capital", "nonesuch", "北京"])("may not be made up: %j", (quote) => {
    expect(read(quote)).toEqual({ met: 0, isDistribution: false, isMisquoted: true });
    expect(read(quote, false)).toEqual({ met: 0, isDistribution: false, isMisquoted: true });
  });
});
