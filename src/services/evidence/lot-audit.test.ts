import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { castAnswer, compareAnswer, createPeopleWorld, HUMAN, settleDown } from "../../../test/doubles/create-people-world.ts";
import { CALLER } from "../../../test/doubles/create-service-world.ts";
import { GOOD_TALK, POOR_TALK } from "../../../test/doubles/transcripts.ts";
import type { AskedRecord, OpinionRecord } from "../../ports/evidence-store.ts";
import type { AnsweredPair } from "./audit.ts";
import { LotAudit } from "./lot-audit.ts";

const DAY_MS = 86_400_000;
const PAIR: AnsweredPair = {
  collectionSlug: "claims",
  scenarioSlug: "caller",
  scenarioTitle: "Caller",
  opening: ["Hello, it's about my claim."],
  responseA: GOOD_TALK,
  responseB: POOR_TALK,
  human: HUMAN,
  heard: [
    { sourceId: "skywork", kind: "reward_model", revision: "r1", raws: [3, -1] },
    { sourceId: "rubric", kind: "rubric", revision: "1", raws: [0.6, 0.4] },
    { sourceId: "silent", kind: "judge", revision: "1", raws: [0.6, null] },
  ],
};

/** @param draws what is drawn, as shares. */
function createWorld(draws: readonly number[], auditShare = 0.05) {
  const people = createPeopleWorld();
  const kept: { readonly asked: AskedRecord; readonly opinions: readonly OpinionRecord[] }[] = [];
  const left = [...draws];
  const audit = new LotAudit(
    {
      clock: people.time.clock,
      random: { uint32: () => Math.floor((left.shift() ?? 0.999) * 2 ** 32), token: () => "token" },
      sha256Hex: (data) => createHash("sha256").update(data).digest("hex"),
      deadlines: people.deadlines,
      ...people.asking,
      opinions: { keep: (asked, opinions) => void kept.push({ asked, opinions }) },
      reportFault: (fault) => void people.faults.push(fault),
    },
    { auditShare, auditTtlMs: DAY_MS },
  );
  const consider = async (change: Partial<AnsweredPair> = {}) => {
    audit.consider(CALLER, { ...PAIR, ...change });
    await settleDown();
  };
  return { ...people, audit, kept, consider };
}

describe("auditing what models answered alone", () => {
  it("puts up what the lot falls on, and nothing else", async () => {
    const world = createWorld([0.0501, 0.0499]);
    await world.consider();
    expect(world.board.size).toBe(0);
    await world.consider();
    expect(world.board.size).toBe(1);
    expect(world.audit.open).toBe(1);
    expect(world.faults).toEqual([]);
  });

  it("draws so often as it should", async () => {
    const draws = Array.from({ length: 400 }, (_, index) => (index + 0.5) / 400);
    const world = createWorld(draws);
    for (const _ of draws) {
      world.audit.consider(CALLER, PAIR);
    }
    expect(world.audit.open).toBe(20);
    await settleDown();
  });

  it("asks an ordinary question that nobody waits for, a day long, and tells nobody of models", async () => {
    const world = createWorld([0]);
    await world.consider();
    const [up] = world.board.entries();
    expect(up?.terms).toEqual({
      minVotes: 3,
      maxVotes: 3,
      deadlineAt: null,
      expiresAt: world.time.clock.now() + DAY_MS,
      value: expect.any(Number),
    });
    expect(up?.question.audience).toBe("global");
    expect(JSON.stringify(up?.question)).not.toMatch(/skywork|rubric|r1/);
  });

  it("keeps what sources said in the question's own order, and how likely it was to be asked", async () => {
    for (const isSwapped of [false, true]) {
      const world = createWorld([0]);
      await world.consider(
        isSwapped
          ? {
              responseA: POOR_TALK,
              responseB: GOOD_TALK,
              heard: PAIR.heard.map((each) => ({ ...each, raws: [...each.raws].reverse() })),
            }
          : {},
      );
      const [entry] = world.board.entries();
      const [only] = world.kept;
      expect(only?.asked).toEqual({
        tenantId: CALLER.tenantId,
        questionId: entry?.question.questionId,
        collectionSlug: "claims",
        scenarioSlug: "caller",
        inclusionProbability: 0.05,
        askedAt: world.time.clock.now(),
      });
      const content = entry?.question.content;
      const isGoodFirst = content?.kind === "compare" && JSON.stringify(content.a).includes("Where does it hurt?");
      expect(only?.opinions.map(({ sourceId, rawA, rawB }) => [sourceId, rawA, rawB])).toEqual(
        isGoodFirst
          ? [
              ["skywork", 3, -1],
              ["rubric", 0.6, 0.4],
            ]
          : [
              ["skywork", -1, 3],
              ["rubric", 0.4, 0.6],
            ],
      );
    }
  });

  it("takes it down once the votes are in", async () => {
    const world = createWorld([0]);
    await world.consider();
    const questionId = world.board.entries()[0]?.question.questionId ?? "";
    castAnswer(world, questionId, compareAnswer("a"), "one");
    castAnswer(world, questionId, compareAnswer("b"), "two");
    expect(world.board.size).toBe(1);
    castAnswer(world, questionId, compareAnswer("tie"), "three");
    expect(world.board.size).toBe(0);
    expect(world.audit.open).toBe(0);
    world.time.advance(2 * DAY_MS);
    expect(world.audit.open).toBe(0);
  });

  it("takes it down when its time is over", async () => {
    const world = createWorld([0]);
    await world.consider();
    world.time.advance(DAY_MS);
    expect(world.board.size).toBe(0);
    expect(world.audit.open).toBe(0);
  });

  it("asks nobody who was not to be asked, nor about two that look the same", async () => {
    const world = createWorld([0, 0]);
    await world.consider({ human: { ...HUMAN, mode: "off" } });
    await world.consider({ responseB: GOOD_TALK });
    expect(world.board.size).toBe(0);
    expect(world.audit.open).toBe(0);
  });

  it("has a thousand up at most", async () => {
    const world = createWorld(new Array<number>(1100).fill(0));
    for (let index = 0; index < 1100; index += 1) {
      world.audit.consider(CALLER, PAIR);
    }
    expect(world.audit.open).toBe(1000);
    await settleDown();
  });

  it("reports where the question cannot be kept, and is not full by it", async () => {
    const world = createWorld([0]);
    world.manners.set("openQuestions", "fails");
    await world.consider();
    expect(world.faults).toHaveLength(1);
    expect(world.audit.open).toBe(0);
    expect(world.kept).toEqual([]);
  });
});
