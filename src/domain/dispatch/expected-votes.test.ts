import { describe, expect, it } from "vitest";
import { expectedVotes, firstVoteSeconds, type LiveAnnotator, voteChance } from "./expected-votes.ts";
import { paceOf, USUAL_PACE } from "./vote-pace.ts";

const IDLE: LiveAnnotator = { pace: USUAL_PACE, isBusy: false };
const BUSY: LiveAnnotator = { pace: USUAL_PACE, isBusy: true };

describe("expected votes", () => {
  it("are none without annotators or time", () => {
    expect(expectedVotes([], 10, 60, 0)).toBe(0);
    expect(expectedVotes([IDLE], 10, 0, 0)).toBe(0);
  });

  it("are half a vote of one annotator within their median, and one of each at most", () => {
    expect(expectedVotes([IDLE], 10, 10, 0)).toBeCloseTo(0.5, 12);
    const many = expectedVotes([IDLE, IDLE, IDLE], 10, 10_000, 0);
    expect(many).toBeGreaterThan(2.99);
    expect(many).toBeLessThanOrEqual(3);
  });

  it("are fewer of those who are busy, since what they hold comes first", () => {
    expect(voteChance(BUSY, 10, 5)).toBe(0);
    expect(voteChance(BUSY, 10, 15)).toBeCloseTo(0.5, 12);
    expect(voteChance({ pace: paceOf(2, 3), isBusy: true }, 10, 30)).toBeCloseTo(0.5, 12);
  });

  it("are fewer the longer the question is; what the busy hold and others wait for is of the usual length", () => {
    expect(expectedVotes([IDLE], 40, 10, 0, 10)).toBeLessThan(expectedVotes([IDLE], 10, 10, 0) / 4);
    expect(voteChance(BUSY, 10, 25, 30)).toBeCloseTo(0.5, 12);
    expect(expectedVotes([IDLE], 1, 10, 9, 10)).toBeCloseTo(0.1, 2);
  });

  it("are a share of what can be done where more is waited for than that", () => {
    const alone = expectedVotes([IDLE, IDLE], 10, 20, 0);
    const crowded = expectedVotes([IDLE, IDLE], 10, 20, 40);
    expect(crowded).toBeCloseTo((alone * 4) / (40 + alone), 12);
    // Somebody half as fast is as likely as not to vote within 20 s, and gives one vote in that time.
    expect(expectedVotes([{ pace: paceOf(2, 3), isBusy: false }], 10, 20, 3)).toBeCloseTo(0.5 / 3.5, 12);
    const moment = expectedVotes([IDLE], 10, 0.5, 0);
    expect(expectedVotes([IDLE], 10, 0.5, 4)).toBeCloseTo((moment * 0.05) / (4 + moment), 12);
  });
});

describe("the first vote", () => {
  it("is never without annotators", () => {
    expect(firstVoteSeconds([], 10)).toBeNull();
  });

  it("comes when it is as likely as not: at the median of one, sooner of several, later of the busy", () => {
    expect(firstVoteSeconds([IDLE], 10)).toBeCloseTo(10, 6);
    expect(firstVoteSeconds([IDLE], 0.5)).toBeCloseTo(0.5, 6);
    expect(firstVoteSeconds([BUSY], 10)).toBeCloseTo(15, 6);
    const several = firstVoteSeconds([IDLE, IDLE, IDLE, { pace: paceOf(3, 5), isBusy: true }], 10) ?? Number.NaN;
    expect(several).toBeLessThan(8);
    const none = [IDLE, IDLE, IDLE].reduce((chance, idle) => chance * (1 - voteChance(idle, 10, several)), 1);
    expect(none).toBeCloseTo(0.5, 1);
  });
});
