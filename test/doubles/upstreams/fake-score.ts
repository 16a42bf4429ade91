import { SELF_TEST_CASES } from "../../../src/reward-models/self-test-cases.ts";

/** What a text says of itself, as fake models read it. */
const WORDS: readonly (readonly [string, number])[] = [
  ["excellent", 3],
  ["rubbish", -3],
  ...SELF_TEST_CASES.map(({ good }) => [good, 4] as const),
];

/** A fake model's raw score of a text: large for good answers, as a real model's logit is. Never a whole number, never 0. */
export function fakeScore(text: string): number {
  const points = WORDS.reduce((sum, [word, value]) => sum + (text.includes(word) ? value : 0), -1.5);
  return points + (text.length % 97) / 1000 + 0.0005;
}

/** A sigmoid as servers compute it, in single precision: it saturates. */
export function squash(raw: number): number {
  return Math.fround(1 / (1 + Math.exp(-raw)));
}
