import { describe, expect, it } from "vitest";
import { LEASE_MS_MAX, LEASE_MS_MIN, leaseDuration } from "./lease-duration.ts";
import { type QuestionState, questionNeed } from "./question-need.ts";
import { paceOf, paceP90, USUAL_PACE } from "./vote-pace.ts";

const NOW = 1_000_000;
/** Ten seconds at the usual pace; three votes wanted; the caller waits for ten minutes. */
const QUESTION: QuestionState = {
  minVotes: 3,
  maxVotes: 15,
  deadlineAt: NOW + 600_000,
  value: 0.3,
  nominalSeconds: 10,
  votes: 0,
  leasedAt: [],
};

function need(changes: Partial<QuestionState>, now = NOW) {
  return questionNeed({ ...QUESTION, ...changes }, USUAL_PACE, now);
}

describe("how many annotators a question goes to", () => {
  it("is as many as votes are missing, while there is time", () => {
    expect(need({ minVotes: 4, deadlineAt: null }).places).toBe(4);
    expect(need({ minVotes: 4, deadlineAt: null, votes: 1, leasedAt: [NOW, NOW] }).places).toBe(1);
  });

  it("is more shortly before the deadline, since some will not finish", () => {
    const places = [60_000, 12_000, 9000, 7000].map((ms) => need({ deadlineAt: NOW + ms }).places);
    expect(places).toEqual([3, 5, 7, 10]);
  });

  it("is none for the sake of a deadline that hardly anybody would make; from then on the question has time", () => {
    const drained = need({ deadlineAt: NOW + 6000 });
    expect(drained).toMatchObject({ awaited: 0, places: 3 });
    expect(drained.score).toBe(need({ deadlineAt: null }).score);
    expect(need({ deadlineAt: NOW - 1 })).toEqual(need({ deadlineAt: null }));
  });

  it("counts a lease that runs later than nine of ten as one that will not come", () => {
    const lateMs = paceP90(USUAL_PACE) * 10_000;
    const leasedAt = [NOW, NOW, NOW];
    const question = { deadlineAt: null, leasedAt };
    expect(need(question, NOW + lateMs - 1).places).toBe(0);
    expect(need(question, NOW + lateMs + 1).places).toBe(3);
  });

  it("is none where every place is taken; the votes are awaited all the same", () => {
    expect(need({ maxVotes: 3, votes: 1, leasedAt: [NOW, NOW] })).toEqual({ awaited: 2, places: 0, score: 0 });
  });

  it("is as many as one in four of them make it, and no more", () => {
    // The chance is .26 with 6.4 seconds left.
    expect(need({ deadlineAt: NOW + 6400 })).toMatchObject({ awaited: 3, places: 12 });
  });

  it("is never more than there is room for, late leases or not", () => {
    expect(need({ maxVotes: 4, votes: 1, leasedAt: [0, 0] }).places).toBe(1);
    expect(need({ maxVotes: 4, votes: 2, leasedAt: [0, 0] }).places).toBe(0);
    expect(need({ maxVotes: 4, votes: 6 })).toMatchObject({ places: 0, awaited: 0 });
  });

  it("grows in steps of half as many again once the least number is in", () => {
    expect([3, 4, 6, 10].map((votes) => need({ votes, deadlineAt: null }).places)).toEqual([2, 2, 3, 5]);
  });

  it("is none once the least number is in and another vote would tell nothing", () => {
    expect(need({ votes: 3, value: 0 }).places).toBe(0);
    expect(need({ votes: 2, value: 0 })).toMatchObject({ places: 1 });
    expect(need({ votes: 2, value: 0 }).score).toBeGreaterThan(0);
  });
});

describe("what it is worth to hand a question out next", () => {
  it("grows with what a vote tells, with the votes missing, and as the deadline comes nearer", () => {
    const score = need({}).score;
    expect(need({ value: 0.6 }).score).toBeCloseTo(2 * score, 12);
    expect(need({ minVotes: 6 }).score).toBeCloseTo(2 * score, 12);
    expect(need({ deadlineAt: NOW + 300_000 }).score).toBeCloseTo(2 * score, 12);
    expect(need({ leasedAt: [NOW] }).score).toBeCloseTo((score * 2) / 3, 12);
    expect(need({ deadlineAt: null }).score).toBeCloseTo(score / 6, 12);
  });

  it("grows no more within the last second, and is there as long as a place is, however many are under way", () => {
    const at = (ms: number) => need({ deadlineAt: NOW + ms, nominalSeconds: 0.01 }).score;
    expect(at(2000)).toBeCloseTo(2 * at(4000), 12);
    expect(at(400)).toBeCloseTo(at(1000), 12);
    const hedged = need({ minVotes: 1, deadlineAt: NOW + 7000, leasedAt: [NOW] });
    expect(hedged.places).toBeGreaterThan(0);
    expect(hedged.score).toBeCloseTo(need({ minVotes: 1, deadlineAt: NOW + 7000 }).score, 12);
  });

  it("falls with the time that it takes", () => {
    expect(need({ nominalSeconds: 20 }).score).toBeCloseTo(need({}).score / 2, 12);
  });
});

describe("how long an annotator may keep a question", () => {
  it("is three times what three of four of their votes take, within bounds", () => {
    expect(leaseDuration(paceOf(1, 2), 10)).toBe(60_000);
    expect(leaseDuration(paceOf(1, 2), 1)).toBe(LEASE_MS_MIN);
    expect(leaseDuration(paceOf(1, 2), 1000)).toBe(LEASE_MS_MAX);
  });
});
