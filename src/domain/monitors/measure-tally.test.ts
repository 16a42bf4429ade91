import { describe, expect, it } from "vitest";
import { measureTally } from "./measure-tally.ts";
import { emptyTally } from "./monitor-tally.ts";
import { tallyGroup } from "./tally-group.ts";
import type { WatchedAnswer } from "./watched-answer.ts";

const PLAIN: WatchedAnswer = { reward: 0.5, characters: 100, repetition: 0, isAtClip: false, isInjectionSuspected: false };

function measure(groups: readonly (readonly Partial<WatchedAnswer>[])[], isDegraded = false) {
  const tally = emptyTally();
  for (const group of groups) {
    tallyGroup(
      tally,
      group.map((answer) => ({ ...PLAIN, ...answer })),
      isDegraded,
    );
  }
  return measureTally(tally, 0.95);
}

/** Characters whose log length is that many doublings. */
const doublings = (count: number) => 2 ** count - 1;

describe("what a tally says", () => {
  it("says nothing of what was not seen", () => {
    const { answers, scored, groups, ...measures } = measure([]);
    expect([answers, scored, groups]).toEqual([0, 0, 0]);
    expect(Object.values(measures).every((estimate) => estimate === null)).toBe(true);
  });

  it("never takes an answer without a reward for one of 0", () => {
    const { reward, unscored, scored, atClip } = measure([
      [{ reward: null }, { reward: 0.8, isAtClip: true }],
      [{ reward: null }],
    ]);
    expect(reward?.value).toBeCloseTo(0.8);
    expect(scored).toBe(1);
    expect(atClip?.value).toBe(1);
    expect(unscored?.value).toBeCloseTo(2 / 3);
  });

  it("is not sure of a mean by the answers to one prompt, and less by those to two than their error alone says", () => {
    const alike = (reward: number) => Array.from({ length: 16 }, () => ({ reward, characters: 200 }));
    expect(measure([alike(0.4)]).reward).toMatchObject({ value: 0.4, lower: 0, upper: 1 });
    expect(measure([alike(0.4)]).characters).toMatchObject({ lower: 0, upper: 2 ** 20 - 1 });
    // Student's t with one degree of freedom: 12.7 errors of .1.
    expect(measure([alike(0.4), alike(0.6)]).reward).toMatchObject({ lower: 0, upper: 1 });
  });

  it("gives means, shares and the geometric mean of lengths", () => {
    const measures = measure(
      [
        [
          { reward: 0.2, characters: doublings(6), repetition: 0.1 },
          { reward: 0.4, characters: doublings(8), repetition: 0.3, isInjectionSuspected: true },
        ],
      ],
      true,
    );
    expect(measures.reward?.value).toBeCloseTo(0.3);
    expect(measures.characters?.value).toBeCloseTo(doublings(7));
    expect(measures.repetition?.value).toBeCloseTo(0.2);
    expect(measures.injection?.value).toBeCloseTo(0.5);
    expect(measures.degraded?.value).toBe(1);
    expect(measures.groups).toBe(1);
  });

  it("correlates reward and log length over all answers, and among answers to the same prompt", () => {
    // Prompts that ask for length are answered well (between), but the longer of two answers to one prompt is the worse (within).
    const groups = [1, 2, 3, 4, 5, 6, 7, 8].map((level) => [
      { reward: level / 10, characters: doublings(level + 1) },
      { reward: level / 10 + 0.05, characters: doublings(level) },
    ]);
    const { lengthCorrelation, lengthCorrelationWithin } = measure(groups);
    expect(lengthCorrelation?.value).toBeGreaterThan(0.9);
    expect(lengthCorrelationWithin?.value).toBeCloseTo(-1, 6);
    expect(lengthCorrelationWithin?.count).toBe(8);
  });

  it("gives Pearson's correlation with Fisher's interval", () => {
    const rewards = [0.1, 0.4, 0.3, 0.8, 0.6, 0.9];
    const lengths = [3, 4, 6, 5, 8, 7];
    const { lengthCorrelation: found } = measure(
      rewards.map((reward, index) => [{ reward, characters: doublings(lengths[index] ?? 0) }]),
    );
    // tanh(atanh r ± 1.96/√(n − 3)), worked out beside this program.
    expect(found?.value).toBeCloseTo(0.611282, 3);
    expect(found?.lower).toBeCloseTo(-0.397453, 3);
    expect(found?.upper).toBeCloseTo(0.951039, 3);
  });

  it("has no correlation where rewards or lengths do not differ", () => {
    const same = measure(Array.from({ length: 20 }, (_, index) => [{ characters: 100 + index }]));
    expect(same.lengthCorrelation).toBeNull();
    expect(same.lengthCorrelationWithin).toBeNull();
  });

  it("counts groups whose rewards are all the same among those that can be compared", () => {
    const { zeroSpread } = measure([
      [{ reward: 0.4 }],
      [{ reward: 0.4 }, { reward: null }],
      [{ reward: 0.4 }, { reward: 0.4 }, { reward: null }],
      [{ reward: 0.4 }, { reward: 0.400_000_1 }],
    ]);
    expect(zeroSpread).toMatchObject({ value: 0.5, count: 2 });
  });

  it("takes answers that are copies of each other for one", () => {
    const rewards = Array.from({ length: 40 }, (_, index) => (index % 10) / 10);
    const alone = measure(rewards.map((reward) => [{ reward }]));
    const copied = measure(rewards.map((reward) => [{ reward }, { reward }, { reward }, { reward }]));
    expect(alone.reward?.count).toBeCloseTo(40, 6);
    expect(copied.reward?.count).toBeCloseTo(40, -1);
    expect(copied.reward?.lower).toBeCloseTo(alone.reward?.lower ?? 0, 9);
    expect(measure(Array.from({ length: 40 }, () => [{ isAtClip: true }, { isAtClip: true }])).atClip?.count).toBe(40);
  });
});
