import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../src/ports/storage.ts";
import { CalibrationBook } from "../../../src/services/calibration/calibration-book.ts";
import { sourceDefaults } from "../../../src/services/calibration/source-defaults.ts";
import { EvidenceLearner } from "../../../src/services/evidence/evidence-learner.ts";
import { openStorage } from "../../../src/storage/open-storage.ts";
import { createManualTime } from "../../doubles/manual-time.ts";
import { NO_ALARMS } from "../../doubles/no-alarms.ts";
import { askedOf, leaseOf, opinionOf, questionOf, voteOf } from "./records.ts";

const SOURCE = {
  tenantId: "acme",
  collectionSlug: "medical-intake",
  scenarioSlug: "chest-pain",
  sourceId: "skywork",
  revision: "1",
};

/** Two people vote on each pair; three in four agree with the model, whose scores are one apart. */
async function voteOnPairs(storage: Storage, from: number, to: number): Promise<void> {
  for (let pair = from; pair < to; pair += 1) {
    const questionId = `q_${pair}`;
    await storage.questions.openQuestions([questionOf({ questionId })]);
    await storage.evidence.keepOpinions([askedOf({ questionId })], [opinionOf({ questionId, rawA: 3, rawB: 2 })]);
    for (const voter of [0, 1]) {
      const names = { questionId, annotatorId: `voter ${voter}`, leaseId: `lease ${pair} ${voter}` };
      await storage.questions.insertLease(leaseOf({ ...names, fence: voter + 1 }));
      const choice = pair % 4 === 0 ? "b" : "a";
      const answer = { kind: "compare", choice, strength: null, dimensions: {} } as const;
      await storage.questions.recordVote(
        voteOf({ ...names, voteId: `vote ${pair} ${voter}`, recordedAt: 20_000 + pair, answer }),
        null,
      );
    }
  }
}

describe("learning from the log of votes in a database", () => {
  let folder: string;
  let storage: Storage;
  const open = async () => await openStorage(`sqlite:${join(folder, "a.db")}`, { exclusive: true });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "folkmoot-learn-"));
    storage = await open();
  });
  afterEach(async () => {
    await storage.close();
    rmSync(folder, { recursive: true });
  });
  const createLearner = () => {
    const time = createManualTime();
    const calibrations = new CalibrationBook();
    const faults: unknown[] = [];
    const learner = new EvidenceLearner({
      evidence: storage.evidence,
      ...time,
      sha256Hex: (data) => createHash("sha256").update(data).digest("hex"),
      alarms: NO_ALARMS,
      calibrations,
      defaults: sourceDefaults(new Map()),
      learner: null,
      learnEveryMs: 60_000,
      reportFault: (fault) => void faults.push(fault),
    });
    return { learner, calibrations, faults };
  };

  it("gives the scale that votes show, keeps it over a restart, and goes on from there", async () => {
    await voteOnPairs(storage, 0, 60);
    const first = createLearner();
    await first.learner.start();
    await first.learner.learn();
    await first.learner.stop();
    const scale = first.calibrations.find(SOURCE);
    expect(scale?.kappa).toBeGreaterThan(0.7);
    expect(scale?.kappa).toBeLessThan(1.4);
    expect(first.calibrations.list("acme").map(({ calibration }) => calibration.votes)).toEqual([120, 120]);

    await storage.close();
    storage = await open();
    const second = createLearner();
    await second.learner.start();
    expect(second.calibrations.find(SOURCE)).toEqual(scale);
    await voteOnPairs(storage, 60, 180);
    await second.learner.learn();
    await second.learner.stop();
    expect(second.calibrations.list("acme").map(({ calibration }) => calibration.votes)).toEqual([360, 360]);
    expect(
      (await storage.evidence.listSnapshots("acme", "calibrations")).map(({ revision, votes }) => [revision, votes]),
    ).toEqual([
      [2, 360],
      [1, 120],
    ]);
    expect([first.faults, second.faults]).toEqual([[], []]);
  });
});
