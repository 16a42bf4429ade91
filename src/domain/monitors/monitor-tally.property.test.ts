import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countAnswers, emptyTally, type MonitorTally, mergeTallies, readTally } from "./monitor-tally.ts";
import { tallyGroup } from "./tally-group.ts";
import type { WatchedAnswer } from "./watched-answer.ts";

const answers: fc.Arbitrary<WatchedAnswer> = fc.record({
  reward: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(null, 0, 1, Number.NaN)),
  characters: fc.oneof(fc.nat(5000), fc.constantFrom(-1, Number.POSITIVE_INFINITY, Number.NaN, 1e12)),
  repetition: fc.double({ min: -0.5, max: 1.5 }),
  isAtClip: fc.boolean(),
  isInjectionSuspected: fc.boolean(),
});
const groups = fc.record({ answers: fc.array(answers, { maxLength: 8 }), isDegraded: fc.boolean() });
type Group = { readonly answers: readonly WatchedAnswer[]; readonly isDegraded: boolean };

function tallyOf(seen: readonly Group[]): MonitorTally {
  const tally = emptyTally();
  for (const group of seen) {
    tallyGroup(tally, group.answers, group.isDegraded);
  }
  return tally;
}

describe("tallies", () => {
  it("are the same to the last bit in whatever order and pieces answers were seen", () => {
    fc.assert(
      fc.property(fc.array(groups, { maxLength: 20 }), fc.array(fc.nat(3), { minLength: 20, maxLength: 20 }), (seen, pieces) => {
        const atOnce = tallyOf(seen);
        const parts = [0, 1, 2, 3].map((piece) => tallyOf(seen.filter((_, index) => pieces[index] === piece)));
        const [first, second, third, fourth] = parts as [MonitorTally, MonitorTally, MonitorTally, MonitorTally];
        expect(mergeTallies(parts)).toEqual(atOnce);
        expect(mergeTallies(parts.toReversed())).toEqual(atOnce);
        expect(mergeTallies([mergeTallies([first, second]), mergeTallies([third, fourth])])).toEqual(atOnce);
        expect(tallyOf(seen.toReversed())).toEqual(atOnce);
      }),
    );
  });

  it("are whole numbers, whatever was observed, and as many as were observed", () => {
    fc.assert(
      fc.property(fc.array(groups, { maxLength: 20 }), (seen) => {
        const tally = tallyOf(seen);
        expect(tally.every((number) => Number.isSafeInteger(number))).toBe(true);
        expect(countAnswers(tally)).toBe(seen.reduce((sum, group) => sum + group.answers.length, 0));
      }),
    );
  });

  it("come back from text as they were, and from nothing else", () => {
    fc.assert(
      fc.property(fc.array(groups, { maxLength: 5 }), (seen) => {
        const tally = tallyOf(seen);
        const numbers = JSON.parse(JSON.stringify([...tally]));
        expect(readTally(numbers)).toEqual(tally);
        expect(readTally(numbers.slice(1))).toBeNull();
        expect(readTally(numbers.with(0, null))).toBeNull();
      }),
    );
  });
});
