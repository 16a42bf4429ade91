import { describe, expect, it } from "vitest";
import type { Calibration } from "../../domain/calibration/read-calibration.ts";
import type { AlarmReading, AlarmSubject } from "../monitors/alarms.ts";
import { alarmDistrusted } from "./alarm-distrusted.ts";
import type { PublishedCalibration } from "./published-calibration.ts";

const DAY_MS = 86_400_000;
const CALIBRATION: Calibration = {
  kappa: 0.5,
  kappaLow: 0.2,
  kappaHigh: 0.8,
  centre: 0,
  typicalDifference: 1,
  isDistrusted: false,
  votes: 200,
  weight: 150,
  logLossRaw: 0.8,
  logLoss: 0.66,
  agreement: null,
  length: { coefficient: 0, low: -1, high: 1 },
};
const AGAINST = { ...CALIBRATION, kappaLow: -0.1, isDistrusted: true };

const published = (calibration: Calibration, changes: Partial<PublishedCalibration> = {}): PublishedCalibration => ({
  sourceId: "skywork",
  sourceKind: "reward_model",
  sourceRevision: "r1",
  collectionSlug: "c",
  scenarioSlug: "s",
  calibration,
  worthVotes: 1,
  revision: "1-0123abcd",
  publishedAt: 0,
  lastVoteAt: 10 * DAY_MS,
  ...changes,
});

function tell(calibrations: readonly PublishedCalibration[]) {
  const told: (readonly [string, string, AlarmReading])[] = [];
  const note = (kind: string) => (subject: AlarmSubject, reading: AlarmReading) => {
    expect(subject).toMatchObject({ alarm: "distrusted", tenantId: "acme", collectionSlug: "c", sourceId: "skywork" });
    told.push([kind, subject.scenarioSlug, reading]);
  };
  alarmDistrusted({ raise: note("raise"), end: note("end") }, "acme", calibrations);
  return told;
}

describe("the alarm of a source that votes speak against", () => {
  it("is raised by scenario, with what speaks against it", () => {
    const dear = { ...CALIBRATION, isDistrusted: true, logLoss: 0.7 };
    expect(tell([published(AGAINST), published(dear, { scenarioSlug: "t" })])).toEqual([
      ["raise", "s", { value: -0.1, threshold: 0 }],
      ["raise", "t", { value: 0.7, threshold: Math.LN2 }],
    ]);
  });

  it("ends where it is believed, and is not of all scenarios together", () => {
    expect(tell([published(CALIBRATION), published(AGAINST, { collectionSlug: null, scenarioSlug: null })])).toEqual([
      ["end", "s", { value: 0.66, threshold: Math.LN2 }],
    ]);
  });

  it("is of any revision that is in use, and of none that is used no more", () => {
    const other = published(CALIBRATION, { sourceRevision: "r1/pair" });
    expect(tell([other, published(AGAINST)]).map(([kind]) => kind)).toEqual(["raise"]);
    expect(tell([other, published(AGAINST, { lastVoteAt: 9 * DAY_MS - 1 })]).map(([kind]) => kind)).toEqual(["end"]);
  });
});
