import { describe, expect, it } from "vitest";
import { annotatorNamed, COMPARE } from "../../../test/doubles/create-voting-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { nominalSeconds } from "../../domain/dispatch/nominal-seconds.ts";
import { AnnotatorPool } from "./annotator-pool.ts";
import { PaceBook } from "./pace-book.ts";

const ANN = annotatorNamed("ann");
const DAN = annotatorNamed("dan", "doctors");

function setUp() {
  const time = createManualTime();
  const holding = new Set<string>();
  const board = {
    isHolding: (annotatorId: string) => holding.has(annotatorId),
    awaitedVotes: () => board.awaited,
    awaited: 0,
    size: 7,
  };
  const pool = new AnnotatorPool(time.clock, new PaceBook(), board);
  return { time, holding, board, pool };
}

describe("who is there", () => {
  it("is nobody at first", () => {
    const { pool } = setUp();
    expect(pool.isLive("global")).toBe(false);
    expect(pool.expectVotes("global", 60_000)).toBe(0);
    expect(pool.measure()).toEqual({
      online: 0,
      live: 0,
      votesPerMinute: 0,
      medianVoteSeconds: null,
      expectedFirstVoteMs: null,
      openQuestions: 7,
    });
  });

  it("is whoever was heard of in the last half minute", () => {
    const { pool, time } = setUp();
    pool.saw(ANN);
    expect(pool.isLive("global")).toBe(true);
    time.advance(30_000);
    expect(pool.isLive("global")).toBe(true);
    time.advance(1000);
    expect(pool.isLive("global")).toBe(false);
    expect(pool.measure()).toMatchObject({ online: 1, live: 0 });
    time.advance(300_000);
    expect(pool.measure()).toMatchObject({ online: 0 });
  });

  it("is whoever holds a line open, however quiet, until the last of them closes", () => {
    const { pool, time } = setUp();
    const leave = pool.arrive(ANN);
    const leaveToo = pool.arrive(ANN);
    time.advance(3_600_000);
    expect(pool.measure()).toMatchObject({ online: 1, live: 1 });
    leave();
    leave();
    time.advance(31_000);
    expect(pool.isLive("global")).toBe(true);
    leaveToo();
    time.advance(30_000);
    expect(pool.isLive("global")).toBe(true);
    time.advance(1000);
    expect(pool.isLive("global")).toBe(false);
  });

  it("is nobody who signed out, whether or not their line is closed yet", () => {
    const { pool, time } = setUp();
    const close = pool.arrive(ANN);
    expect(pool.isLive("global")).toBe(true);
    pool.left("ann");
    expect(pool.isLive("global")).toBe(false);
    expect(pool.measure()).toMatchObject({ online: 0, live: 0 });
    close();
    expect(pool.isLive("global")).toBe(false);
    time.advance(1000);
    pool.saw(ANN);
    expect(pool.isLive("global")).toBe(true);
  });

  it("is whoever holds a question", () => {
    const { pool, time, holding } = setUp();
    pool.saw(ANN);
    holding.add("ann");
    time.advance(400_000);
    expect(pool.isLive("global")).toBe(true);
  });

  it("is kept in mind for five minutes after they were last heard of", () => {
    const { pool, time } = setUp();
    pool.saw(ANN);
    time.advance(300_000);
    expect(pool.measure().online).toBe(1);
    time.advance(1);
    expect(pool.measure().online).toBe(0);
  });

  it("is no more than twenty thousand: then a tenth is forgotten, who was heard of longest ago, but nobody with an open line", () => {
    const { pool, time } = setUp();
    pool.arrive(annotatorNamed("lined", "nurses"));
    pool.saw(DAN);
    time.advance(1000);
    for (let index = 3; index <= 20_000; index += 1) {
      pool.saw(annotatorNamed(`an_${index}`));
    }
    expect(pool.measure().online).toBe(20_000);
    pool.saw(annotatorNamed("one_more", "midwives"));
    expect(pool.measure().online).toBe(18_001);
    expect(["nurses", "doctors", "midwives"].map((audience) => pool.isLive(audience))).toEqual([true, false, true]);
  });

  it("is told apart by audience and tenant: everybody answers for everybody, experts only for theirs", () => {
    const { pool, time } = setUp();
    pool.saw(ANN);
    expect(pool.isLive("doctors")).toBe(false);
    expect(pool.liveAudiences()).toEqual(["global"]);
    pool.left("ann");
    pool.saw(DAN);
    expect(pool.isLive("global")).toBe(true);
    expect(pool.isLive("doctors")).toBe(true);
    expect(pool.isLive("doctors", "other")).toBe(false);
    expect(new Set(pool.liveAudiences())).toEqual(new Set(["global", "doctors"]));
    pool.saw(ANN);
    expect(pool.measure("default").live).toBe(2);
    expect(pool.measure("other").live).toBe(0);
    time.advance(31_000);
    expect(pool.liveAudiences()).toEqual([]);
  });

  it("is known at once when somebody comes after nobody was there, comes back, or answers for another audience", () => {
    const { pool, time } = setUp();
    expect(pool.isLive("global")).toBe(false);
    pool.saw(ANN);
    expect(pool.isLive("global")).toBe(true);
    time.advance(31_000);
    expect(pool.isLive("global")).toBe(false);
    pool.saw(annotatorNamed("ann", "doctors"));
    expect(pool.isLive("global")).toBe(true);
    expect(pool.isLive("doctors")).toBe(true);
  });

  it("is counted anew four times a second, and where the clock is set back", () => {
    const { pool, time, holding } = setUp();
    pool.saw(ANN);
    time.advance(29_900);
    expect(pool.isLive("global")).toBe(true);
    time.advance(249);
    expect(pool.isLive("global")).toBe(true);
    time.advance(1);
    expect(pool.isLive("global")).toBe(false);
    time.setClock(-249);
    holding.add("ann");
    expect(pool.isLive("global")).toBe(false);
    time.setClock(-1);
    expect(pool.isLive("global")).toBe(true);
  });
});

describe("what may be expected", () => {
  it("grows with the time and with those who are there, and falls with what waits already", () => {
    const { pool, time, board } = setUp();
    pool.saw(ANN);
    const [alone, longer] = [pool.expectVotes("global", 10_000), pool.expectVotes("global", 40_000)];
    expect(longer).toBeGreaterThan(alone);
    pool.saw(DAN);
    expect(pool.expectVotes("global", 10_000)).toBeCloseTo(2 * alone, 12);
    board.awaited = 50;
    time.advance(1000);
    expect(pool.expectVotes("global", 10_000)).toBeLessThan(alone / 2);
  });

  it("is half a vote within twenty seconds of somebody of whom nothing is known, and the first vote then", () => {
    const { pool } = setUp();
    pool.saw(ANN);
    expect(pool.expectVotes("global", 20_000)).toBeCloseTo(0.5, 12);
    expect(pool.measure().expectedFirstVoteMs).toBe(20_000);
  });

  it("moves by a fiftieth towards the length of each question that is voted on", () => {
    const { pool } = setUp();
    const seconds = nominalSeconds(COMPARE);
    pool.voted(ANN, { content: COMPARE }, seconds);
    pool.saw(ANN);
    const usualSeconds = 0.98 * 20 + 0.02 * seconds;
    expect(pool.measure().expectedFirstVoteMs).toBe(Math.round(1000 * usualSeconds));
    expect(pool.expectVotes("global", 1000 * usualSeconds)).toBeCloseTo(0.5, 12);
  });

  it("falls with the length of the question that is thought of", () => {
    const { pool } = setUp();
    pool.saw(ANN);
    const [short, usual, long] = [5, null, 200].map((seconds) => pool.expectVotes("global", 10_000, null, seconds));
    expect(short).toBeGreaterThan(usual ?? Number.NaN);
    expect(long).toBeLessThan((usual ?? Number.NaN) / 10);
  });

  it("is scaled up from a sample where many are there", () => {
    const { pool } = setUp();
    pool.saw(ANN);
    const alone = pool.expectVotes("global", 10_000);
    for (let index = 1; index < 500; index += 1) {
      pool.saw(annotatorNamed(`an_${index}`));
    }
    expect(pool.expectVotes("global", 10_000)).toBeCloseTo(500 * alone, 6);
  });

  it("is a share of what many can do where more is waited for than that", () => {
    const { pool, board } = setUp();
    for (let index = 0; index < 128; index += 1) {
      pool.saw(annotatorNamed(`an_${index}`));
    }
    // In twenty seconds they give 128 votes; 64 are expected of them for one question where nothing else waits.
    board.awaited = 192;
    expect(pool.expectVotes("global", 20_000)).toBeCloseTo((64 * 128) / (192 + 64), 9);
  });

  it("counts what else waits as questions of the usual length", () => {
    const { pool, board } = setUp();
    pool.saw(ANN);
    board.awaited = 2.5;
    // In forty seconds Ann gives two votes of twenty seconds each, and as likely as not one that takes forty.
    expect(pool.expectVotes("global", 40_000, null, 40)).toBeCloseTo((0.5 * 2) / (2.5 + 0.5), 12);
  });

  it("is read from a sample that is taken evenly over those who came first and last", () => {
    const { pool, holding } = setUp();
    pool.saw(ANN);
    const alone = pool.expectVotes("global", 10_000);
    for (let index = 1; index < 128; index += 1) {
      pool.saw(annotatorNamed(`an_${index}`));
    }
    // What each of these 64 holds takes them the ten seconds that there are.
    for (let index = 64; index < 128; index += 1) {
      holding.add(`an_${index}`);
    }
    expect(pool.expectVotes("global", 10_000)).toBeCloseTo(64 * alone, 9);
  });

  it("follows how fast votes come", () => {
    const { pool, time } = setUp();
    pool.saw(ANN);
    const before = pool.expectVotes("global", 3000);
    for (let vote = 0; vote < 90; vote += 1) {
      time.advance(1000);
      pool.voted(ANN, { content: COMPARE }, 0.5 * nominalSeconds(COMPARE));
    }
    pool.saw(ANN);
    expect(pool.expectVotes("global", 3000)).toBeGreaterThan(before);
    expect(pool.measure()).toMatchObject({ votesPerMinute: 60, medianVoteSeconds: 0.5 * nominalSeconds(COMPARE) });
    time.advance(120_000);
    expect(pool.measure().votesPerMinute).toBe(0);
  });

  it("tells apart the votes of each tenant", () => {
    const { pool } = setUp();
    const ofOther = annotatorNamed("eve", "global", "other");
    for (const annotator of [ANN, ofOther, ofOther]) {
      pool.voted(annotator, { content: COMPARE }, 5);
    }
    expect([null, "default", "other", "nobody"].map((tenantId) => pool.measure(tenantId).votesPerMinute)).toEqual([3, 1, 2, 0]);
  });
});
