import { expect, it } from "vitest";
import { fixtureScenario } from "../../../test/doubles/fixture-scenario.ts";
import type { PrivateScenario } from "../scenarios/scenario.ts";
import { isScoredByWords } from "./is-scored-by-words.ts";
import { NEUTRAL_SHAPING } from "./shaping-rules.ts";

const talker = fixtureScenario().private;
const WORDS: Partial<PrivateScenario> = {
  facts: [],
  minefields: [],
  ends: [],
  scoring: {
    dimensions: [{ key: "D1", weight: 1, needs: null, scorer: { kind: "rubric" } }],
    gate: { minor: 1, major: 1, critical: 0 },
    rubric: [],
    shaping: NEUTRAL_SHAPING,
  },
};
const isByWords = (change: Partial<PrivateScenario>) => isScoredByWords(fixtureScenario({ private: { ...WORDS, ...change } }));

it("a score depends on the words alone where the rubric scores all and there is nothing to find, to step on or to end it", () => {
  expect(isByWords({})).toBe(true);
  const { facts, minefields, ends, scoring } = talker;
  expect([facts, minefields, ends].every(({ length }) => length > 0)).toBe(true);
  expect([{ facts }, { minefields }, { ends }, { scoring }].map(isByWords)).toEqual([false, false, false, false]);
});
