import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { settleDown } from "../../../test/doubles/create-people-world.ts";
import { createManualTime } from "../../../test/doubles/manual-time.ts";
import { MemoryEvidenceStore } from "../../../test/doubles/memory-evidence-store.ts";
import type { LoggedVote, LogPosition } from "../../ports/evidence-store.ts";
import { CalibrationBook } from "../calibration/calibration-book.ts";
import { sourceDefaults } from "../calibration/source-defaults.ts";
import type { VoteLearner } from "../learned/vote-learner.ts";
import type { AlarmReading, AlarmSubject } from "../monitors/alarms.ts";
import { EvidenceLearner } from "./evidence-learner.ts";

const START = 1_000_000;
const LEARN_EVERY_MS = 60_000;
const SOURCE = { tenantId: "acme", collectionSlug: "c", scenarioSlug: "s", sourceId: "skywork", revision: "r1" };

/** Votes on pairs that the model says are one apart, three on each, of which so many agree with it; one a second. */
function votesOf(count: number, share: number, from = 0): readonly LoggedVote[] {
  return Array.from({ length: count }, (_, index): LoggedVote => {
    const number = from + index;
    const isAgreeing = (number * 7919) % 1000 < 1000 * share;
    return {
      position: { recordedAt: START + 1000 * number, voteId: `vote ${number}` },
      annotatorId: `annotator ${number % 3}`,
      choice: isAgreeing ? "b" : "a",
      questionId: `q_${createHash("sha256")
        .update(String(Math.floor(number / 3)))
        .digest("hex")}`,
      collectionSlug: "c",
      scenarioSlug: number % 2 === 0 ? "s" : "t",
      inclusionProbability: 1,
      content: {
        kind: "compare",
        instruction: "Which?",
        criteriaVersion: null,
        dimensions: [],
        context: { title: "T", messages: [] },
        a: [{ role: "assistant", content: "short" }],
        b: [{ role: "assistant", content: "much longer" }],
      },
      opinions: [
        { sourceId: "skywork", sourceKind: "reward_model", sourceRevision: "r1", rawA: 2, rawB: 3 },
        { sourceId: "rubric", sourceKind: "rubric", sourceRevision: "1", rawA: 0.4, rawB: 0.4 + 0.01 * (number % 5) },
      ],
    };
  });
}

function createWorld(evidence = new MemoryEvidenceStore(), { learner = null as VoteLearner | null } = {}) {
  const time = createManualTime(START);
  const faults: unknown[] = [];
  const alarms: (readonly ["raise" | "end", AlarmSubject, AlarmReading])[] = [];
  const calibrations = new CalibrationBook();
  const evidenceLearner = new EvidenceLearner({
    evidence,
    clock: time.clock,
    timer: time.timer,
    sha256Hex: (data) => createHash("sha256").update(data).digest("hex"),
    alarms: {
      raise: (subject, reading) => void alarms.push(["raise", subject, reading]),
      end: (subject, reading) => void alarms.push(["end", subject, reading]),
    },
    calibrations,
    defaults: sourceDefaults(new Map([["skywork", { kappa: 1, centre: 2 }]])),
    learner,
    learnEveryMs: LEARN_EVERY_MS,
    reportFault: (fault) => void faults.push(fault),
  });
  const newest = async () => await evidence.findSnapshot("acme", "calibrations");
  return { time, evidence, calibrations, learner: evidenceLearner, faults, alarms, newest };
}

/** A model that only notes what it is given. */
class NotingLearner implements VoteLearner {
  readonly learned: LoggedVote[] = [];
  passes = 0;
  isFailing = false;

  async learnedUpTo(): Promise<LogPosition | null> {
    return this.learned.at(-1)?.position ?? null;
  }

  async learn(_tenantId: string, votes: readonly LoggedVote[]): Promise<void> {
    if (this.isFailing) {
      throw new Error("The thread is busy.");
    }
    this.learned.push(...votes);
  }

  async endPass(): Promise<void> {
    this.passes += 1;
  }
}

describe("learning from votes", () => {
  it("has nothing to say where nobody has voted", async () => {
    const world = createWorld();
    await world.learner.start();
    await world.learner.learn();
    expect(world.calibrations.hasAny("acme")).toBe(false);
    expect(world.faults).toEqual([]);
  });

  it("learns every minute what a source's scores say of people's preferences, from votes that nobody can take back", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(60, 0.8));
    world.time.advance(LEARN_EVERY_MS);
    await settleDown();
    world.time.advance(LEARN_EVERY_MS - 1);
    await settleDown();
    expect(world.calibrations.find(SOURCE)).toBeNull();
    world.time.advance(1);
    await settleDown();
    // Two minutes after the start 58 of them are older than 62 seconds.
    expect((await world.newest())?.votes).toBe(58);
    const scale = world.calibrations.find(SOURCE);
    expect(scale).toMatchObject({ isDistrusted: false, revision: expect.stringMatching(/^1-[0-9a-f]{8}$/) });
    expect(scale?.kappa).toBeGreaterThan(0.5);
    expect(scale?.worthVotes).toBeGreaterThan(0);
    expect(world.calibrations.agreementOf(SOURCE)?.share).toBeGreaterThan(0.6);
    world.time.advance(LEARN_EVERY_MS);
    await settleDown();
    expect(world.faults).toEqual([]);
  });

  it("gives the same to the last bit at once, in pieces, and over restarts", async () => {
    const all = votesOf(700, 0.7);
    const digestOf = async (steps: readonly number[], isRestarted: boolean) => {
      const evidence = new MemoryEvidenceStore();
      evidence.addLogged("acme", all);
      let world = createWorld(evidence);
      await world.learner.start();
      let at = 0;
      for (const step of steps) {
        at += step;
        world.time.jump(step);
        if (isRestarted) {
          await world.learner.stop();
          world = createWorld(evidence);
          world.time.jump(at);
          await world.learner.start();
        }
        await world.learner.learn();
      }
      // What is kept besides are the calibrations that were in use, which do depend on when they were looked at.
      const snapshot = await world.newest();
      const { learned, position, votes } = JSON.parse(new TextDecoder().decode(snapshot?.payload)) as Record<string, unknown>;
      return { learned, position, votes };
    };
    // The last step is a day later, so that everything is published by then.
    const DAY_MS = 86_400_000;
    const once = await digestOf([900_000, DAY_MS], false);
    expect(once.votes).toBe(700);
    const pieces = [100_000, 7_000, 250_000, 1_000, 300_000, 242_000, DAY_MS];
    // Evidence that comes to nothing new is not published, so the last look at it is kept by one more vote.
    expect(await digestOf(pieces, false)).toEqual(once);
    expect(await digestOf(pieces, true)).toEqual(once);
  });

  it("answers after a restart as before it, before any vote is looked at", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(200, 0.75));
    world.time.jump(300_000);
    await world.learner.learn();
    const again = createWorld(world.evidence);
    await again.learner.start();
    expect(again.calibrations.find(SOURCE)).toEqual(world.calibrations.find(SOURCE));
    expect(again.calibrations.list("acme")).toHaveLength(world.calibrations.list("acme").length);
  });

  it("leaves a calibration as it is while votes bring nothing new, and looks again once a day", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(600, 0.75));
    world.time.jump(700_000);
    await world.learner.learn();
    const before = world.calibrations.find(SOURCE);
    world.evidence.addLogged("acme", votesOf(40, 0.75, 700));
    world.time.jump(100_000);
    await world.learner.learn();
    expect(world.calibrations.find(SOURCE)).toEqual(before);
    world.time.jump(86_400_000);
    await world.learner.learn();
    const after = world.calibrations.find(SOURCE);
    expect(after?.revision).not.toBe(before?.revision);
    expect(after?.kappa).not.toBe(before?.kappa);
  });

  it("uses for a scenario without votes what the source's votes say over all", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(300, 0.75));
    world.time.jump(400_000);
    await world.learner.learn();
    const elsewhere = world.calibrations.find({ ...SOURCE, scenarioSlug: "unseen" });
    expect(elsewhere?.kappa).toBeGreaterThan(0.5);
    expect(world.calibrations.find({ ...SOURCE, revision: "r2" })).toBeNull();
  });

  it("takes a source's weight away where votes go against it, and raises an alarm; ends it when they do no longer", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(400, 0.25));
    world.time.jump(500_000);
    await world.learner.learn();
    expect(world.calibrations.find(SOURCE)).toMatchObject({ kappa: 0, worthVotes: 0, isDistrusted: true });
    const subject = { alarm: "distrusted", tenantId: "acme", collectionSlug: "c", scenarioSlug: "s", sourceId: "skywork" };
    expect(world.alarms).toContainEqual(["raise", subject, { value: expect.any(Number), threshold: 0 }]);
    world.alarms.length = 0;
    world.evidence.addLogged("acme", votesOf(2000, 0.9, 400));
    world.time.jump(2_100_000);
    await world.learner.learn();
    expect(world.calibrations.find(SOURCE)?.isDistrusted).toBe(false);
    expect(world.alarms.filter(([kind, { sourceId }]) => sourceId === "skywork" && kind === "raise")).toEqual([]);
    expect(world.alarms).toContainEqual(["end", subject, expect.anything()]);
  });

  it("hands the same votes to the model that learns, each once and in order", async () => {
    const model = new NotingLearner();
    const world = createWorld(new MemoryEvidenceStore(), { learner: model });
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(350, 0.7));
    world.time.jump(200_000);
    await world.learner.learn();
    world.time.jump(250_000);
    await world.learner.learn();
    expect(model.learned.map(({ position }) => position)).toEqual(votesOf(350, 0.7).map(({ position }) => position));
    expect(model.passes).toBe(2);
  });

  it("calibrates where the model cannot learn, which gets those votes later", async () => {
    const model = new NotingLearner();
    model.isFailing = true;
    const world = createWorld(new MemoryEvidenceStore(), { learner: model });
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(250, 0.7));
    world.time.jump(350_000);
    await world.learner.learn();
    expect(world.calibrations.hasAny("acme")).toBe(true);
    expect(world.faults).toHaveLength(1);
    model.isFailing = false;
    await world.learner.learn();
    expect(model.learned).toHaveLength(250);
    expect(JSON.parse(new TextDecoder().decode((await world.newest())?.payload)).votes).toBe(250);
  });

  it("does not answer by what could not be kept, and tries again", async () => {
    const evidence = new MemoryEvidenceStore();
    const world = createWorld(evidence);
    await world.learner.start();
    evidence.addLogged("acme", votesOf(100, 0.7));
    world.time.jump(200_000);
    const keep = evidence.keepSnapshot.bind(evidence);
    evidence.keepSnapshot = () => Promise.reject(new Error("The disk is full."));
    await world.learner.learn();
    expect(world.calibrations.hasAny("acme")).toBe(false);
    expect(world.faults).toHaveLength(1);
    evidence.keepSnapshot = keep;
    await world.learner.learn();
    expect(world.calibrations.hasAny("acme")).toBe(true);
  });

  it("learns anew where what was kept is not what it was", async () => {
    const world = createWorld();
    await world.learner.start();
    world.evidence.addLogged("acme", votesOf(100, 0.7));
    world.time.jump(200_000);
    await world.learner.learn();
    const [kept] = world.evidence.snapshots;
    world.evidence.snapshots.splice(0, 1, ...(kept === undefined ? [] : [{ ...kept, payload: new Uint8Array([1]) }]));
    const again = createWorld(world.evidence);
    again.time.jump(200_000);
    await again.learner.start();
    expect(again.faults).toHaveLength(1);
    await again.learner.learn();
    expect(again.calibrations.find(SOURCE)?.kappa).toBe(world.calibrations.find(SOURCE)?.kappa);
    expect((await again.newest())?.revision).toBe(2);
  });

  it("is done with the timer once it is stopped", async () => {
    const world = createWorld();
    await world.learner.start();
    expect(world.time.pending).toBe(1);
    await world.learner.stop();
    world.time.advance(10 * LEARN_EVERY_MS);
    await settleDown();
    expect(world.time.pending).toBe(0);
  });
});
