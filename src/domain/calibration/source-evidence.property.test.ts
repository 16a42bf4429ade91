import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCalibration, readWorthVotes } from "./read-calibration.ts";
import { learnFromVote, type SourceEvidence, startEvidence } from "./source-evidence.ts";
import type { SourceVote } from "./source-vote.ts";

const raw = fc.double({ min: -20, max: 20, noNaN: true });
const vote = fc.record<SourceVote>({
  pairKey: fc.constantFrom("p1", "p2", "p3", "p4"),
  choice: fc.constantFrom("a", "b", "tie"),
  rawA: raw,
  rawB: raw,
  lnLengthDifference: fc.double({ min: -3, max: 3, noNaN: true }),
  inclusionProbability: fc.constantFrom(1, 0.05, 0.5),
});
const UNKNOWN = { kappa: 1, isDistrusted: false };
const fold = (votes: readonly SourceVote[]): SourceEvidence =>
  votes.reduce((evidence, one) => learnFromVote(evidence, one, UNKNOWN), startEvidence(1, null));
const mirrored = (one: SourceVote): SourceVote => ({
  ...one,
  choice: one.choice === "tie" ? "tie" : one.choice === "a" ? "b" : "a",
  rawA: one.rawB,
  rawB: one.rawA,
  lnLengthDifference: -one.lnLengthDifference,
});
/** Votes of people who follow the source so often, on pairs of their own. */
const votesThatAgree = (count: number, share: number): readonly SourceVote[] =>
  Array.from({ length: count }, (_, index) => ({
    pairKey: `pair ${index}`,
    choice: (index * 7919) % 1000 < 1000 * share ? "a" : "b",
    rawA: 1,
    rawB: 0,
    lnLengthDifference: 0,
    inclusionProbability: 1,
  }));

describe("what votes tell of a source", () => {
  it("is the same to the last bit where A and B are swapped", () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 40 }), (votes) => {
        const [one, other] = [fold(votes), fold(votes.map(mirrored))];
        const { length: lengthOne, centre: centreOne, ...restOne } = readCalibration(one, 0);
        const { length: lengthOther, centre: centreOther, ...restOther } = readCalibration(other, 0);
        expect(restOther).toEqual(restOne);
        expect(centreOther).toBe(centreOne);
        expect(lengthOther.coefficient).toBeCloseTo(lengthOne.coefficient, 12);
        expect(readWorthVotes(other)).toBeCloseTo(readWorthVotes(one), 6);
      }),
    );
  });

  it("is plain numbers: what was kept as text goes on as if it had not been", () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 30 }), fc.array(vote, { maxLength: 30 }), (first, second) => {
        const kept = JSON.parse(JSON.stringify(fold(first))) as SourceEvidence;
        const resumed = second.reduce((evidence, one) => learnFromVote(evidence, one, UNKNOWN), kept);
        expect(JSON.stringify(resumed)).toBe(JSON.stringify(fold([...first, ...second])));
      }),
    );
  });

  it("never gives a negative scale or worth, and a distrusted source is worth nothing", () => {
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 120 }), (votes) => {
        const evidence = fold(votes);
        const { kappa, agreement } = readCalibration(evidence, 0);
        expect(kappa).toBeGreaterThanOrEqual(0);
        expect(readWorthVotes(evidence)).toBeLessThanOrEqual(evidence.isDistrusted ? 0 : 20);
        expect(agreement === null || (agreement.lower <= agreement.share && agreement.lower >= 0)).toBe(true);
      }),
    );
  });

  it.each([
    [0.9, 40, false],
    [0.66, 300, false],
    [0.5, 99, false],
    [0.5, 300, true],
    [0.2, 29, false],
    [0.2, 40, true],
  ])("where %f of people agree: after %i votes distrusted is %s", (share, count, isDistrusted) => {
    expect(fold(votesThatAgree(count, share)).isDistrusted).toBe(isDistrusted);
  });

  it("is believed again once it has turned, and not by the first votes that agree", () => {
    const against = fold(votesThatAgree(200, 0.2));
    const more = (count: number) =>
      votesThatAgree(count, 0.9).reduce((evidence, one) => learnFromVote(evidence, one, UNKNOWN), against);
    expect(more(20).isDistrusted).toBe(true);
    expect(more(400).isDistrusted).toBe(false);
  });

  it("goes by what is known elsewhere until there are thirty votes", () => {
    const elsewhere = fold(votesThatAgree(300, 0.2));
    const few = votesThatAgree(5, 0.9).reduce(
      (evidence, one) => learnFromVote(evidence, one, { kappa: elsewhere.scale.kappa, isDistrusted: elsewhere.isDistrusted }),
      startEvidence(1, elsewhere),
    );
    expect(startEvidence(1, elsewhere).scale.kappa).toBe(elsewhere.scale.kappa);
    expect(few.isDistrusted).toBe(true);
    expect(readCalibration(few, 0).kappa).toBe(0);
  });

  it("weighs votes by what they stand for: a source that people agree with where they are asked and not where they are not", () => {
    const asked = votesThatAgree(100, 1);
    const audited = votesThatAgree(100, 0).map((one) => ({
      ...one,
      pairKey: `audit ${one.pairKey}`,
      inclusionProbability: 0.05,
    }));
    const mixed = asked.flatMap((one, index) => [one, audited[index] ?? one]);
    const { agreement, isDistrusted } = readCalibration(fold(mixed), 0);
    expect(agreement?.share).toBeLessThan(0.1);
    expect(isDistrusted).toBe(true);
    const plain = readCalibration(fold(mixed.map((one) => ({ ...one, inclusionProbability: 1 }))), 0);
    expect(plain.agreement?.share).toBeCloseTo(0.5, 1);
  });

  it("takes many votes on one pair for less than as many pairs", () => {
    const onePair = fold(votesThatAgree(60, 0.7).map((one) => ({ ...one, pairKey: "the same" })));
    const manyPairs = fold(votesThatAgree(60, 0.7));
    expect(onePair.weight).toBeLessThan(3);
    expect(manyPairs.weight).toBeCloseTo(60, 9);
    expect(onePair.scale.precision).toBeLessThan(manyPairs.scale.precision / 2);
  });

  it("finds a source that pays for length that people do not want", () => {
    const votes = Array.from({ length: 300 }, (_, index): SourceVote => {
      const isLonger = index % 2 === 0;
      return {
        pairKey: `pair ${index}`,
        // The source likes the longer one; people like the shorter one in three of four.
        choice: index % 8 < 6 === isLonger ? "b" : "a",
        rawA: isLonger ? 1 : 0,
        rawB: isLonger ? 0 : 1,
        lnLengthDifference: isLonger ? 0.7 : -0.7,
        inclusionProbability: 1,
      };
    });
    const { length } = readCalibration(
      votes.reduce((evidence, one) => learnFromVote(evidence, one, UNKNOWN), startEvidence(1, null)),
      0,
    );
    expect(length.coefficient).toBeLessThan(0);
  });
});
