import { describe, expect, it } from "vitest";
import { CalibrationBook } from "./calibration-book.ts";
import type { PublishedCalibration } from "./published-calibration.ts";

const SOURCE = { tenantId: "acme", collectionSlug: "c", scenarioSlug: "s", sourceId: "skywork", revision: "r1" };
const published = (changes: Partial<PublishedCalibration> = {}): PublishedCalibration => ({
  sourceId: "skywork",
  sourceKind: "reward_model",
  sourceRevision: "r1",
  collectionSlug: "c",
  scenarioSlug: "s",
  calibration: {
    kappa: 0.4,
    kappaLow: 0.2,
    kappaHigh: 0.6,
    centre: 1.5,
    typicalDifference: 2,
    isDistrusted: false,
    votes: 60,
    weight: 51.5,
    logLossRaw: 0.9,
    logLoss: 0.6,
    agreement: { share: 0.7, lower: 0.6, weight: 50.7 },
    length: { coefficient: 0.1, low: -0.2, high: 0.4 },
  },
  worthVotes: 2.5,
  revision: "3-0123abcd",
  publishedAt: 1,
  lastVoteAt: 1,
  ...changes,
});

describe("the calibrations in use", () => {
  it("knows nothing of whom nothing was learned", () => {
    const book = new CalibrationBook();
    expect(book.hasAny("acme")).toBe(false);
    expect(book.find(SOURCE)).toBeNull();
    expect(book.agreementOf(SOURCE)).toBeNull();
    expect(book.list("acme")).toEqual([]);
  });

  it("gives the scenario's own, else the source's over all scenarios, and never another revision's or tenant's", () => {
    const book = new CalibrationBook();
    const overall = published({ collectionSlug: null, scenarioSlug: null, revision: "2-overall" });
    book.replace("acme", [published(), overall]);
    expect(book.find(SOURCE)).toEqual({ kappa: 0.4, centre: 1.5, worthVotes: 2.5, revision: "3-0123abcd", isDistrusted: false });
    expect(book.find({ ...SOURCE, scenarioSlug: "other" })?.revision).toBe("2-overall");
    expect(book.find({ ...SOURCE, revision: "r2" })).toBeNull();
    expect(book.find({ ...SOURCE, tenantId: "rival" })).toBeNull();
    expect(book.agreementOf(SOURCE)).toEqual({ share: 0.7, lower: 0.6, votes: 50 });
    expect(book.list("acme")).toEqual([published(), overall]);
  });

  it("takes the learned model for one however often it has learned since", () => {
    const book = new CalibrationBook();
    book.replace("acme", [published({ sourceId: "learned", sourceKind: "learned", sourceRevision: "bt-hash-v2" })]);
    for (const revision of ["bt-hash-v2.1", "bt-hash-v2.27"]) {
      expect(book.find({ ...SOURCE, sourceId: "learned", revision })?.kappa).toBe(0.4);
      expect(book.agreementOf({ ...SOURCE, sourceId: "learned", revision })?.votes).toBe(50);
    }
  });

  it("replaces a tenant's together", () => {
    const book = new CalibrationBook();
    book.replace("acme", [published()]);
    book.replace("acme", [published({ scenarioSlug: "other" })]);
    expect(book.find(SOURCE)).toBeNull();
    expect(book.hasAny("acme")).toBe(true);
  });
});
