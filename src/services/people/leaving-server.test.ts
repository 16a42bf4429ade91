import { beforeEach, describe, expect, it } from "vitest";
import {
  askPair,
  BASE,
  castVote,
  createPeopleWorld,
  HUMAN,
  keptRevisions,
  type PeopleWorld,
  START,
  settleDown,
} from "../../../test/doubles/create-people-world.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { GOOD_TALK, talk } from "../../../test/doubles/transcripts.ts";
import { UNCALIBRATED_WORTH } from "../../domain/preference/fallback-worth.ts";
import { heardOfRubric } from "../scoring/heard-of.ts";

let world: PeopleWorld;
beforeEach(() => {
  world = createPeopleWorld();
});

const OPENING = "Hello, it's about my claim.";

/** When what was asked of the desk was answered; null: it was not. */
function watch(answer: Promise<unknown>) {
  const watched: { answeredAt: number | null } = { answeredAt: null };
  void answer.then(() => {
    watched.answeredAt = world.time.clock.now();
  });
  return watched;
}

function askGroup() {
  const candidates = ["w", "x", "y"].map((line) => ({
    messages: talk(OPENING, line),
    reward: 0.5,
    heard: heardOfRubric(0.5),
    isShown: true,
  }));
  const asked = { collectionSlug: "claims", scenarioSlug: "caller", scenarioTitle: "Caller", opening: [OPENING] };
  const ask = { ...asked, candidates, worth: UNCALIBRATED_WORTH, human: HUMAN };
  return watch(world.desk.settleGroup(CALLER, ask, world.time.clock.now() + 60_000));
}

function askRating() {
  const model = { worthVotes: 2, reward: 0.25, scores: { D1: 0.5 }, dimensions: [{ key: "D1", title: "Finds out" }] };
  const ask = { ...model, scenarioTitle: "Caller", opening: [OPENING], messages: GOOD_TALK, human: HUMAN };
  return watch(world.desk.settleRating(CALLER, ask, world.time.clock.now() + 60_000));
}

/** Moves the time on in steps in which everything happens that follows. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    world.time.advance(Math.min(100, left));
    await settleDown();
  }
}

describe("a server that leaves", () => {
  it("answers a pair by then as if the budget had run out: with the votes that there are, and kept", async () => {
    const asked = askPair(world, 60_000);
    await settleDown();
    castVote(world, "b", "voter_1");
    castVote(world, "b", "voter_2");
    await pass(1000);
    world.desk.leaveAt(START + 3000);
    await pass(1900);
    expect(asked.answer).toBeNull();
    await pass(100);
    expect(asked.answer).toMatchObject({ votes: { b: 2, count: 2 }, source: { kind: "blend" }, final: false });
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 3000);
    expect(keptRevisions(world)).toEqual([asked.answer]);
  });

  it("has no answer where people are required and nobody voted, and may be asked again", async () => {
    const asked = askPair(world, 60_000, { terms: { mode: "require" } });
    await settleDown();
    world.desk.leaveAt(START + 3000);
    await pass(3000);
    expect(asked.answer).toMatchObject({ status: "unscored", failure: { retryable: true } });
  });

  it("answers groups and ratings by then", async () => {
    const asked = [askGroup(), askRating()];
    await settleDown();
    world.desk.leaveAt(START + 3000);
    await pass(2900);
    expect(asked.map(({ answeredAt }) => answeredAt)).toEqual([null, null]);
    await pass(100);
    expect(asked.every(({ answeredAt }) => answeredAt !== null && answeredAt <= START + 3000)).toBe(true);
  });

  it("holds nobody longer who comes while it leaves", async () => {
    world.desk.leaveAt(START + 3000);
    const asked = [askPair(world, 60_000), askGroup(), askRating()];
    await pass(2900);
    expect(asked.map(({ answeredAt }) => answeredAt)).toEqual([null, null, null]);
    await pass(100);
    expect(asked.every(({ answeredAt }) => answeredAt !== null)).toBe(true);
  });

  it("answers nobody later than without it", async () => {
    const asked = askPair(world, 2000);
    await settleDown();
    world.desk.leaveAt(START + 3000);
    world.desk.leaveAt(START + 9000);
    await pass(2000);
    expect(asked.answeredAt).toBeLessThanOrEqual(START + 2000);
  });

  it("answers by then although the disk hangs", async () => {
    world.manners.set("settleComparison", "hangs");
    const asked = askPair(world, 60_000);
    await settleDown();
    world.desk.leaveAt(START + 3000);
    await pass(3000);
    expect(asked.answer).toEqual({ ...BASE, final: false });
  });

  it("waits for a fallback that takes its time until then where people are not asked", async () => {
    world.live.clear();
    const asked = askPair(world, 60_000, { later: new Promise(() => undefined) });
    await settleDown();
    world.desk.leaveAt(START + 3000);
    await pass(3000);
    expect(asked.answer).toEqual(BASE);
  });
});
