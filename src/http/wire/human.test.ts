import { describe, expect, it } from "vitest";
import { HumanSchema, toHumanTerms } from "./human.ts";

describe("what a caller wants of people", () => {
  it("has a default for everything", () => {
    expect(toHumanTerms(undefined, "auto")).toEqual({
      mode: "auto",
      audience: "global",
      instruction: null,
      criteriaVersion: null,
      dimensions: [],
      minVotes: 3,
      maxVotes: 15,
      stopAt: 0.95,
      ttlMs: 300_000,
    });
  });

  it("comes from the batch, member by member, where the item says nothing", () => {
    const batch = { mode: "require", max_votes: 5, audience: "nurses" } as const;
    expect(toHumanTerms({ mode: null, max_votes: 7 }, "off", batch)).toMatchObject({
      mode: "require",
      maxVotes: 7,
      audience: "nurses",
    });
  });

  it.each([
    [true, "all"],
    [false, []],
    [["D1_Care"], ["D1_Care"]],
  ])("reads dimensions %j", (dimensions, expected) => {
    expect(toHumanTerms({ dimensions }, "auto", { dimensions: ["D2_Rest"] }).dimensions).toEqual(expected);
  });

  it.each([
    [{ max_votes: 2 }, 2, 2],
    [{ min_votes: 20 }, 20, 20],
    [{ min_votes: 1, max_votes: 1 }, 1, 1],
  ])("%j leaves no fewer votes at most than at least", (human, minVotes, maxVotes) => {
    expect(toHumanTerms(human, "auto")).toMatchObject({ minVotes, maxVotes });
  });

  it.each([
    { mode: "maybe" },
    { min_votes: 4, max_votes: 3 },
    { stop_at: 0.4 },
    { ttl_seconds: 0 },
    { dimensions: "all" },
    { minimum: 3 },
  ])("refuses %j", (human) => {
    expect(HumanSchema.safeParse(human).success).toBe(false);
  });
});
