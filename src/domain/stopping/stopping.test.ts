import { describe, expect, it } from "vitest";
import { lnEvidenceAgainstEven } from "./evidence-against-even.ts";
import { wilsonInterval } from "./wilson-interval.ts";

describe("the evidence that people are not evenly split", () => {
  it.each([
    [4, 4, 1.1631508098056809],
    [7, 7, 2.772588722239781],
    [8, 8, 3.347952867143343],
    [15, 20, 1.1695678393449356],
    [50, 100, -2.0842441128641553],
  ])("after %d of %d votes for A is %f nats", (votesForA, votes, expected) => {
    expect(lnEvidenceAgainstEven(votesForA, votes)).toBeCloseTo(expected, 10);
  });

  it("is of votes for A among the decisive ones", () => {
    expect(() => lnEvidenceAgainstEven(3, 2)).toThrow("decisive");
  });

  it("calls a unanimous pair at the eighth vote, at 5 %", () => {
    const first = Array.from({ length: 20 }, (_value, at) => at + 1).find(
      (votes) => lnEvidenceAgainstEven(votes, votes) >= Math.log(20),
    );
    expect(first).toBe(8);
  });
});

describe("Wilson's interval", () => {
  it.each([
    [0, 10, 0, 0.2775327998628892],
    [7, 10, 0.3967781474611453, 0.8922087325936988],
    [19, 20, 0.763868806553258, 0.9911185511992047],
  ])("of %d in %d", (hits, count, low, high) => {
    const [from, to] = wilsonInterval(hits, count);
    expect(from).toBeCloseTo(low, 8);
    expect(to).toBeCloseTo(high, 8);
  });

  it("knows nothing where nothing was seen", () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});
